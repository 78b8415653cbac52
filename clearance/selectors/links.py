"""The three links of a trip, from memberships to what targeting and the rules read (R-01, R-09)."""

from __future__ import annotations

from uuid import UUID

from clearance.domain.links import CARRIER, DRIVER, IMPORTER, Links, LinkState
from clearance.domain.manifest import Manifest
from enrollment.domain.links import LinkState as Membership
from enrollment.selectors import links_for
from portal.accounts.selectors import organisations_by_identifiers

IMPORTER_KINDS = ("BN15", "IOR")


def links_of(manifest: Manifest, carrier_id: UUID) -> Links:
    """Look up driver, carrier and every importer; the number of queries does not depend on the shipments.

    An importer is known by its BN15 or US importer number; one without, or with a number nobody registered,
    is a casual user (T0). With several drivers the weakest decides: everyone in the cab must be a member.
    """
    numbers = [_number(shipment.importer_or_consignee) for shipment in manifest.shipments]
    owners = organisations_by_identifiers({number for number in numbers if number})
    importers = [owners.get(number) if number else None for number in numbers]
    cards = list(dict.fromkeys(driver.fast_card for driver in manifest.drivers)) or [""]
    found = [
        links_for(
            carrier_id=carrier_id,
            importer_ids=importers,
            driver_card=card,
            crossing=manifest.trip.crossing,
            direction=manifest.direction,
        )
        for card in cards
    ]
    return Links(
        driver=min((_state(DRIVER, links.driver) for links in found), key=lambda state: state.tier),
        carrier=_state(CARRIER, found[0].carrier),
        importers=tuple(
            _state(IMPORTER, importer, _name(manifest, position), position)
            for position, importer in enumerate(found[0].importers)
        ),
    )


def _number(party: object) -> tuple[str, str] | None:
    kind, value = getattr(party, "identifier_kind", ""), getattr(party, "identifier", "")
    return (kind, value) if kind in IMPORTER_KINDS and value else None


def _name(manifest: Manifest, position: int) -> str:
    party = manifest.shipments[position].importer_or_consignee
    return party.name if party else ""


def _state(kind: str, membership: Membership, name: str = "", shipment: int | None = None) -> LinkState:
    key = str(membership.membership_id) if membership.membership_id else ""
    holder = str(membership.holder_id) if membership.holder_id else ""
    return LinkState(kind, membership.tier, membership.name or name, key, shipment, holder)
