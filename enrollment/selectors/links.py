"""The three links of a movement: two queries, whatever the number of importers (R-01). On the scoring path."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

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
    stopped_card,
)
from enrollment.domain.numbers import TAG_SHAPE, normalised
from enrollment.domain.programmes import FAST_CARRIER, FAST_DRIVER, FAST_SHIPPER
from enrollment.models import Credential, Membership
from portal.core import clock

_FIELDS = ("id", "number", "tier", "status", "valid_from", "valid_until", "paused_until")
_COMPANY_FIELDS = (*_FIELDS, "organisation_id", "organisation__legal_name", "renewal_filed_at", "programme")
_PERSON_FIELDS = (*_FIELDS, "user_id", "user__name", "renewal_filed_at")
_DRIVER_FIELDS = (*(f"membership__{name}" for name in _PERSON_FIELDS), "status")


def links_for(
    *, carrier_id: UUID, importer_ids: Sequence[UUID | None], driver_card: str, at: datetime | None = None
) -> Links:
    """Give driver, carrier and importers, the last in the order asked for; None stands for an importer nobody knows.

    `driver_card` is a FAST card number or the number its chip answers with. NEXUS cards do not count: the law
    excludes commercial drivers acting as such.
    """
    moment = at or clock.now()
    companies = _companies(carrier_id, importer_ids)
    return Links(
        driver=_driver(driver_card, moment),
        carrier=_company(CARRIER, companies.get((FAST_CARRIER, carrier_id), []), carrier_id, moment),
        importers=tuple(
            _company(IMPORTER, companies.get((FAST_SHIPPER, importer), []), importer, moment)
            for importer in importer_ids
        ),
    )


def _companies(carrier_id: UUID, importer_ids: Sequence[UUID | None]) -> dict[tuple[str, UUID | None], list[Standing]]:
    wanted = {carrier_id, *(importer for importer in importer_ids if importer is not None)}
    rows = Membership.objects.filter(
        organisation_id__in=wanted, programme__in=(FAST_CARRIER, FAST_SHIPPER)
    ).values_list(*_COMPANY_FIELDS)
    found: dict[tuple[str, UUID | None], list[Standing]] = {}
    for row in rows:
        *facts, programme = row
        standing = Standing(*facts)
        found.setdefault((programme, standing.holder_id), []).append(standing)
    return found


def _company(role: str, standings: list[Standing], holder_id: UUID | None, at: datetime) -> LinkState:
    return link_state(role, best(standings, at), at, LinkState(role, holder_id=holder_id))


def _driver(card: str, at: datetime) -> LinkState:
    key = normalised(card)
    if not key:
        return LinkState(DRIVER)
    wanted: dict[str, Any] = {"rfid_tag": key} if TAG_SHAPE.fullmatch(key) else {"card_number": key}
    row = Credential.objects.filter(membership__programme=FAST_DRIVER, **wanted).values_list(*_DRIVER_FIELDS).first()
    if row is None:
        return LinkState(DRIVER, problem=UNKNOWN_CARD)
    *facts, card_status = row
    standing = Standing(*facts)
    return link_state(DRIVER, standing, at) if card_status == USABLE else stopped_card(standing)
