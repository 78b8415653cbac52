"""Join like cases, hear what the parties object, decide on it, and let a case be heard apart again (4.11, R-80)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import transaction

from appeals.domain import joinders as rules
from appeals.domain.docket import COMMISSION
from appeals.domain.hearings import told_in_time
from appeals.domain.joinders import JOINDER, JOINED, PROPOSED, join_faults, judges_faults, words_faults
from appeals.domain.panels import Seat
from appeals.models import Case, Hearing, Joinder, JoinderObjection, JoinedCase
from appeals.selectors import barred_from, case_get, joinder_of, seats_standing, side_of
from appeals.selectors.joinders import candidate, members_of
from appeals.services.conflicts import hands_refresh
from appeals.services.hearing_telling import tell_hearing, tell_sides
from appeals.services.hearings import SET as HEARING_SET
from appeals.services.panels import panel_seat
from audit.trail.services import record
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply

OBJECTION_AT_LEAST = 20


@transaction.atomic
def joinder_propose(*, actor: Actor, case_id: UUID, other_ids: Collection[UUID], reasons: Text) -> Joinder:
    """Propose to hear like cases together with this one, which leads; every party is told and may object for ten days.

    Raises NotAllowed for anybody but the registrar, NotFound, Invalid naming every fault, among them a member of the
    lead's panel who had a hand in one of the decisions.
    """
    lead = _for_registrar(actor, case_id)
    others = list(Case.objects.select_for_update().filter(pk__in=set(other_ids) - {lead.pk}).order_by("docket"))
    if len(others) != len(set(other_ids) - {lead.pk}):
        raise NotFound
    faults = [*words_faults(reasons), *_faults(actor, lead, others)]
    if faults:
        raise Invalid(faults)
    now = clock.now()
    joinder = Joinder.objects.create(
        lead=lead,
        reasons=_stripped(reasons),
        object_until=rules.object_until(now),
        proposed_by_id=actor.person,
        proposed_at=now,
    )
    JoinedCase.objects.bulk_create(JoinedCase(joinder=joinder, case=each) for each in (lead, *others))
    _note_all(actor, joinder, "proposed", [lead, *others])
    _tell_all(actor, [lead, *others], TO_JOIN, reasons, OBJECT.format(n=rules.OBJECTION_DAYS))
    return joinder


@transaction.atomic
def joinder_object(*, actor: Actor, case_id: UUID, words: str) -> JoinderObjection:
    """Object as a side of one case. Raises NotAllowed for the commission, Invalid, Conflict when it is too late."""
    case = case_get(actor=actor, case_id=case_id)
    side = side_of(actor)
    if side == COMMISSION or actor.has("trader.viewer"):
        raise NotAllowed([ErrorItem("APL_SIDE", ONLY_PARTY)])
    member = _member(case, PROPOSED)
    if clock.now() > member.joinder.object_until:
        raise Conflict([ErrorItem("APL_JOIN_OBJECT", TOO_LATE, path="words")])
    if JoinderObjection.objects.filter(member=member, side=side).exists():
        raise Conflict([ErrorItem("APL_JOIN_OBJECT", OBJECTED, path="words")])
    if len(words.strip()) < OBJECTION_AT_LEAST:
        raise Invalid([ErrorItem("APL_WORDS", rules.SAY.format(n=OBJECTION_AT_LEAST), path="words", value=words)])
    row = JoinderObjection.objects.create(
        member=member,
        side=side,
        words=words.strip(),
        made_by_id=actor.person,
        made_by_name=actor.name,
        made_at=clock.now(),
    )
    _note(actor, member.joinder, "objected", case, side=side)
    return row


@transaction.atomic
def joinder_decide(
    *, actor: Actor, case_id: UUID, keep: Collection[UUID], reasons: Text, expected_version: int
) -> Joinder:
    """Decide on a proposal and the objections to it, once the time to object is over; `case_id` is the lead's.

    The cases in `keep` are joined with the lead and come before its panel; the others stay apart. Without any the
    proposal is dropped. Raises NotAllowed, Invalid, Conflict before the time or on a joinder that changed.
    """
    lead = _for_registrar(actor, case_id)
    joinder = _member(lead, PROPOSED).joinder
    if joinder.lead_id != lead.pk:
        raise NotFound
    if clock.now() <= joinder.object_until:
        raise Conflict([ErrorItem("APL_JOIN_EARLY", EARLY, path="keep", fix=EARLY_FIX)])
    members = members_of(joinder)
    kept = [row.case for row in members if row.case_id in keep and row.case_id != lead.pk]
    hearing = Hearing.objects.filter(case=lead, status="set").first() if kept else None
    faults = [*words_faults(reasons), *(_faults(actor, lead, kept, joinder) if kept else [])]
    if hearing is not None and not told_in_time(hearing.starts_at, clock.now()):
        faults.append(ErrorItem("APL_JOIN_HEARING", SOON, path="keep", fix=SOON_FIX))
    if faults:
        raise Invalid(faults)
    moved = _move(actor, joinder, "join" if kept else "drop", reasons, expected_version)
    apart = [row for row in members if not kept or row.case not in [lead, *kept]]
    for row in apart:
        _out(row, reasons)
    _note_all(actor, moved, "joined", kept)
    others = [row.case for row in apart if row.case_id != lead.pk]
    _note_all(actor, moved, "left" if kept else "dropped", others)
    seats = _seats(lead)
    for each in kept if seats else []:
        panel_seat(actor, each, seats)
    if hearing is not None:
        tell_hearing(actor, lead, hearing, HEARING_SET)
    together = [lead, *kept] if kept else []
    _tell_all(actor, together, ARE_JOINED, reasons)
    _tell_all(actor, [row.case for row in apart], APART, reasons)
    return moved


@transaction.atomic
def joinder_sever(*, actor: Actor, case_id: UUID, reasons: Text) -> None:
    """Let a joined case be heard apart again, before the ruling. Raises NotAllowed, NotFound, Invalid."""
    case = _for_registrar(actor, case_id)
    member = _member(case, JOINED)
    faults = words_faults(reasons)
    if faults:
        raise Invalid(faults)
    _leave(actor, member, reasons)


def joinder_leave(actor: Actor, case: Case, why: Text) -> None:
    """Take a case that ends by itself out of its joinder, in the transaction that ends it."""
    member = JoinedCase.objects.filter(case=case, left_at=None, joinder__status__in=rules.OPEN).first()
    if member is not None:
        _leave(actor, member, why)


def joinder_rule(actor: Actor, case: Case) -> None:
    """Close the joinder with the ruling of its lead; a case that was only to be joined leaves the proposal."""
    joinder = joinder_of(case)
    if joinder is None:
        return
    if joinder.status == PROPOSED:
        joinder_leave(actor, case, ALONE)
        return
    _apply(actor, joinder, "rule")


def _leave(actor: Actor, member: JoinedCase, why: Text) -> None:
    """Take one case out; the lead passes to the next, and a joinder of one case ends."""
    joinder = Joinder.objects.select_for_update(of=("self",)).select_related("lead").get(pk=member.joinder_id)
    _out(member, why)
    _note(actor, joinder, "left", member.case, why=why.en)
    rest = members_of(joinder)
    if len(rest) < rules.FEWEST:
        _apply(actor, joinder, "lapse")
        for row in rest:
            _out(row, why)
    elif joinder.lead_id == member.case_id:
        joinder.lead = rest[0].case
        joinder.row_version += 1
        joinder.save(update_fields=["lead", "row_version"])
        _note(actor, joinder, "lead_passed", rest[0].case)
    _tell_all(actor, [member.case, *(row.case for row in rest)], APART, why)


def _faults(actor: Actor, lead: Case, others: Sequence[Case], within: Joinder | None = None) -> list[ErrorItem]:
    """Look at the cases and at the hands in all of them again."""
    for each in (lead, *others):
        hands_refresh(actor=actor, case=each)
    found = join_faults(candidate(lead, lead, within), [candidate(each, lead, within) for each in others])
    barred = {person for each in (lead, *others) for person in barred_from(each)}
    return [*found, *judges_faults(_seats(lead), barred)]


def _seats(case: Case) -> list[Seat]:
    return [Seat(seat.user_id, seat.name, seat.country) for seat in seats_standing(case)]


def _for_registrar(actor: Actor, case_id: UUID) -> Case:
    case = case_get(actor=actor, case_id=case_id)
    if not actor.has("commission.registrar"):
        raise NotAllowed([ErrorItem("APL_REGISTRAR", REGISTRAR)])
    Case.objects.select_for_update().get(pk=case.pk)
    return case


def _member(case: Case, status: str) -> JoinedCase:
    rows = JoinedCase.objects.select_related("joinder", "case").filter(case=case, left_at=None)
    found = rows.filter(joinder__status=status).first()
    if found is None:
        raise Conflict([ErrorItem("APL_JOIN_STATE", NOT_NOW, path="status", value=status)])
    return found


def _move(actor: Actor, joinder: Joinder, action: str, reasons: Text, seen: int) -> Joinder:
    changes = {"decision": _stripped(reasons), "decided_at": clock.now()}
    return apply(
        workflow=JOINDER,
        obj=joinder,
        action=action,
        actor=actor,
        subject=Subject("appeal", joinder.lead_id),
        expected_version=seen,
        changes=changes,
        body={"joinder": str(joinder.id)},
    )


def _apply(actor: Actor, joinder: Joinder, action: str) -> Joinder:
    about = Subject("appeal", joinder.lead_id)
    body = {"joinder": str(joinder.id)}
    return apply(workflow=JOINDER, obj=joinder, action=action, actor=actor, subject=about, body=body)


def _out(member: JoinedCase, why: Text) -> None:
    member.left_at, member.left_why = clock.now(), _stripped(why)
    member.row_version += 1
    member.save(update_fields=["left_at", "left_why", "row_version"])


def _stripped(words: Text) -> dict[str, str]:
    return {"en": words.en.strip(), "fr": words.fr.strip()}


def _note(actor: Actor, joinder: Joinder, what: str, case: Case, **more: str) -> None:
    record(
        actor=actor,
        event=f"appeals.joinder.{what}",
        subject=Subject("appeal", case.id),
        body={"joinder": str(joinder.id), **more},
        organisation_id=case.organisation_id,
    )


def _note_all(actor: Actor, joinder: Joinder, what: str, cases: Sequence[Case]) -> None:
    for each in cases:
        _note(actor, joinder, what, each)


def _tell_all(actor: Actor, cases: Sequence[Case], title: Text, reasons: Text, more: Text | None = None) -> None:
    """Tell every side in its own case, by its own number; nobody reads who else is concerned."""
    body = Text(f"{reasons.en.strip()} {more.en if more else ''}", f"{reasons.fr.strip()} {more.fr if more else ''}")
    told: set[UUID] = set()
    for each in cases:
        told |= tell_sides(actor, each, "joinder", title.format(docket=each.docket), _trimmed(body), told)


def _trimmed(words: Text) -> Text:
    return Text(words.en.strip(), words.fr.strip())


TO_JOIN = Text("Appeal {docket}: to be heard with like cases", "Appel {docket} : à entendre avec des causes semblables")
ARE_JOINED = Text("Appeal {docket} is heard with like cases", "L'appel {docket} est entendu avec des causes semblables")
APART = Text("Appeal {docket}: like cases are heard apart", "Appel {docket} : causes semblables entendues à part")
OBJECT = Text(
    "Each side may object on the page of its case within {n} days.",
    "Chaque partie peut s'opposer sur la page de sa cause dans les {n} jours.",
)
WITHDRAWN = Text(
    "An appeal was withdrawn and leaves the joined cases.", "Un appel est retiré et quitte les causes jointes."
)
ALONE = Text(
    "An appeal was ruled on before the joining was decided.", "Un appel est tranché avant la décision sur la jonction."
)
REGISTRAR = Text("Only the registrar does this.", "Seul le greffe peut le faire.")
ONLY_PARTY = Text("Only a party objects.", "Seule une partie s'oppose.")
TOO_LATE = Text("The time to object is over.", "Le délai pour s'opposer est écoulé.")
OBJECTED = Text("Your side has objected already.", "Votre partie s'est déjà opposée.")
EARLY = Text("The parties may still object.", "Les parties peuvent encore s'opposer.")
EARLY_FIX = Text("Decide once their time is over.", "Décidez une fois leur délai écoulé.")
SOON = Text(
    "The hearing of the lead case is too near for the other sides to be told in time.",
    "L'audience de la cause principale est trop proche pour que les autres parties soient avisées à temps.",
)
SOON_FIX = Text("Adjourn it first.", "Ajournez-la d'abord.")
NOT_NOW = Text(
    "The case is in no joinder where this is possible.", "La cause n'est dans aucune jonction où cela est possible."
)
