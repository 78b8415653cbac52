"""The canonical manifest and what each agency's messages hold of it, both ways (R-20, R-21).

`manifest_values` gives what a map of the agency is filled with; `manifest_from` makes a manifest of what
the agency's messages were read to; `projection` says which part of a manifest an agency gets at all. The
columns `cbp` and `cbsa` of the element registry decide; nothing is listed here a second time.

A filing sent to an agency and read back is its projection: manifest_from(values of its messages) ==
projection(manifest, agency).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from clearance.domain.elements import GROUPS, RECORD, RECORDS, TEXT, Element
from clearance.domain.manifest import Manifest, read, to_dict
from clearance.edi.codebook import CBP, CBSA, CodeBook
from clearance.edi.forms import direction_of, from_agency, to_agency
from clearance.edi.merging import merge
from clearance.edi.plain import plain
from clearance.edi.reading import bare
from clearance.edi.x12_shape import from_x12
from portal.core.domain.errors import ErrorItem

Data = dict[str, Any]

# Known from the message itself, not from an element of it: which way the trip goes follows from the agency
# that gets it as its import, and a party's number says what kind it is by its qualifier.
IMPLIED = frozenset({("trip", "direction"), ("party", "identifier_kind")})
# Codes of our own that are translated on the way out, and so are never seen by an agency.
_TRANSLATED = frozenset({"crossing", "release_type"})


def gets(group: str, element: Element, agency: str) -> bool:
    """Say whether the agency gets this element in its messages."""
    if group == "manifest" or (group, element.key) in IMPLIED:
        return True
    return bool(element.cbp if agency == CBP else element.cbsa)


def projected(data: Mapping[str, Any], agency: str, group: str = "manifest") -> Data:
    """Keep of the JSON form what the agency gets, in the characters it takes."""
    out: Data = {}
    for element in GROUPS[group]:
        value = data.get(element.key)
        if not value or not gets(group, element, agency):
            continue
        kept = _kept(value, element, agency)
        if kept:
            out[element.key] = kept
    if group == "party" and "identifier" not in out:
        out.pop("identifier_kind", None)
    return out


def _kept(value: Any, element: Element, agency: str) -> Any:
    if element.kind == RECORD:
        return projected(value, agency, element.group)
    if element.kind == RECORDS:
        return [part for part in (projected(item, agency, element.group) for item in value) if part]
    if isinstance(value, str) and element.key not in _TRANSLATED:
        return plain(value, element.size if element.kind == TEXT else 0)
    return value


def projection(manifest: Manifest, agency: str, codes: CodeBook | None = None) -> Manifest:
    """Give the manifest as far as that agency gets it.

    The arrival is cut to minutes on the port's clock, a shipment number of the trip's own carrier has no
    carrier of its own, free text is in capitals without accents: more the messages cannot carry.
    """
    book = codes or CodeBook()
    data = projected(to_dict(_in_minutes(manifest, book)), agency)
    return _manifest(_tidied(data))


def _in_minutes(manifest: Manifest, book: CodeBook) -> Manifest:
    trip = manifest.trip
    if trip.eta is None:
        return manifest
    stamp = book.local(trip.eta, trip.crossing, trip.direction)
    return replace(manifest, trip=replace(trip, eta=book.moment(stamp, trip.crossing, trip.direction)))


def _tidied(data: Data) -> Data:
    """Drop what only repeats: an issuing carrier who is the carrier of the trip."""
    trip = data.get("trip", {})
    for shipment in data.get("shipments", ()):
        for key in ("scac", "cbsa_code"):
            if shipment.get(key) and shipment[key] == trip.get(key):
                del shipment[key]
    return data


def _manifest(data: Data) -> Manifest:
    manifest, _errors = read(data)
    if manifest is None:
        raise TypeError("a manifest is read from a JSON object")
    return manifest


def sent_to_both(manifest: Manifest, codes: CodeBook | None = None) -> Manifest:
    """Give what the two agencies together are told: the whole filing but for what stays with us."""
    cbp, cbsa = (to_dict(projection(manifest, agency, codes)) for agency in (CBP, CBSA))
    return _manifest(_tidied(merge(cbp, cbsa)))


def merged(manifests: Iterable[Manifest]) -> Manifest:
    """Lay partial manifests over each other; the first one that knows a value wins."""
    data: Data = {}
    for manifest in manifests:
        data = merge(data, to_dict(manifest))
    return _manifest(_tidied(data))


def manifest_values(manifest: Manifest, agency: str, codes: CodeBook | None = None) -> Data:
    """Give what the agency's maps are filled with: its part of the manifest, in its own codes."""
    book = codes or CodeBook()
    return to_agency(to_dict(projection(manifest, agency, book)), agency, book)


def manifest_data(
    values: Iterable[Mapping[str, Any]], agency: str, codes: CodeBook | None = None, *, direction: str = ""
) -> Data:
    """Make the JSON form of a manifest, or of a draft of one, from the values of one or more messages."""
    book = codes or CodeBook()
    parts = [from_x12(bare(part)) for part in values]
    way = next(filter(None, (direction_of(part, agency) for part in parts)), direction)
    data: Data = {}
    for part in parts:
        data = merge(data, from_agency(part, agency, book, way))
    return _tidied(data)


def manifest_read(
    values: Iterable[Mapping[str, Any]], agency: str, codes: CodeBook | None = None, *, direction: str = ""
) -> tuple[Manifest, list[ErrorItem]]:
    """Read a manifest from the values of messages, with what the registry finds wrong in it."""
    manifest, errors = read(manifest_data(values, agency, codes, direction=direction))
    if manifest is None:
        raise TypeError("a manifest is read from a JSON object")
    return manifest, errors


def manifest_from(
    values: Iterable[Mapping[str, Any]], agency: str, codes: CodeBook | None = None, *, direction: str = ""
) -> Manifest:
    """Make the manifest, as far as the messages go; nothing of it is checked here."""
    return manifest_read(values, agency, codes, direction=direction)[0]
