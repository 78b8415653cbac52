"""Who and what a filing names, in the form look-outs are held against (R-98)."""

from __future__ import annotations

from collections.abc import Iterator

from clearance.domain.manifest import CrewMember, Equipment, Manifest, Party, Seal, Shipment
from portal.core.domain.matching import COMPANY, PERSON, PLATE, SEAL, TRAILER, Identity


def identities_of(manifest: Manifest, carrier_name: str = "") -> tuple[Identity, ...]:
    """Give every person, truck, trailer, seal and firm of a filing once, in the order they appear."""
    return tuple(dict.fromkeys(_all(manifest, carrier_name)))


def _all(manifest: Manifest, carrier_name: str) -> Iterator[Identity]:
    for member in manifest.crew:
        if member.family_name or member.fast_card or member.documents:
            yield _person(member)
    truck = manifest.conveyance
    if truck.plate or truck.vin:
        yield Identity(PLATE, number=truck.plate, jurisdiction=truck.plate_jurisdiction, identifiers=_given(truck.vin))
    yield from _seals(truck.seals)
    for item in manifest.equipment:
        yield from _trailer(item)
    codes = _given(manifest.trip.scac, manifest.trip.cbsa_code)
    if carrier_name or codes:
        yield Identity(COMPANY, name=carrier_name, identifiers=codes)
    for shipment in manifest.shipments:
        for party in _parties(shipment):
            yield Identity(COMPANY, name=party.name, identifiers=_given(party.identifier))


def _person(member: CrewMember) -> Identity:
    """A travel document counts with the country that issued it: numbers alone are given twice."""
    papers = [f"{paper.country}{paper.number}" for paper in member.documents if paper.country and paper.number]
    return Identity(
        PERSON,
        family=member.family_name,
        given=member.given_name,
        birth_date=member.birth_date,
        identifiers=_given(member.fast_card, *papers),
    )


def _trailer(item: Equipment) -> Iterator[Identity]:
    if item.number:
        yield Identity(TRAILER, number=item.number)
    if item.plate:
        yield Identity(TRAILER, number=item.plate, jurisdiction=item.plate_jurisdiction)
    yield from _seals(item.seals)


def _seals(seals: tuple[Seal, ...]) -> Iterator[Identity]:
    for seal in seals:
        yield Identity(SEAL, number=seal.number)


def _parties(shipment: Shipment) -> Iterator[Party]:
    for party in (shipment.shipper, shipment.consignee, shipment.importer, shipment.broker):
        if party is not None and (party.name or party.identifier):
            yield party
    yield from shipment.notify
    yield from shipment.delivery


def _given(*numbers: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(number for number in numbers if number))
