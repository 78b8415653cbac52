"""From an account or a partner's key to the actor, in one query at most."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import CharField, F, QuerySet, Value

from portal.accounts.domain.capacities import LENT, OWN, STAFF, Capacity, Grant, capacities, choose
from portal.accounts.domain.transitions import ACCEPTED
from portal.accounts.domain.wording import ACT_FOR, BROKER
from portal.accounts.models import Delegation, OrganisationRole, PartnerApplication, StaffRole, User
from portal.core import clock
from portal.core.domain.actors import Actor

_EMPTY = Value("", output_field=CharField())


def capacities_for_user(user_id: UUID) -> tuple[Capacity, ...]:
    """Give every capacity of a person: one query whatever they hold. Never empty: all can act privately."""
    now = clock.now()
    own = OrganisationRole.objects.filter(user_id=user_id).values_list(
        Value(OWN, output_field=CharField()),
        "organisation_id",
        F("organisation_id"),
        "organisation__legal_name",
        "role",
        "organisation__kind",
        _EMPTY,
        _EMPTY,
    )
    lent = (
        lending(now)
        .filter(broker__roles__user_id=user_id)
        .values_list(
            Value(LENT, output_field=CharField()),
            "broker_id",
            "trader_id",
            _EMPTY,
            _EMPTY,
            _EMPTY,
            _EMPTY,
            _EMPTY,
        )
    )
    staff = StaffRole.objects.filter(user_id=user_id).values_list(
        Value(STAFF, output_field=CharField()), "id", "user_id", _EMPTY, "role", "agency", "country", "port"
    )
    return capacities(Grant(*row) for row in own.union(lent, staff))


def lending(now: datetime) -> QuerySet[Delegation, Delegation]:
    """Delegations that let the broker act for the trader at the moment. Dates count, whatever the clock task did."""
    return Delegation.objects.filter(status=ACCEPTED, starts_at__lte=now, ends_at__gt=now, scopes__contains=[ACT_FOR])


def actor_for_user(user: User, organisation_id: UUID | None = None, mfa: bool = False, capacity: str = "") -> Actor:
    """Give the person in the capacity asked for (a key, or an organisation), else in their first one."""
    wanted = f"org:{organisation_id}" if organisation_id else capacity
    chosen = choose(capacities_for_user(user.id), wanted)
    return chosen.actor(user_id=user.id, name=user.name or user.email, mfa=mfa)


def actor_for_application(application: PartnerApplication, scopes: frozenset[str] | None = None) -> Actor:
    """Give the machine behind a key read with its organisation: no query, or one for a broker's clients.

    Its scopes are those of the token, never more than those of the key.
    """
    allowed = frozenset(application.scopes)
    own = application.organisation
    lent = lending(clock.now()).filter(broker_id=own.id) if own.kind == BROKER else Delegation.objects.none()
    return Actor(
        kind="partner",
        name=application.name,
        organisation_id=own.id,
        organisation_kind=own.kind,
        reach=frozenset({own.id, *lent.values_list("trader_id", flat=True)}),
        roles=frozenset({"partner"}),
        client_id=application.client_id,
        scopes=allowed if scopes is None else allowed & scopes,
    )


def actor_for_client(client_id: str) -> Actor | None:
    """Give the machine behind a key that is still good, with all the key may do; None when there is none."""
    keys = PartnerApplication.objects.select_related("organisation")
    application = keys.filter(client_id=client_id, is_active=True).first()
    return actor_for_application(application) if application else None
