"""The public pages /docs/rules/ and /docs/elements/, made from the rules and the registry themselves (R-21, R-22)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from clearance.domain.elements import FORMATS, GROUPS, Element, elements_by_path
from clearance.domain.fixes import BY_PLACE, BY_RULE, place_of
from clearance.domain.labels import choice_label
from clearance.domain.manifest.faults import FAULTS, KIND_NAMES
from clearance.domain.release_types import FAMILIES, ReleaseType, release_types
from clearance.domain.rules import RULES
from clearance.domain.wording import help_of
from clearance.edi.codelists import rows
from portal.core.domain.text import Text

_PLACEHOLDER = re.compile(r"\{\w+\}")
SEVERITIES = {
    "error": Text("Blocks the filing", "Bloque le dépôt"),
    "warning": Text("Warning", "Avertissement"),
    "info": Text("Information", "Information"),
}
NEEDS = {
    "M": Text("required", "obligatoire"),
    "C": Text("conditional", "conditionnel"),
    "O": Text("optional", "facultatif"),
    "": Text("not asked", "non demandé"),
}
GROUP_NAMES = {
    "trip": Text("Trip", "Voyage"),
    "conveyance": Text("Truck", "Camion"),
    "seal": Text("Seal", "Sceau"),
    "equipment": Text("Trailer or container", "Remorque ou conteneur"),
    "crew": Text("Person in the vehicle", "Personne dans le véhicule"),
    "document": Text("Travel document", "Document de voyage"),
    "party": Text("Party", "Partie"),
    "shipment": Text("Shipment", "Expédition"),
    "in_bond": Text("In-bond movement", "Mouvement sous douane"),
    "line": Text("Goods", "Marchandise"),
    "answer": Text("Answer to an agency", "Réponse à un organisme"),
}
ANSWERED = frozenset({"error", "outcome", "warning"})
ANSWER = Text("Answer of an agency", "Réponse d'un organisme")
STRUCTURE = Text("Form of what is sent", "Forme de ce qui est envoyé")


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One rule as the page shows it; `code` is its anchor."""

    code: str
    title: Text
    message: Text
    fix: Text
    severity: str
    severity_words: Text
    agency: str
    source: str
    one_click: bool

    def holds(self, words: Iterable[str]) -> bool:
        """Say whether every word of a search is in it, in either language."""
        parts = (self.code, self.agency, self.source, *_both(self.title, self.message, self.fix))
        return _holds(parts, words)


@dataclass(frozen=True, slots=True)
class ElementEntry:
    """One element of the registry; `anchor` names it on the page, `paths` says where it occurs."""

    anchor: str
    element: Element
    paths: tuple[str, ...]
    form: Text
    us: Text
    ca: Text
    release_types: tuple[tuple[str, Text], ...]

    def holds(self, words: Iterable[str]) -> bool:
        element = self.element
        parts = (*self.paths, element.cbp, element.cbsa, element.other, element.basis, *_both(element.name))
        return _holds(parts, words)


@dataclass(frozen=True, slots=True)
class ElementGroup:
    name: str
    title: Text
    entries: tuple[ElementEntry, ...]


def _both(*texts: Text) -> tuple[str, ...]:
    return tuple(half for text in texts for half in (text.en, text.fr))


def _holds(parts: Iterable[str], words: Iterable[str]) -> bool:
    text = " ".join(parts).casefold()
    return all(word in text for word in words)


def _open(text: Text) -> Text:
    """Put an ellipsis where a rule fills in what was sent."""
    return Text(_PLACEHOLDER.sub("…", text.en), _PLACEHOLDER.sub("…", text.fr))


