"""The crosswalk of one filing with the segments each agency gets of it, made by the message engine itself (R-21)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from clearance.domain.crosswalk import CrosswalkGroup, crosswalk, with_segments
from clearance.domain.elements import element_at
from clearance.domain.exemptions import Untold, untold_as_said
from clearance.domain.gateways import NOT_ASKED
from clearance.domain.manifest import read
from clearance.edi.codebook import CBP, CBSA, CodeBook
from clearance.edi.preview import PreviewMessage, PreviewSegment, preview, segments_by_path
from clearance.selectors.code_book import code_book
from portal.core.domain.text import Text

USES = {
    "complete": Text("Complete manifest", "Manifeste complet"),
    "cargo_add": Text("Shipments", "Expéditions"),
    "trip_add": Text("Trip and truck", "Voyage et camion"),
    "crew_add": Text("Crew", "Équipage"),
    "trip_confirm": Text("Confirmation", "Confirmation"),
}
NO_CODE = Text(
    "No message: the carrier's code at this agency is not filled in.",
    "Aucun message : le code du transporteur à cet organisme n'est pas inscrit.",
)
SOME_NOT_ASKED = Text(
    "Shipments Canada does not ask in advance are left out; the notes on the filing say which.",
    "Les expéditions que le Canada n'exige pas d'avance sont omises; les notes au dossier disent lesquelles.",
)


@dataclass(frozen=True, slots=True)
class ShownSegment:
    text: str
    labels: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ShownMessage:
    kind: str
    title: Text
    segments: tuple[ShownSegment, ...]


@dataclass(frozen=True, slots=True)
class AgencyMessages:
    """What one agency gets; `refusal` says why it gets nothing, or not all, as things stand."""

    agency: str
    messages: tuple[ShownMessage, ...]
    refusal: Text | None = None


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """The values by part of the filing, and the messages of both agencies."""

    groups: list[CrosswalkGroup]
    agencies: tuple[AgencyMessages, ...] = ()


def crosswalk_of(data: Mapping[str, Any], zone: str = "", said: Iterable[Mapping[str, Any]] = ()) -> Crosswalk:
    """Lay one filing out, however unfinished: no query once the reference lists are in memory.

    `said` are the error items of the filing as JSON: what they say Canada does not ask is in no message to it.
    """
    groups = crosswalk(data, zone)
    manifest, _errors = read(dict(data))
    if manifest is None:
        return Crosswalk(groups)
    book: CodeBook = code_book()
    untold = untold_as_said(said)
    made = {agency: preview(manifest, agency, book, untold=untold) for agency in (CBSA, CBP)}
    labels = {row.path: row.label for group in groups for row in group.rows}
    return Crosswalk(
        with_segments(groups, segments_by_path(made[CBP]), segments_by_path(made[CBSA])),
        tuple(_agency(agency, messages, labels, untold) for agency, messages in made.items()),
    )


def _agency(
    agency: str, messages: tuple[PreviewMessage, ...], labels: Mapping[str, Text], untold: Untold
) -> AgencyMessages:
    shown = tuple(
        ShownMessage(
            message.kind,
            USES.get(message.use, Text(message.use, message.use)),
            tuple(ShownSegment(segment.text, _labels(segment, labels)) for segment in message.segments),
        )
        for message in messages
    )
    error = next((message.error for message in messages if message.error is not None), None)
    if error is not None:
        return AgencyMessages(agency, shown, error.text)
    if agency == CBSA and untold.everything:
        return AgencyMessages(agency, shown, NOT_ASKED.detail)
    if not messages:
        return AgencyMessages(agency, shown, NO_CODE)
    return AgencyMessages(agency, shown, SOME_NOT_ASKED if agency == CBSA and untold.shipments else None)


def _labels(segment: PreviewSegment, labels: Mapping[str, Text]) -> tuple[Text, ...]:
    found = (labels.get(path) or _name(path) for path in segment.paths)
    return tuple(dict.fromkeys(label for label in found if label is not None))


def _name(path: str) -> Text | None:
    element = element_at(path)
    return element.name if element else None
