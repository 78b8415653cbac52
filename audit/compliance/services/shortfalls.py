"""Cases the figures open by themselves when a member's benefit falls short, and how they are answered (R-39)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.compliance.domain.ledger import Rate
from audit.compliance.domain.ledger_period import Period
from audit.compliance.domain.ledger_shortfall import (
    ANSWERED,
    BENEFIT_SHORTFALL,
    DUE_DAYS,
    GROUNDS,
    OPEN,
    Shortfall,
)
from audit.compliance.models import BenefitShortfall
from audit.compliance.selectors.ledger import Ledger, ledger_of, members_moving
from audit.compliance.selectors.shortfalls import shortfall_get
from audit.trail.services import record
from portal.accounts.selectors import organisations_many
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import next_number
from portal.notices.services import notice_send
from portal.workflow.services import apply

LEDGER = system_actor("benefit ledger")
SHORTEST, LONGEST = 30, 4000


def shortfalls_review() -> tuple[int, int]:
    """Look at every member that crossed in the last twelve months; gives how many cases opened and recovered.

    Safe to repeat: a ground that is going on opens no second case.
    """
    period = Period.recent(clock.now().date())
    members = members_moving(period)
    names = {id_: found.legal_name for id_, found in organisations_many(members).items()}
    opened = recovered = 0
    for member in members:
        if member in names:
            new, gone = _review(ledger_of(member, period), names[member])
            opened, recovered = opened + new, recovered + gone
    return opened, recovered


@transaction.atomic
def _review(ledger: Ledger, name: str) -> tuple[int, int]:
    found = {one.ground: one for one in ledger.shortfalls}
    going_on = BenefitShortfall.objects.select_for_update().filter(
        organisation_id=ledger.organisation_id, status__in=(OPEN, ANSWERED)
    )
    known = {case.ground: case for case in going_on}
    for ground in found.keys() - known.keys():
        _open(ledger, name, found[ground])
    gone = [case for ground, case in known.items() if ground not in found]
    for case in gone:
        _move(LEDGER, case, "recover", {}, {"first": ledger.period.codes[0], "last": ledger.period.codes[1]})
    return len(found.keys() - known.keys()), len(gone)


def _open(ledger: Ledger, name: str, found: Shortfall) -> None:
    now = clock.now()
    case = BenefitShortfall.objects.create(
        number=f"BSF-{now.year}-{next_number('BSF', now.year):05d}",
        organisation_id=ledger.organisation_id,
        organisation_name=name,
        ground=found.ground,
        figures=_figures(ledger, found),
        opened_at=now,
        due_on=(now + timedelta(days=DUE_DAYS)).date(),
    )
    subject = Subject("benefit_shortfall", case.id)
    record(
        actor=LEDGER,
        event="compliance.shortfall.opened",
        subject=subject,
        body={"number": case.number, "ground": case.ground, "figures": case.figures},
        organisation_id=case.organisation_id,
    )
    ground = GROUNDS[case.ground]
    notice_send(
        actor=LEDGER,
        organisation_id=case.organisation_id,
        kind="benefit_shortfall",
        title=Text(f"Benefit shortfall {case.number}", f"Avantage insuffisant {case.number}"),
        body=Text(
            f"Your figures show: {ground.en}. We opened this case by ourselves; the programme office answers by "
            f"{case.due_on.isoformat()}. You need to do nothing.",
            f"Vos chiffres le montrent : {ground.fr}. Nous avons ouvert ce dossier de nous-mêmes; le bureau du "
            f"programme répondra au plus tard le {case.due_on.isoformat()}. Vous n'avez rien à faire.",
        ),
        subject=subject,
        link=f"/audit/ledger/shortfalls/{case.id}/",
    )


def _figures(ledger: Ledger, found: Shortfall) -> dict[str, Any]:
    first, last = ledger.period.codes
    return {
        "first": first,
        "last": last,
        "now": _rate(found.now),
        "against": _rate(found.against),
        "gap": [round(value, 6) for value in (found.gap.value, found.gap.low, found.gap.high)],
    }


def _rate(rate: Rate | None) -> dict[str, Any] | None:
    if rate is None:
        return None
    low, high = rate.bounds
    return {
        "share": round(rate.share, 6),
        "part": rate.part,
        "n": rate.n,
        "low": round(low, 6),
        "high": round(high, 6),
    }


@transaction.atomic
def shortfall_answer(*, actor: Actor, shortfall_id: UUID, text: Text, expected_version: int) -> BenefitShortfall:
    """Answer for the programme office: why it is so and what is done, in both languages. Raises Invalid."""
    case = shortfall_get(actor=actor, shortfall_id=shortfall_id)
    words = answer_read(text)
    changes = {"answer": words.as_dict(), "answered_as": actor.name, "answered_at": clock.now()}
    case = _move(actor, case, "answer", changes, {"answer": words.as_dict()}, expected_version)
    notice_send(
        actor=actor,
        organisation_id=case.organisation_id,
        kind="benefit_shortfall",
        title=Text(f"Answer to {case.number}", f"Réponse au dossier {case.number}"),
        body=words,
        subject=Subject("benefit_shortfall", case.id),
        link=f"/audit/ledger/shortfalls/{case.id}/",
    )
    return case


@transaction.atomic
def shortfall_accept(*, actor: Actor, shortfall_id: UUID, expected_version: int) -> BenefitShortfall:
    """Let the member say that the answer settles it."""
    return _move(actor, shortfall_get(actor=actor, shortfall_id=shortfall_id), "accept", {}, {}, expected_version)


@transaction.atomic
def shortfall_contest(*, actor: Actor, shortfall_id: UUID, reply: str, expected_version: int) -> BenefitShortfall:
    """Let the member say why the answer is not enough; the office answers again, by a new date. Raises Invalid."""
    case = shortfall_get(actor=actor, shortfall_id=shortfall_id)
    words = reply.strip()
    if not words or len(words) > LONGEST:
        raise Invalid([ErrorItem("CMP_REPLY_MISSING", MISSING, path="reply", value=words[:80], fix=WHY)])
    changes = {"reply": words, "due_on": (clock.now() + timedelta(days=DUE_DAYS)).date()}
    return _move(actor, case, "contest", changes, {"reply": words}, expected_version)


def answer_read(text: Text) -> Text:
    """Give an answer to a member without space around it. Raises Invalid where a language says too little or too much."""
    words = Text(text.en.strip(), text.fr.strip())
    faults = [
        ErrorItem("CMP_ANSWER_THIN", THIN, path=f"text_{language}", value=words.get(language), fix=SAY)
        for language in ("en", "fr")
        if not SHORTEST <= len(words.get(language)) <= LONGEST
    ]
    if faults:
        raise Invalid(faults)
    return words


def _move(
    actor: Actor,
    case: BenefitShortfall,
    action: str,
    changes: dict[str, Any],
    body: dict[str, Any],
    expected_version: int | None = None,
) -> BenefitShortfall:
    return apply(
        workflow=BENEFIT_SHORTFALL,
        obj=case,
        action=action,
        actor=actor,
        subject=Subject("benefit_shortfall", case.id),
        expected_version=expected_version,
        changes=changes,
        body=body,
        organisation_id=case.organisation_id,
    )


THIN = Text(
    f"An answer has {SHORTEST} to {LONGEST} characters in each language.",
    f"Une réponse compte de {SHORTEST} à {LONGEST} caractères dans chaque langue.",
)
SAY = Text("Say why it is so and what will be done.", "Dites pourquoi il en est ainsi et ce qui sera fait.")
MISSING = Text(
    f"Say in up to {LONGEST} characters what is missing.", f"Dites en {LONGEST} caractères au plus ce qui manque."
)
WHY = Text("Name what the answer leaves open.", "Nommez ce que la réponse laisse en suspens.")
