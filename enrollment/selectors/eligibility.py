"""Where a traveller's membership works: the enabled crossings by direction, and one check (R-02, R-14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from enrollment.domain.eligibility import ELIGIBLE, NO_SUCH_PORT, NOT_ENABLED, NOT_HONOURED, UNKNOWN, Eligibility
from enrollment.domain.links import CARRIER, best, link_state
from enrollment.domain.numbers import normalised
from enrollment.domain.programmes import NEXUS_TRAVELLER
from enrollment.models import Credential, Membership, SchemeMembership
from enrollment.selectors.links import covering, standings_of_card
from enrollment.selectors.schemes import held_at
from enrollment.selectors.scoping import MEMBERSHIP_READERS
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.reference.domain.lanes import LaneKind
from portal.reference.selectors import LanePlace, crossing_find, lane_places, lanes_for


def nexus_places(direction: str = "") -> list[LanePlace]:
    """List the crossings with a NEXUS lane, in one direction or in any. One query."""
    return [place for place in lane_places(LaneKind.NEXUS) if not direction or direction in place.directions]


def traveller_eligible(
    *, actor: Actor, document: str, crossing: str, direction: str, at: datetime | None = None
) -> Eligibility:
    """Say whether the holder of a card, chip or recognised number may use the NEXUS lane there, or why not.

    Staff who look members up may ask about any number; a person only about the own one, and gets the answer of an
    unknown number for any other. At most three queries.
    """
    moment = at or clock.now()
    if crossing_find(crossing) is None:
        return Eligibility(NO_SUCH_PORT)
    if not any(lane.kind == LaneKind.NEXUS for lane in lanes_for(crossing, direction)):
        return Eligibility(NOT_ENABLED)
    key = normalised(document)
    rows = standings_of_card(key, NEXUS_TRAVELLER, moment, covering(crossing, direction)) if key else []
    found = best([row for row in rows if _may_ask(actor, row.holder_id)], moment)
    if found is None:
        return Eligibility(NOT_HONOURED if key and _held(actor, key, moment) else UNKNOWN)
    state = link_state(CARRIER, found, moment)
    return Eligibility(state.problem or ELIGIBLE, found.scheme, found.number)


def own_card(actor: Actor) -> str:
    """Give the number a person would ask about: the own NEXUS card, or a scheme held elsewhere. At most two queries."""
    if actor.kind != "member" or actor.user_id is None:
        return ""
    cards = Credential.objects.filter(membership__user_id=actor.user_id, membership__programme=NEXUS_TRAVELLER)
    found = cards.order_by("-issued_on").values_list("card_number", flat=True).first()
    held = SchemeMembership.objects.filter(held_at(clock.now()), user_id=actor.user_id)
    return found or held.values_list("number", flat=True).first() or ""


@dataclass(frozen=True, slots=True)
class OwnEligibility:
    """A person's own answer at one crossing, with the membership behind it, if any."""

    answer: Eligibility
    crossing: str
    direction: str
    number: str
    membership: Membership | None


def own_eligibility(*, actor: Actor, crossing: str, direction: str) -> OwnEligibility:
    """Say whether the person who asks may use the NEXUS lane there now, and what they hold. At most six queries.

    There is no way to ask about anybody else: the number is looked up from the actor.
    """
    number = own_card(actor)
    answer = traveller_eligible(actor=actor, document=number, crossing=crossing, direction=direction)
    held = None
    if actor.kind == "member" and actor.user_id is not None:
        rows = Membership.objects.filter(user_id=actor.user_id, programme=NEXUS_TRAVELLER)
        held = rows.order_by("-valid_from", "-id").first()
    return OwnEligibility(answer, crossing, direction, number, held)


def _held(actor: Actor, number: str, at: datetime) -> bool:
    rows = SchemeMembership.objects.filter(held_at(at), number=number, user__isnull=False)
    return any(_may_ask(actor, holder) for holder in rows.values_list("user_id", flat=True))


def _may_ask(actor: Actor, holder_id: object) -> bool:
    if actor.kind == "system" or (actor.is_staff and actor.has(*MEMBERSHIP_READERS)):
        return True
    return actor.kind == "member" and actor.user_id is not None and actor.user_id == holder_id
