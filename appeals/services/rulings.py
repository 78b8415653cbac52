"""The ruling: counted votes, reasons in both languages, and the remedies carried out (R-82, 4.12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from appeals.domain.drafting import cite_faults
from appeals.domain.kinds import DECISION
from appeals.domain.remedies import Order, order_faults
from appeals.domain.transitions import APPEAL
from appeals.domain.votes import GRANT, Tally
from appeals.models import Case, PanelSeat, Ruling
from appeals.selectors import case_get, case_tally
from appeals.selectors.drafting import decisions_known
from appeals.services.conflicts import cases_led, judge_check
from appeals.services.gists import leaning_check, own_papers
from appeals.services.hearings import hearings_lapse
from appeals.services.joinders import joinder_rule
from appeals.services.refusals import NOT_SEATED
from appeals.services.remedies import remedies_carry_out
from appeals.services.stays import stay_end
from appeals.services.telling import tell_ruled
from enrollment.services import decision_stay_end
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply

REASONS_AT_LEAST = 40


@transaction.atomic
def ruling_issue(
    *,
    actor: Actor,
    case_id: UUID,
    reasons: Text,
    expected_version: int,
    orders: Sequence[Order] = (),
    set_aside: Sequence[UUID] = (),
    cites: Sequence[str] = (),
    orders_beside: Mapping[UUID, Sequence[Order]] | None = None,
) -> Ruling:
    """Issue the ruling the votes allow and carry out its remedies in the same transaction.

    `orders` come on top of what the ground's table does by itself. In a lead case the same reasons are issued for each
    case joined with it, each with its own remedies; `orders_beside` are those of the other cases by id. `cites` are
    numbers of published decisions.

    Raises NotAllowed off the panel, Invalid without reasons in both languages or with orders the ground does not allow,
    Conflict while the votes do not settle it, or while a restricted paper that is not in `set_aside` has neither a
    public version nor a settled gist (R-85).
    """
    case = case_get(actor=actor, case_id=case_id)
    given = {**(orders_beside or {}), case.id: orders}
    cases = cases_led(case)
    unread = cite_faults(cites, decisions_known(cites))
    if unread:
        raise Invalid(unread)
    count = _settled(actor, case, reasons)
    for each in cases:
        _check_orders(each, count, given.get(each.id, ()))
        leaning_check(each, set_aside)
    judge_check(actor=actor, case=case, person=actor.person)
    joinder_rule(actor, case)
    text = _Said(reasons, count, set_aside, cites)
    for other in cases[1:]:
        _issue(actor, other, text, given.get(other.id, ()))
    return _issue(actor, case, text, orders, expected_version)


class _Said(NamedTuple):
    """What the panel said, the same for each case it was joined with."""

    reasons: Text
    tally: Tally
    set_aside: Sequence[UUID]
    cites: Sequence[str]


def _issue(actor: Actor, case: Case, said: _Said, orders: Sequence[Order], seen: int | None = None) -> Ruling:
    reasons, count, set_aside, cites = said
    case = apply(
        workflow=APPEAL,
        obj=case,
        action="rule",
        actor=actor,
        subject=Subject("appeal", case.id),
        expected_version=seen,
        body={"outcome": count.outcome, "grant": count.grant, "dismiss": count.dismiss},
        organisation_id=case.organisation_id,
    )
    stay_end(actor, case)
    hearings_lapse(actor, case)
    ruling = Ruling.objects.create(
        case=case,
        outcome=count.outcome,
        reasons_en=reasons.en.strip(),
        reasons_fr=reasons.fr.strip(),
        votes_for=count.grant,
        votes_against=count.dismiss,
        set_aside=own_papers(case, set_aside),
        cites=list(cites),
        issued_by_id=actor.person,
        issued_at=clock.now(),
    )
    if count.outcome == GRANT:
        remedies_carry_out(actor=actor, case=case, ruling=ruling, ordered=orders)
    elif case.subject_type == DECISION:
        decision_stay_end(actor=actor, decision_id=case.subject_id, upheld=True, docket=case.docket)
    tell_ruled(actor, case, ruling)
    return ruling


def _settled(actor: Actor, case: Case, reasons: Text) -> Tally:
    if not PanelSeat.objects.filter(case=case, user_id=actor.person).exists():
        raise NotAllowed([ErrorItem("APL_NOT_SEATED", NOT_SEATED)])
    thin = [
        ErrorItem("APL_RULING_REASONS", THIN.format(n=REASONS_AT_LEAST), path=f"reasons_{language}", value=words)
        for language, words in (("en", reasons.en), ("fr", reasons.fr))
        if len(words.strip()) < REASONS_AT_LEAST
    ]
    if thin:
        raise Invalid(thin)
    count = case_tally(case)
    if not count.outcome:
        raise Conflict([ErrorItem("APL_NOT_SETTLED", NOT_SETTLED, path="votes", value=count.missing, fix=WAIT)])
    return count


def _check_orders(case: Case, count: Tally, orders: Sequence[Order]) -> None:
    if count.outcome != GRANT and orders:
        raise Invalid([ErrorItem("APL_ORDER", NO_ORDERS, path="acts", value=orders[0].act)])
    faults = order_faults(case.kind, orders) if count.outcome == GRANT else []
    if faults:
        raise Invalid(faults)


THIN = Text(
    "Give the reasons of the ruling in at least {n} characters, in both languages.",
    "Donnez les motifs de la décision en au moins {n} caractères, dans les deux langues.",
)
NOT_SETTLED = Text("The votes do not settle the case yet.", "Les votes ne tranchent pas encore le dossier.")
WAIT = Text(
    "A majority of the seats, with both countries heard, is needed.",
    "Il faut une majorité des sièges, les deux pays ayant voté.",
)
NO_ORDERS = Text(
    "An appeal that is dismissed orders nothing.", "Un appel rejeté n'entraîne aucune mesure de redressement."
)
