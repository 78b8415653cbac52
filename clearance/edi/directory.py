"""The segments of each syntax as the standards have them: which elements, how long, which must be there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from clearance.edi.errors import INFO, EdiError
from clearance.edi.model import REPEAT, Elements, Segment

MAPS = Path(__file__).resolve().parent / "maps"
_NOTATION = re.compile(r"(?P<use>[MCO])(?P<digits>n?)(?:(?P<least>\d+)-)?(?P<most>\d+)")
_NUMBER = re.compile(r"[-+]?\d*[.,]?\d+", re.ASCII)


class Limit(NamedTuple):
    """What one component may be."""

    mandatory: bool
    least: int
    most: int
    digits: bool


class Slot(NamedTuple):
    """One element: its components, and whether one of them must be there whenever the segment is."""

    mandatory: bool
    limits: tuple[Limit, ...]


Shape = tuple[Slot, ...]


def limit_from(text: str) -> Limit:
    """Read `M1-3`, `C35` or `Mn6`; ValueError when it is none of these."""
    match = _NOTATION.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is no limit")
    return Limit(match["use"] == "M", int(match["least"] or 1), int(match["most"]), bool(match["digits"]))


def _slot(entry: str | list[str]) -> Slot:
    if isinstance(entry, str):
        limit = limit_from(entry)
        return Slot(limit.mandatory, (limit,))
    return Slot(entry[0] == "M", tuple(map(limit_from, entry[1:])))


@lru_cache
def directory(syntax: str) -> Mapping[str, Shape]:
    """Give the segments of a syntax by tag."""
    data: dict[str, Any] = json.loads((MAPS / f"directory_{syntax.lower()}.json").read_text("utf-8"))
    return {tag: tuple(map(_slot, entry)) for tag, entry in data["segments"].items()}


def faults_of(segment: Segment, shape: Shape, message: int = 0) -> Iterator[EdiError]:
    """Check lengths, digits and mandatory elements of one segment. What lies beyond the shape is information."""
    return iter(()) if _fits(segment.elements, shape) else _faults(segment, shape, message)


def _fits(elements: Elements, shape: Shape) -> bool:
    """Say quickly that a segment is sound; False means that it needs a closer look."""
    if len(elements) > len(shape) or any(slot.mandatory for slot in shape[len(elements) :]):
        return False
    for components, (mandatory, limits) in zip(elements, shape, strict=False):
        if components == ("",):
            if mandatory:
                return False
        elif len(components) > len(limits) or any(limit.mandatory for limit in limits[len(components) :]):
            return False
        else:
            for text, (needed, least, most, digits) in zip(components, limits, strict=False):
                if not text:
                    if needed:
                        return False
                elif not least <= len(text) <= most or REPEAT in text or (digits and not text.isdecimal()):
                    return False
    return True


def _faults(segment: Segment, shape: Shape, message: int) -> Iterator[EdiError]:
    for number, slot in enumerate(shape, 1):
        if number > len(segment.elements):
            if slot.mandatory:
                yield _fault("EDI_MISSING", segment, number, message)
            continue
        components = segment.elements[number - 1]
        present = any(components)
        if slot.mandatory and not present:
            yield _fault("EDI_MISSING", segment, number, message)
        elif present:
            for place, limit in enumerate(slot.limits, 1):
                text = components[place - 1] if place <= len(components) else ""
                code = _wrong(text, limit)
                if code:
                    size = limit.least if code == "EDI_TOO_SHORT" else limit.most
                    yield _fault(code, segment, number, message, place, value=text, limit=size)
            yield from _beyond(segment, number, len(slot.limits), message)
    for number in range(len(shape) + 1, len(segment.elements) + 1):
        yield from _beyond(segment, number, 0, message)


def _wrong(text: str, limit: Limit) -> str:
    """Give the code of what is wrong with one component, "" when nothing is."""
    if not text:
        return "EDI_MISSING" if limit.mandatory else ""
    if REPEAT in text:
        return next(filter(None, (_wrong(one, limit) for one in text.split(REPEAT))), "")
    size = len(text)
    if limit.digits:
        if not _NUMBER.fullmatch(text):
            return "EDI_NUMBER"
        size -= sum(map(text.count, "-+.,"))
    if size > limit.most:
        return "EDI_TOO_LONG"
    return "EDI_TOO_SHORT" if size < limit.least else ""


def _beyond(segment: Segment, number: int, known: int, message: int) -> Iterator[EdiError]:
    components = segment.elements[number - 1]
    if len(components) > known and any(components[known:]):
        text = next(filter(None, components[known:]))
        yield _fault("EDI_EXTRA", segment, number, message, value=text, severity=INFO)


def _fault(code: str, segment: Segment, element: int, message: int, component: int = 0, **words: Any) -> EdiError:
    return EdiError(
        code,
        tag=segment.tag,
        message=message,
        segment=segment.position,
        element=element,
        component=component,
        **words,
    )
