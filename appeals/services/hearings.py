"""Set, adjourn, cancel and hold the hearing of a case, keep its minutes, and ask for one (R-80)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from appeals.domain.docket import COMMISSION, ORDER, PROTECTED, PUBLIC
from appeals.domain.hearings import (
    HEARINGS,
    INTERPRETER,
    WISHES,
    Plan,
    clashes,
    plan_faults,
    reason_faults,
)
from appeals.models import Case, DocketEntry, Hearing, HearingWish
from appeals.selectors import case_get, presides, seats_standing, side_of
from appeals.selectors.hearings import hearing_latest, taken_times
from appeals.services.conflicts import cases_led
from appeals.services.docket import entry_file
from appeals.services.hearing_telling import tell_hearing
from audit.trail.services import record
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply

WORDS_AT_LEAST = 20
MINUTES_AT_LEAST = 40
PRESIDING = True


@transaction.atomic
def hearing_set(*, actor: Actor, case_id: UUID, plan: Plan) -> Hearing:
    """Set the hearing of a case before its panel and tell both sides and the panel.

    Raises NotAllowed for anybody but the registrar and who presides over the panel, Invalid naming every fault,
    Conflict in a case another one leads, when one is set already, the
    case is not before its panel, or a member sits elsewhere at that time.
    """
    case = _heard(actor, case_id, PRESIDING)
    if Hearing.objects.filter(case=case, status="set").exists():
        raise Conflict([ErrorItem("APL_HEARING_SET", SET_ALREADY, path="day", fix=SET_FIX)])
    hearing = _create(actor, case, plan)
    tell_hearing(actor, case, hearing, SET)
    return hearing


@transaction.atomic
def hearing_adjourn(*, actor: Actor, case_id: UUID, plan: Plan, reason: Text, expected_version: int) -> Hearing:
    """Adjourn the hearing to come to a new date, with the reason in both languages; gives the new hearing."""
    case = _heard(actor, case_id, PRESIDING)
    old = _move(actor, case, "adjourn", expected_version, reason)
    hearing = _create(actor, case, plan, follows=old)
    tell_hearing(actor, case, hearing, ADJOURNED, reason)
    return hearing


@transaction.atomic
def hearing_cancel(*, actor: Actor, case_id: UUID, reason: Text, expected_version: int) -> Hearing:
    """Cancel the hearing to come, with the reason in both languages. Raises Invalid, Conflict, NotAllowed."""
    case = _heard(actor, case_id, PRESIDING)
    hearing = _move(actor, case, "cancel", expected_version, reason)
    tell_hearing(actor, case, hearing, CANCELLED, reason)
    return hearing


@transaction.atomic
def hearing_hold(*, actor: Actor, case_id: UUID, expected_version: int) -> Hearing:
    """Note that the hearing was held. Raises Conflict before it begins."""
    case = _heard(actor, case_id)
    hearing = hearing_latest(case, status="set")
    if clock.now() < hearing.starts_at:
        raise Conflict([ErrorItem("APL_HEARING_EARLY", EARLY, path="status", fix=EARLY_FIX)])
    return _apply(actor, case, hearing, "hold", expected_version, {})


@transaction.atomic
def hearing_minutes(*, actor: Actor, case_id: UUID, minutes: Text, expected_version: int) -> DocketEntry:
    """Put the minutes of a held hearing in the docket, in both languages: public for an open one, else protected.

    Raises NotAllowed, Invalid for minutes that say too little in either language, Conflict when they are there.
    """
    case = _heard(actor, case_id)
    hearing = hearing_latest(case, status="held")
    if hearing.minutes_id or hearing.row_version != expected_version:
        raise Conflict([ErrorItem("APL_HEARING_MINUTES", MINUTES_THERE, path="minutes_en")])
    thin = [
        ErrorItem("APL_WORDS", SAY.format(n=MINUTES_AT_LEAST), path=f"minutes_{code}", value=words)
        for code, words in minutes.as_dict().items()
        if len(words.strip()) < MINUTES_AT_LEAST
    ]
    if thin:
        raise Invalid(thin)
    entry, *_ = [_minutes_file(actor, each, hearing, minutes) for each in cases_led(case)]
    hearing.minutes = entry
    hearing.row_version += 1
    hearing.save(update_fields=["minutes", "row_version"])
    record(
        actor=actor,
        event="appeals.hearing.minutes",
        subject=Subject("appeal", case.id),
        body={"hearing": str(hearing.id), "number": entry.number, "level": entry.level},
        organisation_id=case.organisation_id,
    )
    return entry


def _minutes_file(actor: Actor, case: Case, hearing: Hearing, minutes: Text) -> DocketEntry:
    return entry_file(
        actor=actor,
        case_id=case.id,
        kind=ORDER,
        level=PROTECTED if hearing.closed else PUBLIC,
        subject=f"Minutes of the hearing of {hearing.starts_at.date().isoformat()}",
        text=f"{minutes.en.strip()}\n\n{minutes.fr.strip()}",
    )


@transaction.atomic
def hearing_ask(*, actor: Actor, case_id: UUID, wish: str, words: str, language: str = "") -> HearingWish:
    """Ask for a hearing or an interpreter as a party. Raises NotAllowed for the commission, Invalid, Conflict."""
    case = case_get(actor=actor, case_id=case_id)
    side = side_of(actor)
    if side == COMMISSION or actor.has("trader.viewer"):
        raise NotAllowed([ErrorItem("APL_SIDE", ONLY_PARTY)])
    if case.status not in {"filed", "with_panel"}:
        raise Conflict([ErrorItem("APL_NOT_OPEN", NOT_OPEN, path="status", value=case.status)])
    faults = []
    if wish not in WISHES:
        faults.append(ErrorItem("APL_WISH", CHOOSE, path="wish", value=wish))
    if wish == INTERPRETER and not language.strip():
        faults.append(ErrorItem("APL_WISH", WHICH, path="language"))
    if len(words.strip()) < WORDS_AT_LEAST:
        faults.append(ErrorItem("APL_WORDS", SAY.format(n=WORDS_AT_LEAST), path="words", value=words))
    if faults:
        raise Invalid(faults)
    row = HearingWish.objects.create(
        case=case,
        side=side,
        wish=wish,
        language=language.strip()[:60] if wish == INTERPRETER else "",
        words=words.strip(),
        asked_by_id=actor.person,
        asked_by_name=actor.name,
        asked_at=clock.now(),
    )
    record(
        actor=actor,
        event="appeals.hearing.asked",
        subject=Subject("appeal", case.id),
        body={"wish": wish, "side": side, "language": row.language},
        organisation_id=case.organisation_id,
    )
    return row


def hearings_lapse(actor: Actor, case: Case) -> None:
    """Let the hearing to come fall away with its appeal, in the transaction that ends it."""
    hearing = Hearing.objects.filter(case=case, status="set").first()
    if hearing is not None:
        _apply(actor, case, hearing, "lapse", None, {"reason": LAPSED.as_dict()})


def members_free(case: Case, members: Collection[UUID]) -> None:
    """Refuse members for a case whose hearing meets another of theirs. Raises Conflict naming them."""
    hearing = Hearing.objects.filter(case=case, status="set").first()
    if hearing is not None:
        _refuse_clashes(hearing.starts_at, hearing.ends_at, case, members)


def _heard(actor: Actor, case_id: UUID, also: bool = False) -> Case:
    """Give the case when the registrar asks, or, where `also`, the member who presides over its panel."""
    case = case_get(actor=actor, case_id=case_id)
    if not actor.has("commission.registrar") and not (also and presides(actor, case)):
        raise NotAllowed([ErrorItem("APL_REGISTRAR", REGISTRAR_OR_CHAIR if also else REGISTRAR)])
    cases_led(case)
    row = Case.objects.select_for_update().get(pk=case.pk)
    if row.status != "with_panel":
        raise Conflict([ErrorItem("APL_NOT_OPEN", BEFORE_PANEL, path="status", value=row.status)])
    return case


def _create(actor: Actor, case: Case, plan: Plan, follows: Hearing | None = None) -> Hearing:
    now = clock.now()
    faults = plan_faults(plan, now)
    if faults or plan.starts_at is None or plan.ends_at is None:
        raise Invalid(faults)
    _refuse_clashes(plan.starts_at, plan.ends_at, case, {seat.user_id for seat in seats_standing(case)})
    hearing = Hearing.objects.create(
        case=case,
        follows=follows,
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        zone_ca=plan.zone_ca,
        zone_us=plan.zone_us,
        place=plan.place.strip(),
        link=plan.link,
        languages=list(plan.languages),
        interpreters={side: language for side, language in plan.interpreters if language},
        closed=plan.closed.as_dict() if plan.closed else None,
        consents=list(plan.consents),
        set_by_id=actor.person,
        set_at=now,
        changed_at=now,
    )
    record(
        actor=actor,
        event="appeals.hearing.set",
        subject=Subject("appeal", case.id),
        body={
            "hearing": str(hearing.id),
            "starts_at": plan.starts_at.isoformat(),
            "in_camera": bool(plan.closed),
            "consents": hearing.consents,
        },
        organisation_id=case.organisation_id,
    )
    return hearing


def _refuse_clashes(starts_at: datetime, ends_at: datetime, case: Case, members: Collection[UUID]) -> None:
    found = clashes(starts_at, ends_at, taken_times(members, without=case.id))
    if found:
        raise Conflict(found)


def _move(actor: Actor, case: Case, action: str, seen: int, reason: Text) -> Hearing:
    faults = reason_faults(reason, "reason")
    if faults:
        raise Invalid(faults)
    hearing = hearing_latest(case, status="set")
    return _apply(actor, case, hearing, action, seen, {"reason": reason.as_dict()})


def _apply(
    actor: Actor, case: Case, hearing: Hearing, action: str, seen: int | None, changes: dict[str, Any]
) -> Hearing:
    return apply(
        workflow=HEARINGS,
        obj=hearing,
        action=action,
        actor=actor,
        subject=Subject("appeal", case.id),
        expected_version=seen,
        changes={"changed_at": clock.now(), **changes},
        body={"hearing": str(hearing.id), "starts_at": hearing.starts_at.isoformat()},
        organisation_id=case.organisation_id,
    )


SET = Text("Hearing of appeal {docket}", "Audience de l'appel {docket}")
ADJOURNED = Text("The hearing of appeal {docket} is adjourned", "L'audience de l'appel {docket} est ajournée")
CANCELLED = Text("The hearing of appeal {docket} is cancelled", "L'audience de l'appel {docket} est annulée")
REGISTRAR = Text("Only the registrar does this.", "Seul le greffe peut le faire.")
REGISTRAR_OR_CHAIR = Text(
    "Only the registrar and the member who presides do this.",
    "Seuls le greffe et le membre qui préside peuvent le faire.",
)
BEFORE_PANEL = Text(
    "Only a case that is before its panel is heard.", "Seul un dossier devant sa formation est entendu."
)
NOT_OPEN = Text("Nothing is asked for in this case any more.", "Plus rien n'est demandé dans ce dossier.")
SET_ALREADY = Text("A hearing is set already.", "Une audience est déjà fixée.")
SET_FIX = Text("Adjourn or cancel that one.", "Ajournez ou annulez celle-là.")
EARLY = Text("The hearing has not begun yet.", "L'audience n'a pas encore commencé.")
EARLY_FIX = Text("Note it once it was held.", "Notez-la une fois tenue.")
MINUTES_THERE = Text(
    "The minutes are in the docket already, or the hearing changed meanwhile.",
    "Le procès-verbal est déjà au dossier, ou l'audience a changé entre-temps.",
)
ONLY_PARTY = Text("Only a party asks for this.", "Seule une partie le demande.")
CHOOSE = Text("Choose one of the list.", "Choisissez dans la liste.")
WHICH = Text("Name the language of the interpreter.", "Nommez la langue de l'interprète.")
SAY = Text("Write at least {n} characters.", "Écrivez au moins {n} caractères.")
LAPSED = Text("The appeal ended before it was heard.", "L'appel a pris fin avant l'audience.")
