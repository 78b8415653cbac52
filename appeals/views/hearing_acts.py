"""Which cards about its hearing a case shows to this actor now (R-80)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _

from appeals.domain.docket import COMMISSION
from appeals.domain.hearings import HEARINGS
from appeals.forms_hearings import AdjournForm, HeldForm, MinutesForm, PlanForm, ReasonForm, WishForm
from appeals.models import Case, Hearing
from appeals.selectors import presides, side_of
from portal.core.domain.actors import Actor

Card = tuple[str, str, str, forms.Form, str, bool]

REGISTRARS = frozenset({"hearing_hold", "hearing_minutes"})  # the others are also for who presides


def hearing_cards(actor: Actor, case: Case, hearings: Sequence[Hearing], now: datetime) -> Iterator[Card]:
    """Give the cards as name, title, hint, form, button and whether it cannot be taken back."""
    registrar = actor.has("commission.registrar")
    if case.status == "with_panel" and (registrar or (actor.has("commission.member") and presides(actor, case))):
        yield from (card for card in _setting(case, hearings, now) if registrar or card[0] not in REGISTRARS)
    if case.status in {"filed", "with_panel"} and side_of(actor) != COMMISSION and not actor.has("trader.viewer"):
        hint = _("The registrar and the panel read it.")
        yield "hearing_ask", _("Ask for a hearing or an interpreter"), hint, WishForm(), _("Ask"), False


def _setting(case: Case, hearings: Sequence[Hearing], now: datetime) -> Iterator[Card]:
    latest = hearings[0] if hearings else None
    if latest and latest.status == "held" and not latest.minutes_id:
        hint = _("They go to the docket: public for an open hearing, protected for one in camera.")
        form: forms.Form = MinutesForm(initial={"expected_version": latest.row_version})
        yield "hearing_minutes", _("Minutes of the hearing"), hint, form, _("File the minutes"), False
    if latest is None or latest.status != "set":
        hint = _("Both sides, their representatives and the panel are told, at least 14 days ahead.")
        first = {"expected_version": case.row_version, "languages": ["en", "fr"]}
        yield "hearing_set", _("Set a hearing"), hint, PlanForm(initial=first), _("Set the hearing"), False
        return
    version = {"expected_version": latest.row_version}
    if now >= latest.starts_at:
        yield "hearing_hold", _("Was the hearing held?"), "", HeldForm(initial=version), _("It was held"), False
    form = AdjournForm(initial={**version, **planned(latest)})
    yield "hearing_adjourn", _("Adjourn the hearing"), _("Give the new date."), form, _("Adjourn"), False
    form = ReasonForm(initial=version)
    yield "hearing_cancel", _("Cancel the hearing"), "", form, _("Cancel the hearing"), True


def planned(hearing: Hearing) -> dict[str, Any]:
    """Give what stays the same when a hearing is adjourned, and its present time."""
    local = hearing.starts_at.astimezone(ZoneInfo(hearing.zone_ca))
    closed = hearing.closed or {}
    return {
        "clock": local.time(),
        "zone_ca": hearing.zone_ca,
        "zone_us": hearing.zone_us,
        "minutes": int((hearing.ends_at - hearing.starts_at).total_seconds() // 60),
        "place": hearing.place,
        "link": hearing.link,
        "languages": hearing.languages,
        "interpreter_appellant": hearing.interpreters.get("appellant", ""),
        "interpreter_agency": hearing.interpreters.get("agency", ""),
        "openness": "closed" if closed else "open",
        "closed_en": closed.get("en", ""),
        "closed_fr": closed.get("fr", ""),
    }


def hearing_rows(hearings: Sequence[Hearing]) -> list[dict[str, Any]]:
    """Give each hearing with its state."""
    return [{"hearing": row, "state": HEARINGS.state(row.status)} for row in hearings]
