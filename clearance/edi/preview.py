"""What each agency would get of a filing, as segments with the canonical paths in them, without sending anything (R-21)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clearance.domain.elements import element_at
from clearance.domain.exemptions import TELL_ALL, Untold
from clearance.domain.manifest import Manifest
from clearance.edi.building import build_body
from clearance.edi.catalogue import all_maps
from clearance.edi.codebook import CodeBook
from clearance.edi.delimiters import LEVEL_A, X12_SIGNS
from clearance.edi.errors import EdiError
from clearance.edi.planning import EDIFACT, FILE, PlannedMessage, plan
from clearance.edi.writing import segment_writer


@dataclass(frozen=True, slots=True)
class PreviewSegment:
    """One segment as it would be written, and the paths of the manifest that are in it."""

    text: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PreviewMessage:
    """One message; `error` says why it cannot be built from an unfinished filing."""

    kind: str
    use: str
    segments: tuple[PreviewSegment, ...] = ()
    error: EdiError | None = None


def preview(
    manifest: Manifest, agency: str, codes: CodeBook, *, syntax: str = EDIFACT, untold: Untold = TELL_ALL
) -> tuple[PreviewMessage, ...]:
    """Give the messages of a first filing to one agency; none while the carrier has no code there."""
    planned = plan(manifest, agency, action=FILE, codes=codes, syntax=syntax, untold=untold)
    return tuple(_message(message) for message in planned)


def _message(planned: PlannedMessage) -> PreviewMessage:
    found = all_maps()[planned.map_id]
    write = segment_writer(LEVEL_A if found.syntax == EDIFACT else X12_SIGNS)
    try:
        built = build_body(found, planned.values, strict=False)
        segments = tuple(
            PreviewSegment(write(one.segment), tuple(path for path in one.paths if element_at(path))) for one in built
        )
    except EdiError as error:
        return PreviewMessage(planned.kind, planned.use, error=error)
    return PreviewMessage(planned.kind, planned.use, segments)


def segments_by_path(messages: Iterable[PreviewMessage]) -> Mapping[str, tuple[str, ...]]:
    """Give the segments each path went into; lists of seals count as one path, as the forms show them."""
    found: dict[str, dict[str, None]] = {}
    for message in messages:
        for segment in message.segments:
            for path in segment.paths:
                at = path.partition(".seals[")[0] + ".seals" if ".seals[" in path else path
                found.setdefault(at, {})[segment.text] = None
    return {path: tuple(texts) for path, texts in found.items()}
