"""Reads of people."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from portal.accounts.models import OrganisationRole, User
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound


def user_get(user_id: UUID) -> User:
    """Give an account. Raises NotFound."""
    found = User.objects.filter(pk=user_id).first()
    if found is None:
        raise NotFound
    return found


def user_by_email(email: str) -> User | None:
    """Find the account of an e-mail address, whatever its capitals."""
    return User.objects.filter(email__iexact=email.strip()).first()


def users_many(ids: Iterable[UUID]) -> dict[UUID, User]:
    """Give several accounts by id in one query."""
    return User.objects.in_bulk(set(ids))


def users_with_staff_role(role: str, agency: str = "", country: str = "") -> QuerySet[User, User]:
    """Give active people holding a staff role, of one agency or country when given, by name."""
    wanted = {"staff_roles__role": role}
    if agency:
        wanted["staff_roles__agency"] = agency
    if country:
        wanted["staff_roles__country"] = country
    return User.objects.filter(is_active=True, **wanted).distinct().order_by("name", "id")


def users_of_organisation(organisation_id: UUID) -> QuerySet[User, User]:
    """Give the active people of an organisation, by name."""
    return (
        User.objects.filter(is_active=True, organisation_roles__organisation_id=organisation_id)
        .distinct()
        .order_by("name", "id")
    )


def colleagues_of(*, actor: Actor, organisation_id: UUID) -> QuerySet[OrganisationRole, OrganisationRole]:
    """Give the roles of an organisation with their people, for one of them."""
    if organisation_id != actor.organisation_id and not actor.is_staff:
        raise NotFound
    return (
        OrganisationRole.objects.select_related("user")
        .filter(organisation_id=organisation_id, user__is_active=True)
        .order_by("user__name", "user__email", "role")
    )
