"""Finds every text to translate in Python and templates, without the gettext programs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
LITERAL = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
CALL = re.compile(rf"(?<![\w.])(_|n?p?gettext)\(\s*({LITERAL}(?:\s*,\s*{LITERAL})*)", re.DOTALL)
ONE_LITERAL = re.compile(LITERAL, re.DOTALL)


@dataclass(frozen=True, slots=True)
class Message:
    """One text as gettext looks it up, and where it stands."""

    msgid: str
    plural: str = ""
    context: str = ""
    place: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return (self.context, self.msgid)


@dataclass(frozen=True, slots=True)
class Pair:
    """A Text(en, fr) written in Python."""

    en: str
    fr: str
    place: str


def message(function: str, texts: list[str], place: str) -> Message | None:
    """Read the arguments of one gettext call; None when they are not enough to look anything up."""
    name = function.removesuffix("_lazy").removesuffix("_noop")
    if name == "ngettext" and len(texts) >= 2:
        return Message(texts[0], plural=texts[1], place=place)
    if name == "pgettext" and len(texts) >= 2:
        return Message(texts[1], context=texts[0], place=place)
    if name == "npgettext" and len(texts) >= 3:
        return Message(texts[1], plural=texts[2], context=texts[0], place=place)
    return Message(texts[0], place=place) if name in PLAIN and texts else None


def in_python(source: str, name: str) -> Iterator[Message]:
    """Yield the messages of a Python module. An f-string in a gettext call cannot be translated: ValueError."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        function = _name(node.func)
        if function not in PLAIN | PLURAL | CONTEXT | {"npgettext", "npgettext_lazy"}:
            continue
        place = f"{name}:{node.lineno}"
        if any(isinstance(argument, ast.JoinedStr) for argument in node.args[:2]):
            raise ValueError(f"{place}: an f-string cannot be translated; use named placeholders")
        texts = [part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        found = message(function, texts, place)
        if found:
            yield found


def pairs_in_python(source: str, name: str) -> Iterator[Pair]:
    """Yield every Text written with two literal strings."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node.func) == "Text" and len(node.args) == 2:
            both = [part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            if len(both) == 2:
                yield Pair(both[0], both[1], f"{name}:{node.lineno}")


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def in_template(source: str, name: str) -> Iterator[Message]:
    """Yield the messages of a Django template: translate, blocktranslate and _("...") in tags and variables."""
    text = templatize(source, origin=name)
    for call in CALL.finditer(text):
        texts = [ast.literal_eval(part) for part in ONE_LITERAL.findall(call[2])]
        place = f"{name}:{text.count(chr(10), 0, call.start()) + 1}"
        found = message(call[1], texts, place)
        if found:
            yield found


@dataclass(frozen=True, slots=True)
class App:
    """One app: its folder, its catalogue, and the template folders that belong to it."""

    folder: Path
    templates: tuple[Path, ...]
    not_templates: tuple[Path, ...] = ()

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def po(self) -> Path:
        return self.folder / "locale" / "fr" / "LC_MESSAGES" / "django.po"

    def python_files(self) -> Iterator[Path]:
        yield from (path for path in sorted(self.folder.rglob("*.py")) if "migrations" not in path.parts)

    def template_files(self) -> Iterator[Path]:
        for folder in self.templates:
            for path in sorted([*folder.rglob("*.html"), *folder.rglob("*.txt")]):
                if not any(path.is_relative_to(other) for other in self.not_templates):
                    yield path

    def messages(self, root: Path) -> dict[tuple[str, str], Message]:
        """Give every message of the app by its key; the first place it was found in is kept."""
        found: dict[tuple[str, str], Message] = {}
        for path in self.python_files():
            for each in in_python(path.read_text(), str(path.relative_to(root))):
                found.setdefault(each.key, each)
        for path in self.template_files():
            for each in in_template(path.read_text(), str(path.relative_to(root))):
                found.setdefault(each.key, each)
        return found

    def pairs(self, root: Path) -> Iterator[Pair]:
        for path in self.python_files():
            yield from pairs_in_python(path.read_text(), str(path.relative_to(root)))


def apps(root: Path, locale_paths: list[Path]) -> list[App]:
    """List the apps with a catalogue. The first one (core) also owns every shared template."""
    templates = root / "templates"
    folders = [Path(path).parent for path in locale_paths]
    own = {folder: (templates / folder.name, folder / "templates") for folder in folders[1:]}
    taken = tuple(places[0] for places in own.values())
    return [App(folders[0], (templates,), taken), *(App(folder, places) for folder, places in own.items())]
