"""Reads of organisations. Those without an actor are for the apps above, which have scoped already."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from portal.accounts.domain.identifiers import normalise
from portal.accounts.models import Organisation, OrganisationIdentifier
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound


def organisation_get(organisation_id: UUID) -> Organisation:
    """Give an organisation with its identifiers. Raises NotFound."""
    found = Organisation.objects.prefetch_related("identifiers").filter(pk=organisation_id).first()
    if found is None:
        raise NotFound
    return found


def organisation_get_for_actor(*, actor: Actor, organisation_id: UUID) -> Organisation:
    """Give an organisation its own people, its brokers and staff may see; a stranger gets NotFound."""
    own = organisation_id == actor.organisation_id or actor.can_act_for(organisation_id)
    if not (own or actor.is_staff or actor.kind == "system"):
        raise NotFound
    return organisation_get(organisation_id)


def organisation_by_identifier(kind: str, value: str) -> Organisation | None:
    """Find whose identifier this is; the value may be written any usual way."""
    found = (
        OrganisationIdentifier.objects.select_related("organisation")
        .filter(kind=kind, value=normalise(kind, value))
        .first()
    )
    return found.organisation if found else None


def organisations_by_identifiers(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], UUID]:
    """Find whose identifiers these (kind, value) pairs are, in one query; unknown pairs are missing."""
    wanted = {(kind, normalise(kind, value)): (kind, value) for kind, value in pairs}
    rows = OrganisationIdentifier.objects.filter(value__in={value for _, value in wanted}).values_list(
        "kind", "value", "organisation_id"
    )
    return {wanted[kind, value]: owner for kind, value, owner in rows if (kind, value) in wanted}


def organisations_many(ids: Iterable[UUID]) -> dict[UUID, Organisation]:
    """Give several organisations by id in one query; unknown ids are simply missing."""
    return Organisation.objects.in_bulk(set(ids))


def identifiers_of(organisation_ids: Iterable[UUID]) -> dict[UUID, dict[str, list[str]]]:
    """Give the identifiers of several organisations in one query: {organisation: {kind: [values]}}."""
    found: dict[UUID, dict[str, list[str]]] = {}
    rows = OrganisationIdentifier.objects.filter(organisation_id__in=set(organisation_ids)).order_by("kind", "value")
    for row in rows:
        found.setdefault(row.organisation_id, {}).setdefault(row.kind, []).append(row.value)
    return found
