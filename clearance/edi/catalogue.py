"""All maps, and which of them a message is read with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from clearance.edi.directory import MAPS
from clearance.edi.errors import EdiError
from clearance.edi.loading import load
from clearance.edi.maps import Map
from clearance.edi.model import Message

_NO_MAPS = ("directory_", "parts_", "codes")


@cache
def all_maps() -> Mapping[str, Map]:
    """Load every map; ValueError or KeyError names what a file gets wrong."""
    names = sorted(path.stem for path in MAPS.glob("*.json"))
    return {name: load(name) for name in names if not name.startswith(_NO_MAPS)}


@cache
def _of_kind(kind: str) -> tuple[Map, ...]:
    found = [one for one in all_maps().values() if one.kind == kind]
    return tuple(sorted(found, key=lambda one: -len(one.when)))


def map_for(message: Message) -> Map:
    """Give the map that says most about this message."""
    for one in _of_kind(message.kind):
        if one.fits(message):
            return one
    raise EdiError("EDI_NO_MAP", message=message.number, segment=1, value=message.kind[:20])


def map_get(map_id: str) -> Map:
    """Give a map by its id."""
    return all_maps()[map_id]