@cache
def rule_entries() -> tuple[RuleEntry, ...]:
    """Every rule and every structural check."""
    rules = tuple(
        RuleEntry(
            code,
            rule.title,
            _open(rule.message),
            _open(rule.fix),
            rule.severity,
            SEVERITIES[rule.severity],
            rule.agency,
            rule.source,
            code in BY_RULE,
        )
        for code, rule in RULES.items()
    )
    checks = tuple(
        RuleEntry(
            code, STRUCTURE, _open(f.message), _open(f.fix), "error", SEVERITIES["error"], "", "", code in BY_RULE
        )
        for code, f in sorted(FAULTS.items())
    )
    return rules + checks + tuple(_answers())


def _answers() -> Iterator[RuleEntry]:
    """What an agency may answer, in the words the answer is shown with."""
    for row in rows("agency_errors.csv"):
        if row["role"] in ANSWERED:
            code = f"{row['agency']}_{row['code']}"
            severity = "warning" if row["role"] == "warning" else "error"
            yield RuleEntry(
                code,
                ANSWER,
                Text(row["meaning_en"], row["meaning_fr"]),
                Text(row["fix_en"], row["fix_fr"]),
                severity,
                SEVERITIES[severity],
                row["agency"],
                row["source"],
                place_of(row["path"]) in BY_PLACE,
            )


def help_for(code: str) -> str:
    """Give where the page explains a code, empty for one it does not know."""
    return help_of(code) if code in _codes() else ""


@cache
def _codes() -> frozenset[str]:
    return frozenset(entry.code for entry in rule_entries())


@cache
def element_groups() -> tuple[ElementGroup, ...]:
    """Every element once, by the record it belongs to, with every place it occurs at."""
    places: dict[int, list[str]] = {}
    for path, element in elements_by_path().items():
        places.setdefault(id(element), []).append(path)
    return tuple(
        ElementGroup(name, GROUP_NAMES.get(name, Text(name, name)), tuple(_entries(name, places)))
        for name in GROUPS
        if name != "manifest"
    )


def _entries(group: str, places: dict[int, list[str]]) -> Iterator[ElementEntry]:
    for element in GROUPS[group]:
        paths = tuple(places.get(id(element), ()))
        yield ElementEntry(
            anchor=f"{group}.{element.key}",
            element=element,
            paths=paths,
            form=form_of(element),
            us=NEEDS[element.us],
            ca=NEEDS[element.ca],
            release_types=tuple(
                (kind.code, NEEDS[kind.need(path)])
                for kind in release_types().values()
                for path in paths
                if kind.need(path)
            ),
        )


def form_of(element: Element) -> Text:
    """Say what a value looks like: kind, limit, format or choices."""
    kind = KIND_NAMES[element.kind]
    limit = _limit(element)
    parts = [kind, limit] if limit else [kind]
    if element.format:
        parts.append(FORMATS[element.format].hint)
    if element.choices:
        parts.append(_listed(element))
    return Text("; ".join(part.en for part in parts), "; ".join(part.fr for part in parts))


def _limit(element: Element) -> Text | None:
    if not element.size:
        return None
    if element.kind in {"integer", "decimal"}:
        return Text(f"at most {element.size}", f"au plus {element.size}")
    unit = Text("entries", "éléments") if element.kind in {"records", "codes"} else Text("characters", "caractères")
    return Text(f"up to {element.size} {unit.en}", f"jusqu'à {element.size} {unit.fr}")


def _listed(element: Element) -> Text:
    named = [(code, choice_label(element.key, code)) for code in element.choices]
    return Text(
        ", ".join(code if words.en == code else f"{code} ({words.en})" for code, words in named),
        ", ".join(code if words.fr == code else f"{code} ({words.fr})" for code, words in named),
    )


def release_families() -> tuple[tuple[Text, tuple[ReleaseType, ...]], ...]:
    """Every release type, by family, in force or not."""
    found: dict[str, list[ReleaseType]] = {}
    for kind in release_types().values():
        found.setdefault(kind.family, []).append(kind)
    return tuple((title, tuple(found[family])) for family, title in FAMILIES.items() if family in found)
