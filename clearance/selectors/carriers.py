"""Which carrier a trip belongs to, and whether the actor may file for it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from clearance.domain.manifest import Trip as TripFacts
from portal.accounts.selectors import identifiers_of, organisation_by_identifier
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid, NotAllowed
from portal.core.domain.text import Text

WRITE_SCOPE = "trips:write"
FILING_ROLES = ("trader.admin", "trader.filer")
SCAC, CBSA_CODE = "SCAC", "CBSA_CARRIER"


@dataclass(frozen=True, slots=True)
class Carrier:
    """The carrier of a trip with the codes that may stand in front of its numbers."""

    id: UUID
    scacs: frozenset[str]
    cbsa_codes: frozenset[str]


def carrier_for(*, actor: Actor, trip: TripFacts, carrier_id: UUID | None = None) -> Carrier:
    """Find the carrier and check that the actor may file for it; two queries, one for a carrier's own people.

    Without `carrier_id` it is the actor's own organisation when that is a carrier, else whoever owns the
    carrier code on the trip. Raises NotAllowed for people who may not file at all, Invalid for a carrier
    they do not hold a delegation of: a code nobody owns and a stranger's read the same.
    """
    if not may_file(actor):
        raise NotAllowed([NOT_A_FILER])
    if carrier_id is None and actor.organisation_kind == "carrier":
        carrier_id = actor.organisation_id
    if carrier_id is None:
        carrier_id = _by_code(trip)
    if carrier_id is None or not _files_for(actor, carrier_id):
        raise Invalid([_not_yours(trip)])
    codes = identifiers_of([carrier_id]).get(carrier_id, {})
    return Carrier(carrier_id, frozenset(codes.get(SCAC, ())), frozenset(codes.get(CBSA_CODE, ())))


def may_file(actor: Actor) -> bool:
    """Say whether the actor may file trips at all, whoever the carrier is."""
    if actor.kind == "partner":
        return WRITE_SCOPE in actor.scopes
    return actor.kind == "system" or actor.has(*FILING_ROLES)


def _by_code(trip: TripFacts) -> UUID | None:
    pairs = ((SCAC, trip.scac), (CBSA_CODE, trip.cbsa_code))
    for kind, value in pairs if trip.direction == "SB" else reversed(pairs):
        owner = organisation_by_identifier(kind, value) if value else None
        if owner is not None:
            return owner.id
    return None


def _files_for(actor: Actor, carrier_id: UUID) -> bool:
    """The reach of an actor is read anew for each request: own organisation and delegations in force to file."""
    return actor.kind == "system" or actor.can_act_for(carrier_id)


NOT_A_FILER = ErrorItem(
    "CLR_NOT_A_FILER",
    Text(
        "Your role may read trips but not send them.", "Votre rôle permet de consulter les voyages, pas d'en envoyer."
    ),
    fix=Text(
        "Ask your organisation's administrator for the filer role.",
        "Demandez le rôle de déclarant à l'administrateur de votre organisation.",
    ),
)


def _not_yours(trip: TripFacts) -> ErrorItem:
    southbound = trip.direction == "SB"
    return ErrorItem(
        "CLR_CARRIER_NOT_YOURS",
        Text(
            "You cannot file for a carrier with this code.",
            "Vous ne pouvez pas déclarer pour un transporteur portant ce code.",
        ),
        path="trip.scac" if southbound else "trip.cbsa_code",
        value=(trip.scac if southbound else trip.cbsa_code) or None,
        fix=Text(
            "Check the code. A broker needs the carrier's delegation to file, accepted and in force.",
            "Vérifiez le code. Un courtier doit détenir la délégation du transporteur, acceptée et en vigueur.",
        ),
    )
