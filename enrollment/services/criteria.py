"""Tier criteria: proposed by policy staff, simulated, signed by both agencies, counting from a day (R-08)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.criteria import unmet
from enrollment.domain.criteria_document import (
    criteria_read,
    document_of,
    document_problems,
    founding,
    founding_document,
    founding_from,
    row_problems,
    tiers_of,
)
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.tiers import tier_above
from enrollment.domain.transitions import CRITERIA, POLICY_KEYS
from enrollment.models import CriteriaSignature, CriteriaVersion, Membership
from enrollment.selectors.criteria import criteria_in_force
from enrollment.selectors.facts import facts_for
from enrollment.services import refusals
from enrollment.services.consultations import consultation_lapse, signing_gate
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import ErrorItem, Invalid, NotAllowed
from portal.core.domain.text import Text
from portal.workflow.domain.two_keys import AGENCIES, APPROVED, IN_FORCE, document_digest
from portal.workflow.services.two_keys import (
    CALENDAR,
    Register,
    body_of,
    document_bind,
    document_enforce,
    document_sign,
    document_withdraw,
)

BOOK = Register("criteria", CRITERIA, CriteriaVersion, CriteriaSignature, ("programme",))
AT_ONCE = 500
FOUNDER = system_actor("founding criteria")


@transaction.atomic
def criteria_found(programme: str) -> None:
    """Put the founding version on file with the keys of both agencies, once; nothing where a version exists."""
    if not tiers_of(programme) or CriteriaVersion.objects.filter(programme=programme).exists():
        return
    document = founding_document(programme)
    version = CriteriaVersion.objects.create(
        programme=programme,
        number=1,
        founding=True,
        document=document,
        digest=document_digest(document),
        status=IN_FORCE,
        note="Founding version",
        valid_from=founding_from(),
        in_force_at=founding_from(),
    )
    for agency in founding()["signed"]:
        CriteriaSignature.objects.create(
            version=version,
            agency=agency,
            signed_as="Founding version",
            digest=version.digest,
            signed_at=founding_from(),
        )
    record(actor=FOUNDER, event="enrollment.criteria.founded", subject=BOOK.subject_of(version), body=body_of(version))


@transaction.atomic
def criteria_propose(
    *, actor: Actor, programme: str, rows: Iterable[Mapping[str, Any]], valid_from: datetime, note: str = ""
) -> CriteriaVersion:
    """Keep a new version as a draft, from the editor's rows. Invalid names row and field of whatever cannot be."""
    policy_check(actor)
    if programme not in PROGRAMMES or not tiers_of(programme):
        raise refusals.invalid(refusals.UNKNOWN_PROGRAMME, path="programme", value=programme)
    document = _document(programme, list(rows))
    if not note.strip():
        raise refusals.invalid(SAY_WHY, path="note")
    criteria_found(programme)
    last = CriteriaVersion.objects.select_for_update().filter(programme=programme).order_by("number").last()
    version = CriteriaVersion.objects.create(
        programme=programme,
        number=(last.number if last else 0) + 1,
        document=document,
        digest=document_digest(document),
        status=CRITERIA.initial,
        note=note.strip()[:1000],
        valid_from=valid_from,
        author_id=actor.person,
        author_as=actor.name,
    )
    record(
        actor=actor,
        event="enrollment.criteria.proposed",
        subject=BOOK.subject_of(version),
        body={**body_of(version), "programme": programme, "from": valid_from.isoformat()},
    )
    return version


def _document(programme: str, rows: list[Mapping[str, Any]]) -> dict[str, Any]:
    found = [
        ErrorItem("ENR_CRITERIA_VALUE", said, path=f"rows.{number}.{field}", value=row.get(field), fix=CORRECT)
        for number, row in enumerate(rows)
        for field, said in row_problems(programme, row)
    ]
    if found:
        raise Invalid(found)
    document = document_of(programme, rows)
    problems = document_problems(document)
    if problems:
        raise Invalid([ErrorItem("ENR_CRITERIA", said, path=path, fix=CORRECT) for path, said in problems])
    return document


