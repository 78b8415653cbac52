"""The three links of a movement: two queries, whatever the number of importers (R-01). On the scoring path.

A recognised scheme counts like a membership (R-03). Both come in one query, as a union.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateTimeField, F, OuterRef, Q, QuerySet, Subquery, UUIDField, Value
from django.db.models.functions import Cast

from enrollment.domain.cards import USABLE
from enrollment.domain.links import (
    CARRIER,
    DRIVER,
    IMPORTER,
    UNKNOWN_CARD,
    Links,
    LinkState,
    Standing,
    best,
    link_state,
)
from enrollment.domain.numbers import TAG_SHAPE, normalised
from enrollment.domain.programmes import FAST_CARRIER, FAST_DRIVER, FAST_SHIPPER
from enrollment.models import Credential, Membership, Recognition, SchemeMembership
from enrollment.selectors.schemes import held_at, lasting
from portal.core import clock

_FIELDS = ("id", "number", "tier", "status", "valid_from", "valid_until", "paused_until")
_NAMES = ("s_id", "s_number", "s_tier", "s_status", "s_from", "s_until", "s_paused", "s_holder", "s_name", "s_scheme")
_NAMES += ("s_renewal", "s_card")
_NO_CARD = Value(USABLE, CharField())
Rows = Iterable[Sequence[Any]]


def links_for(
    *,
    carrier_id: UUID,
    importer_ids: Sequence[UUID | None],
    driver_card: str,
    at: datetime | None = None,
    crossing: str = "",
    direction: str = "",
) -> Links:
    """Give driver, carrier and importers, the last in the order asked for; None stands for an importer nobody knows.

    `driver_card` is a FAST card number or the number its chip answers with. NEXUS cards do not count: the law
    excludes commercial drivers acting as such. A recognition limited to ports or to a direction counts only where
    `crossing` and `direction` say that the movement is there.
    """
    moment = at or clock.now()
    where = covering(crossing, direction)
    companies = _companies(carrier_id, importer_ids, moment, where)
    return Links(
        driver=_driver(driver_card, moment, where),
        carrier=_company(CARRIER, companies.get((FAST_CARRIER, carrier_id), []), carrier_id, moment),
        importers=tuple(
            _company(IMPORTER, companies.get((FAST_SHIPPER, importer), []), importer, moment)
            for importer in importer_ids
        ),
    )


def _companies(
    carrier_id: UUID, importer_ids: Sequence[UUID | None], at: datetime, where: Q
) -> dict[tuple[str, UUID | None], list[Standing]]:
    wanted = {carrier_id, *(importer for importer in importer_ids if importer is not None)}
    own = Membership.objects.filter(organisation_id__in=wanted, programme__in=(FAST_CARRIER, FAST_SHIPPER))
    holder, name = F("organisation_id"), F("organisation__legal_name")
    recognised = (
        _recognised(SchemeMembership.objects.filter(organisation_id__in=wanted), programme, at, where, holder, name)
        for programme in (FAST_CARRIER, FAST_SHIPPER)
    )
    rows: Rows = _shaped(own, "", holder, name, F("programme"), _NO_CARD).union(*recognised, all=True)
    found: dict[tuple[str, UUID | None], list[Standing]] = {}
    for *facts, programme in rows:
        standing = Standing(*facts)
        found.setdefault((programme, standing.holder_id), []).append(standing)
    return found


def _company(role: str, standings: list[Standing], holder_id: UUID | None, at: datetime) -> LinkState:
    return link_state(role, best(standings, at), at, LinkState(role, holder_id=holder_id))


def _driver(card: str, at: datetime, where: Q) -> LinkState:
    key = normalised(card)
    if not key:
        return LinkState(DRIVER)
    return link_state(DRIVER, best(standings_of_card(key, FAST_DRIVER, at, where), at), at, _UNKNOWN)


def standings_of_card(key: str, programme: str, at: datetime, where: Q) -> list[Standing]:
    """Give what a person's card or foreign number stands for in a programme. One query."""
    wanted: dict[str, Any] = {"rfid_tag": key} if TAG_SHAPE.fullmatch(key) else {"card_number": key}
    cards = Credential.objects.filter(membership__programme=programme, **wanted)
    holder, name = F("membership__user_id"), F("membership__user__name")
    held = SchemeMembership.objects.filter(number=key, user__isnull=False)
    recognised = _recognised(held, programme, at, where, F("user_id"), F("user__name"))
    own = _shaped(cards, "membership__", holder, name, Value(programme), F("status"))
    rows: Rows = own.union(recognised, all=True)
    return [Standing(*facts) for *facts, _ in rows]


def _shaped(rows: QuerySet[Any, Any], prefix: str, holder: F, name: F, programme: Any, card: Any) -> QuerySet[Any, Any]:
    facts: list[Any] = [F(f"{prefix}{field}") for field in _FIELDS]
    return _listed(
        rows, [*facts, holder, name, Value("", CharField()), F(f"{prefix}renewal_filed_at"), card], programme
    )


def _recognised(
    rows: QuerySet[SchemeMembership, SchemeMembership], programme: str, at: datetime, where: Q, holder: F, name: F
) -> QuerySet[Any, Any]:
    """Shape the schemes that a row honours as the programme at the moment, as if they were memberships of its tier."""
    rows_for = Recognition.objects.filter(lasting(at), where, scheme=OuterRef("scheme"), programme=programme)
    tier = Subquery(rows_for.order_by("-tier").values("tier")[:1])
    facts = [
        Cast(Value(None), UUIDField()),
        F("number"),
        F("s_honoured"),
        Value("active", CharField()),
        F("valid_from"),
        F("valid_until"),
        Cast(Value(None), DateTimeField()),
        holder,
        name,
        F("scheme"),
        Cast(Value(None), DateTimeField()),
        _NO_CARD,
    ]
    honoured = rows.filter(held_at(at)).annotate(s_honoured=tier).filter(s_honoured__isnull=False)
    return _listed(honoured, facts, Value(programme))


def _listed(rows: QuerySet[Any, Any], facts: Sequence[Any], programme: Any) -> QuerySet[Any, Any]:
    named = dict(zip(_NAMES, facts, strict=True))
    listed: QuerySet[Any, Any] = (
        rows.order_by().annotate(**named, s_programme=programme).values_list(*_NAMES, "s_programme")
    )
    return listed


def covering(crossing: str, direction: str) -> Q:
    """The rows whose conditions hold here; see `domain.recognition.covers`."""
    return (Q(ports=[]) | Q(ports__contains=[crossing])) & Q(direction__in={"", direction})


_UNKNOWN = LinkState(DRIVER, problem=UNKNOWN_CARD)
