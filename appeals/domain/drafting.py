"""The skeleton a panel drafts its ruling on, and how it becomes the reasons (4.12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from appeals.domain.acts import ACTS
from appeals.domain.kinds import KINDS
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

LONGEST = 6000
LONGEST_NOTE, LONGEST_PLACE = 2000, 120


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a ruling: its heading, and what belongs there."""

    code: str
    heading: Text
    hint: Text


PARTS: dict[str, Part] = {
    part.code: part
    for part in (
        Part(
            "facts",
            Text("Facts", "Faits"),
            Text("What happened, and what shows it.", "Ce qui s'est passé et ce qui le montre."),
        ),
        Part(
            "issue",
            Text("Issue", "Question en litige"),
            Text("The question to be answered.", "La question à trancher."),
        ),
        Part(
            "rule",
            Text("Rule", "Règle"),
            Text("Which rule, in the version of that day.", "Quelle règle, dans sa version de ce jour-là."),
        ),
        Part(
            "finding", Text("Finding", "Conclusion"), Text("What follows, and why.", "Ce qui en découle et pourquoi.")
        ),
        Part(
            "remedy",
            Text("Remedy", "Redressement"),
            Text("What is to be done about it, or why nothing.", "Ce qu'il faut faire, ou pourquoi rien."),
        ),
    )
}
Parts = Mapping[str, Text]
NOTHING = Text("", "")


def skeleton(kind: str, record: Mapping[str, Any]) -> dict[str, Text]:
    """Give what the record already says, for a panel that begins: the issue, the rules of that day, the remedies."""
    row = KINDS[kind]
    versions = ", ".join(f"{name} {version}" for name, version in sorted(record["rule_versions"].items()))
    acts = [ACTS[act] for act in (*row.automatic, *row.allowed)]
    return {
        "issue": Text(
            f"Whether what is contested ({row.label.en}) stands on the reasons that were given and on the record.",
            f"Si ce qui est contesté ({row.label.fr}) tient au regard des motifs donnés et du dossier.",
        ),
        "rule": Text(f"In force that day: {versions}.", f"En vigueur ce jour-là : {versions}.")
        if versions
        else NOTHING,
        "remedy": Text(
            f"Open to the panel: {'; '.join(act.en for act in acts)}.",
            f"Ouverts à la formation : {'; '.join(act.fr for act in acts)}.",
        ),
    }


def composed(parts: Parts) -> Text:
    """Put the parts that have words under their headings, as the reasons of the ruling read."""
    return Text(_written(parts, "en"), _written(parts, "fr"))


def _written(parts: Parts, language: str) -> str:
    found = [(part.heading.get(language), parts.get(code, NOTHING).get(language)) for code, part in PARTS.items()]
    return "\n\n".join(f"{heading.upper()}\n{words.strip()}" for heading, words in found if words.strip())


def draft_faults(parts: Parts) -> list[ErrorItem]:
    """Give every part that is not of the skeleton, or too long. A draft may have gaps."""
    faults = [ErrorItem("APL_DRAFT_PART", UNKNOWN, path=code) for code in parts if code not in PARTS]
    return faults + [
        ErrorItem("APL_DRAFT_LONG", TOO_LONG, path=f"{code}_{language}", fix=SHORTEN)
        for code, text in parts.items()
        for language, words in text.as_dict().items()
        if len(words) > LONGEST
    ]


def note_faults(words: str, place: str) -> list[ErrorItem]:
    """Give what is wrong with a note of the panel: `place` is the page or paper it marks, and may be empty."""
    faults = []
    if not 0 < len(words.strip()) <= LONGEST_NOTE:
        faults.append(ErrorItem("APL_NOTE", NOTE, path="words"))
    if len(place.strip()) > LONGEST_PLACE:
        faults.append(ErrorItem("APL_NOTE_PLACE", PLACE, path="place", value=place[:40]))
    return faults


def cites_of(words: str) -> tuple[str, ...]:
    """Read the numbers of decisions from what was typed: apart by spaces, commas or lines, each once, in capitals."""
    return tuple(dict.fromkeys(words.upper().replace(",", " ").replace(";", " ").split()))


def cite_faults(cites: Sequence[str], published: frozenset[str]) -> list[ErrorItem]:
    """Name each number that is no published decision: nobody could read it."""
    return [
        ErrorItem("APL_CITE", UNREAD, path="cites", value=number, fix=LOOK)
        for number in cites
        if number not in published
    ]


UNKNOWN = Text("This part is not of the skeleton.", "Cette partie n'est pas du canevas.")
TOO_LONG = Text(f"A part has {LONGEST} characters at most.", f"Une partie compte au plus {LONGEST} caractères.")
SHORTEN = Text("Shorten it, or move words to another part.", "Abrégez-la ou déplacez du texte vers une autre partie.")
NOTE = Text(
    f"Write the note in up to {LONGEST_NOTE} characters.", f"Écrivez la note en {LONGEST_NOTE} caractères au plus."
)
PLACE = Text(
    f"Name the place in up to {LONGEST_PLACE} characters.", f"Nommez l'endroit en {LONGEST_PLACE} caractères au plus."
)
UNREAD = Text("This is no published decision.", "Ce n'est pas une décision publiée.")
LOOK = Text("Take the number from the published decisions.", "Prenez le numéro dans les décisions publiées.")