@transaction.atomic
def criteria_simulate(*, actor: Actor, version_id: UUID) -> CriteriaVersion:
    """Count who would move among the present members, and bind the report to this very document, once."""
    policy_check(actor)
    version = BOOK.get(version_id)
    CRITERIA.find(version.status, "bind")
    report = movers(version)
    document_bind(
        BOOK,
        version_id=version.id,
        digest=version.digest,
        changes={"report": report, "simulated_at": clock.now()},
        body={"report": document_digest(report), "asked_by": actor.name},
    )
    version.refresh_from_db()
    return version


def movers(version: CriteriaVersion) -> dict[str, Any]:
    """Give, per tier, how many members there are, could rise and no longer meet their tier: before and after."""
    now = clock.now()
    old, new = criteria_in_force(version.programme, now).tiers, criteria_read(version.data)
    tiers = {tier: dict.fromkeys(COUNTS, 0) for tier in PROGRAMMES[version.programme].tiers}
    for member, facts in _members(version.programme, now):
        line, above = tiers[member.tier], tier_above(member.tier)
        line["members"] += 1
        for name, criteria in (("before", old), ("after", new)):
            line[f"up_{name}"] += bool(above and criteria.get(above)) and not unmet(
                criteria.get(above or "", ()), facts
            )
            line[f"down_{name}"] += bool(unmet(criteria.get(member.tier, ()), facts))
    return {"tiers": tiers, "digest": version.digest, "at": now.isoformat()}


def _members(programme: str, now: datetime) -> Iterable[tuple[Membership, Any]]:
    """Walk through the active members in portions, so that memory does not grow with their number."""
    rows = Membership.objects.filter(programme=programme, status="active", valid_until__gt=now).order_by("id")
    last = None
    while True:
        portion = list((rows.filter(id__gt=last) if last else rows)[:AT_ONCE])
        if not portion:
            return
        facts = facts_for(portion, now)
        yield from ((member, facts[member.id]) for member in portion)
        last = portion[-1].id


@transaction.atomic
def criteria_sign(*, actor: Actor, version_id: UUID, expected_version: int) -> CriteriaVersion:
    """Sign for the actor's agency (see `document_sign`).

    Signed by both, they count from their day by themselves: the second signature waits for a consultation (R-51).
    """
    signing_gate(BOOK, version_id)
    return document_sign(BOOK, actor=actor, version_id=version_id, expected_version=expected_version)


@transaction.atomic
def criteria_withdraw(*, actor: Actor, version_id: UUID, expected_version: int) -> CriteriaVersion:
    """Put away a version that does not count yet."""
    policy_check(actor)
    gone = document_withdraw(BOOK, actor=actor, version_id=version_id, expected_version=expected_version)
    consultation_lapse("criteria", version_id)
    return gone


def criteria_turn() -> int:
    """Let the status follow the calendar; the criteria count from their day without it. Gives the number of changes."""
    due = CriteriaVersion.objects.filter(status=APPROVED, valid_from__lte=clock.now()).order_by("number")
    done = 0
    for version_id in list(due.values_list("id", flat=True)):
        document_enforce(BOOK, actor=CALENDAR, version_id=version_id)
        done += 1
    return done


def policy_check(actor: Actor) -> None:
    """Refuse everybody but the policy staff of the two agencies and of the service."""
    if not actor.has(*POLICY_KEYS) or (actor.kind == "officer" and actor.agency not in AGENCIES):
        raise NotAllowed([NOT_A_KEY])


COUNTS = ("members", "up_before", "up_after", "down_before", "down_after")
CORRECT = Text("Correct this field.", "Corrigez ce champ.")
SAY_WHY = refusals.Refusal(
    "ENR_SAY_WHY",
    Text("Say why it changes.", "Dites pourquoi cela change."),
    Text("One sentence is enough; it is published.", "Une phrase suffit; elle est publiée."),
)
NOT_A_KEY = ErrorItem(
    "ENR_POLICY_ROLE",
    Text(
        "Supervisors of the two agencies and administrators keep this.",
        "Cela relève des superviseurs des deux organismes et des administrateurs.",
    ),
    fix=Text("Ask one of them.", "Adressez-vous à l'un d'eux."),
)
