"""What is wrong with the French of an app. An empty answer means everything a person reads is translated."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import polib

from portal.core.translations.sources import App, Message, Pair

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)(?:[.:!\[][^{}]*)?\}|(%[sd])")
WORDS = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
MOST_WORDS_ALIKE = 3
SHORT = 60
MOST_TIMES_LONGER = 2.2


def placeholders(text: str) -> set[str]:
    """Name the placeholders of a text; `{state_en}` and `{state_fr}` are the same value in the two languages."""
    names = {next(filter(None, found), "{}") for found in PLACEHOLDER.findall(text)}
    return {re.sub(r"_(en|fr)$", "", name) for name in names}


def text_problems(en: str, fr: str, place: str) -> Iterator[str]:
    """Compare one English text with its French."""
    if not fr.strip():
        if en.strip():
            yield f"{place}: no French for “{en}”"
        return
    if placeholders(en) != placeholders(fr):
        yield f"{place}: the placeholders of “{fr}” differ from “{en}”"
    if en == fr and len(WORDS.findall(en)) > MOST_WORDS_ALIKE:
        yield f"{place}: English left as French: “{en}”"
    if len(fr) > SHORT and len(fr) > MOST_TIMES_LONGER * len(en):
        yield f"{place}: the French is more than {MOST_TIMES_LONGER} times as long as “{en}”"


def entry_problems(entry: polib.POEntry, found: Message, place: str) -> Iterator[str]:
    """Check the French of one entry, each of its plural forms too."""
    if "fuzzy" in entry.flags:
        yield f"{place}: “{entry.msgid}” is marked fuzzy"
    if not found.plural:
        yield from text_problems(entry.msgid, entry.msgstr, place)
        return
    if entry.msgid_plural != found.plural:
        yield f"{place}: the plural of “{entry.msgid}” is not in the catalogue"
    for number, form in sorted(entry.msgstr_plural.items()):
        yield from text_problems(entry.msgid if number == 0 else entry.msgid_plural, form, place)
    if len(entry.msgstr_plural) < 2:
        yield f"{place}: “{entry.msgid}” needs two plural forms"


def app_problems(app: App, root: Path, lent: polib.POFile | None = None) -> list[str]:
    """Say everything that is wrong with one app's texts. `lent` is a catalogue it may borrow French from (core's)."""
    messages = app.messages(root)
    catalogue = read(app)
    own = keyed(catalogue)
    borrowed = keyed(lent) if lent is not None else {}
    problems: list[str] = []
    for key, found in messages.items():
        entry = own.get(key) or borrowed.get(key)
        if entry is None:
            problems.append(f"{found.place}: no French for “{found.msgid}”")
        else:
            problems.extend(entry_problems(entry, found, found.place))
    where = app.po.relative_to(root)
    problems.extend(f"{where}: “{key[1]}” is no longer used" for key in own if key not in messages)
    problems.extend(f"{where}: “{entry.msgid}” is kept as obsolete" for entry in catalogue.obsolete_entries())
    if app.po.exists() and stale(app.po):
        problems.append(f"{where}: the .mo file is not what this .po compiles to; run compile_catalogues")
    problems.extend(problem for pair in app.pairs(root) for problem in pair_problems(pair))
    return problems


def pair_problems(pair: Pair) -> Iterator[str]:
    yield from text_problems(pair.en, pair.fr, pair.place)


def keyed(catalogue: polib.POFile) -> dict[tuple[str, str], polib.POEntry]:
    return {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue if not entry.obsolete}


def read(app: App) -> polib.POFile:
    return polib.pofile(str(app.po)) if app.po.exists() else blank()


def blank() -> polib.POFile:
    """Give an empty French catalogue with the header gettext needs."""
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Project-Id-Version": "preclear",
        "Language": "fr",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n > 1);",
    }
    return catalogue


def compiled(po: Path) -> bytes:
    """Compile a catalogue to the bytes of its .mo file."""
    return polib.pofile(str(po)).to_binary()


def stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.read_bytes() != compiled(po)


def contradictions(catalogues: Mapping[str, polib.POFile]) -> list[str]:
    """Say which text has another French in another app: at run time all catalogues are one, and the first app's wins."""
    known: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for name, catalogue in catalogues.items():
        for key, entry in keyed(catalogue).items():
            known[key][name] = entry.msgstr or " / ".join(form for _, form in sorted(entry.msgstr_plural.items()))
    return [
        f"“{msgid}” has more than one French: "
        + ", ".join(f"{app} “{french}”" for app, french in sorted(found.items()))
        for (_, msgid), found in sorted(known.items())
        if len(set(found.values())) > 1
    ]
