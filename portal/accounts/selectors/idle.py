"""Reads of unused accounts: the policy in force, and who sleeps in a supervisor's agency."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from portal.accounts.domain.idle import IdlePolicy
from portal.accounts.models import StaffRole, User
from portal.accounts.selectors.people import users_with_staff_role
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound


def idle_policy() -> IdlePolicy:
    """Give the policy of this service."""
    return IdlePolicy(tuple(settings.IDLE_WARNING_DAYS), settings.IDLE_DORMANT_DAYS, settings.IDLE_STAFF_RETURN)


def resting_list(*, actor: Actor) -> QuerySet[User, User]:
    """Give the dormant staff a supervisor wakes: those of the own agency; for administrators everybody else too."""
    sleeping = User.objects.filter(is_active=True, dormant_since__isnull=False, staff_roles__isnull=False)
    if not actor.has("administrator"):
        own = Q(staff_roles__agency=actor.agency) if actor.has("officer.supervisor") and actor.agency else Q(pk__in=())
        sleeping = sleeping.filter(own)
    return sleeping.prefetch_related("staff_roles").distinct().order_by("dormant_since", "id")


def resting_get(*, actor: Actor, user_id: UUID) -> User:
    """Give one dormant officer of the supervisor's; anyone else gets NotFound."""
    found = resting_list(actor=actor).filter(pk=user_id).first()
    if found is None:
        raise NotFound
    return found


def supervisors_of(user_id: UUID) -> list[User]:
    """Give those who can wake an officer: the agency's other supervisors, or else the service's administrators."""
    agencies = set(StaffRole.objects.filter(user_id=user_id).exclude(agency="").values_list("agency", flat=True))
    found = {person.id: person for one in agencies for person in users_with_staff_role("officer.supervisor", one)}
    found.pop(user_id, None)
    if not found:
        found = {person.id: person for person in users_with_staff_role("administrator")}
        found.pop(user_id, None)
    return list(found.values())
