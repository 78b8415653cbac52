"""From an interchange to bytes: delimiters released (EDIFACT) or refused (X12), trailers counted afresh."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from clearance.edi.errors import EdiError
from clearance.edi.model import REPEAT, SYNTAXES, Delimiters, Interchange, Level, Segment


def write(interchange: Interchange) -> bytes:
    """Write the bytes of an interchange."""
    delimiters = interchange.delimiters
    text = segment_writer(delimiters)
    end = delimiters.terminator + delimiters.newline
    una = "UNA{}{}{}{}{}{}".format(
        delimiters.component,
        delimiters.element,
        delimiters.decimal,
        delimiters.release or " ",
        delimiters.repetition or " ",
        delimiters.terminator,
    )
    lines = [una + delimiters.una_newline] if delimiters.una else []
    lines += [text(segment) + end for segment in _segments(interchange)]
    try:
        return "".join(lines).encode(interchange.encoding)
    except UnicodeEncodeError as error:
        bad = error.object[error.start : error.end]
        raise EdiError("EDI_ENCODING", value=bad, limit=interchange.encoding) from None


def _segments(interchange: Interchange) -> Iterator[Segment]:
    syntax = SYNTAXES[interchange.syntax]
    units = 0
    if interchange.header:
        yield interchange.header
    yield from interchange.extra
    for group in interchange.groups:
        if group.header:
            yield group.header
        for message in group.messages:
            yield from message.segments[:-1]
            yield _trailer(syntax.message, message.segments[0], len(message.segments))
        if group.header:
            yield _trailer(syntax.group, group.header, len(group.messages))
        units += 1 if group.header else len(group.messages)
    if interchange.header:
        yield _trailer(syntax.interchange, interchange.header, units)


def _trailer(level: Level, header: Segment, count: int) -> Segment:
    return Segment(level.trailer, ((str(count),), (header.get(level.reference),)))


def segment_writer(delimiters: Delimiters) -> Callable[[Segment], str]:
    """Give the function that writes one segment, without its terminator."""
    element, component, _end, release, repetition = delimiters[:5]

    def released(match: re.Match[str]) -> str:
        return release + match[0]

    signs = re.compile(f"[{re.escape(''.join(delimiters[:5]))}]")

    def write_segment(segment: Segment) -> str:
        parts = segment.elements
        for components in parts if segment.tag != "ISA" else ():  # the header that declares them
            for text in components:
                if signs.search(text):
                    return write_released(segment)
        joined = element.join([segment.tag, *map(component.join, parts)])
        return joined.replace(REPEAT, repetition) if REPEAT in joined else joined

    def write_released(segment: Segment) -> str:
        values = [segment.tag]
        for number, components in enumerate(segment.elements, 1):
            if not release and any(map(signs.search, components)):
                raise EdiError(
                    "EDI_DELIMITER",
                    tag=segment.tag,
                    segment=segment.position,
                    element=number,
                    value=component.join(components),
                )
            values.append(component.join(signs.sub(released, text) for text in components))
        return element.join(values).replace(REPEAT, repetition)

    return write_segment
