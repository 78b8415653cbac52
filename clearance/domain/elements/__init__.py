"""The registry of data elements: lengths, formats, who asks for what, under which law (R-20..R-24).

One table drives the reader of the manifest, the wizard, the CSV template, the crosswalk page and the docs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from clearance.domain.elements.base import (
    CODE,
    CODES,
    CONDITIONAL,
    DATE,
    DATETIME,
    DECIMAL,
    FLAG,
    INTEGER,
    MANDATORY,
    NOT_ASKED,
    OPTIONAL,
    RECORD,
    RECORDS,
    TEXT,
    Element,
    Format,
)
from clearance.domain.elements.formats import FORMATS
from clearance.domain.elements.table import read_groups

GROUPS: dict[str, tuple[Element, ...]] = read_groups()

_INDEX = re.compile(r"\[\d+\]")


def walk(group: str = "manifest", prefix: str = "") -> Iterator[tuple[str, Element]]:
    """Give every element with its path, lists marked by `[]`: `shipments[].lines[].hs_code`."""
    for element in GROUPS[group]:
        path = f"{prefix}{element.key}"
        yield path, element
        if element.kind == RECORD:
            yield from walk(element.group, f"{path}.")
        elif element.kind == RECORDS:
            yield from walk(element.group, f"{path}[].")


@cache
def elements_by_path() -> dict[str, Element]:
    """Give the whole registry keyed by path."""
    return dict(walk())


def element_at(path: str) -> Element | None:
    """Give the element a concrete path names (`shipments[0].lines[2].hs_code`), or None."""
    return elements_by_path().get(_INDEX.sub("[]", path).removesuffix("[]"))


def asked(direction: str) -> Iterator[tuple[str, Element]]:
    """Give the elements one direction asks for: what the wizard shows and the CSV template holds."""
    return ((path, element) for path, element in walk() if element.requirement(direction) != NOT_ASKED)


__all__ = [
    "CODE",
    "CODES",
    "CONDITIONAL",
    "DATE",
    "DATETIME",
    "DECIMAL",
    "FLAG",
    "FORMATS",
    "GROUPS",
    "INTEGER",
    "MANDATORY",
    "NOT_ASKED",
    "OPTIONAL",
    "RECORD",
    "RECORDS",
    "TEXT",
    "Element",
    "Format",
    "asked",
    "element_at",
    "elements_by_path",
    "walk",
]
