"""Whose rows an actor may see. A stranger's row is NotFound, like one that does not exist (architecture rule 6)."""

from __future__ import annotations

from django.db.models import Q

from portal.core.domain.actors import Actor

NOTHING = Q(pk__in=())
APPLICATION_READERS = ("officer.vetting", "officer.supervisor")
MEMBERSHIP_READERS = (
    "officer.primary",
    "officer.secondary",
    "officer.vetting",
    "officer.targeting",
    "officer.supervisor",
    "auditor",
)
# The commission reads a decision as it is attached to a case before it, never by browsing.
DECISION_READERS = ("officer.vetting", "officer.supervisor", "auditor")


def own_rows(actor: Actor) -> Q:
    """Rows whose holder is the actor: the person, or the company the person or machine acts for now."""
    rows = NOTHING
    if actor.kind == "member" and actor.user_id is not None:
        rows |= Q(user_id=actor.user_id)
    if actor.organisation_id is not None and actor.can_act_for(actor.organisation_id):
        rows |= Q(organisation_id=actor.organisation_id)
    return rows


def reached_rows(actor: Actor) -> Q:
    """Own rows and those of companies that lent their authority, as to a broker."""
    return own_rows(actor) | (Q(organisation_id__in=actor.reach) if actor.reach else NOTHING)


def rows_for(actor: Actor, readers: tuple[str, ...], mine: Q) -> Q:
    """Everything for staff holding one of the roles and for the system, else the actor's own rows."""
    if actor.kind == "system" or (actor.is_staff and actor.has(*readers)):
        return Q()
    return NOTHING if actor.is_staff else mine
