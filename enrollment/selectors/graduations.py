"""Reads of graduation proposals: the desk's queue, one proposal, a member's own (R-08)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from enrollment.models import GraduationProposal, GraduationReview, Membership
from enrollment.selectors.scoping import APPLICATION_READERS, rows_for
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.reference.domain.lanes import LaneKind
from portal.reference.selectors import LanePlace, lane_places

Proposals = QuerySet[GraduationProposal, GraduationProposal]


def _rows() -> Proposals:
    reviews = Prefetch("reviews", GraduationReview.objects.order_by("agency"))
    related = ("membership", "membership__organisation", "membership__user")
    return GraduationProposal.objects.select_related(*related).prefetch_related(reviews)


def graduation_get(*, actor: Actor, proposal_id: UUID) -> GraduationProposal:
    """Give one proposal to vetting officers and supervisors; the member reads it on the membership. Raises NotFound."""
    mine = rows_for(actor, APPLICATION_READERS, Q(pk__in=()))
    found = _rows().filter(mine, pk=proposal_id).first()
    if found is None:
        raise NotFound
    return found


def graduation_list_for_officer(*, actor: Actor, only_mine: bool = True) -> Proposals:
    """Give the open proposals, oldest first; with `only_mine` those the actor's agency has not decided."""
    rows = _rows().filter(rows_for(actor, APPLICATION_READERS, Q(pk__in=())), status="open")
    if only_mine and actor.agency:
        rows = rows.filter(reviews__agency=actor.agency, reviews__status="pending")
    return rows.order_by("created_at", "id")


def graduation_of_membership(membership: Membership) -> GraduationProposal | None:
    """Give the latest proposal to rise from the present tier, of a membership the caller has scoped already.

    Two queries, one where there is none.
    """
    rows = _rows().filter(membership_id=membership.id, from_tier=membership.tier, created_at__gte=membership.tier_since)
    return rows.order_by("-created_at", "-id").first()


def green_fast_places() -> list[LanePlace]:
    """Give the crossings of the Green-FAST pilot: what T3 opens, and the only places where it does (R-11)."""
    return lane_places(LaneKind.GREEN_FAST)
