"""Keeping every look-up with its purpose, before the record is shown; the weekly sample and its review (R-13, R-90)."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from audit.trail.services import record
from enrollment.domain.lookups import Looked, purpose_errors
from enrollment.domain.sampling import SEED_BYTES, commitment, monday_of, sample
from enrollment.domain.transitions.lookups import LOOKUP_REVIEW
from enrollment.models import Lookup, LookupReview, LookupWeek
from enrollment.selectors.lookups import lookup_recent, lookup_review_get, lookups_between, occasion_of
from enrollment.services import refusals
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Invalid
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import seal, unseal
from portal.workflow.services import apply

SAMPLER = system_actor("look-up sample")
SEEDS = "look-up seeds"
WEEK = timedelta(days=7)
WRITING = timedelta(hours=12)


def lookup_admit(*, actor: Actor, looked: Looked, writing: bool = False) -> bool:
    """Say whether the officer may see the record now; a look-up an open case explains is kept on the way.

    A purpose stated within LOOKUP_MINUTES covers the same company or person; for a form sent back (`writing`) the
    shift, so that nothing typed is lost to the prompt.
    """
    window = WRITING if writing else timedelta(minutes=settings.LOOKUP_MINUTES)
    if lookup_recent(actor=actor, looked=looked, since=clock.now() - window):
        return True
    found = occasion_of(actor=actor, looked=looked)
    if found is None:
        return False
    _keep(actor, looked, purpose=found[1], occasion=found[0])
    return True


def lookup_make(*, actor: Actor, looked: Looked, purpose: str, words: str) -> Lookup:
    """Keep a look-up with the purpose the officer states. Raises Invalid naming what is missing."""
    problems = purpose_errors(purpose, words)
    if problems:
        raise Invalid(problems)
    return _keep(actor, looked, purpose=purpose, words=words.strip()[:500])


@transaction.atomic
def _keep(actor: Actor, looked: Looked, *, purpose: str, words: str = "", occasion: str = "") -> Lookup:
    made = Lookup.objects.create(
        officer_id=actor.person,
        officer_name=actor.name,
        agency=actor.agency,
        purpose=purpose,
        words=words,
        occasion=occasion,
        record_kind=looked.kind,
        record_id=looked.record_id,
        organisation_id=looked.organisation_id,
        user_id=looked.user_id,
    )
    # Not readable as a receipt by the one looked at: the entry names the officer, and may tell of an investigation.
    subject = Subject("organisation" if looked.organisation_id else "user", _holder(looked))
    body = {"purpose": purpose, "occasion": occasion, "kind": looked.kind, "record": str(looked.record_id)}
    record(actor=actor, event="enrollment.lookup.made", subject=subject, body={**body, "lookup": str(made.id)})
    return made


def _holder(looked: Looked) -> UUID:
    found = looked.organisation_id or looked.user_id
    if found is None:
        raise ValueError("a record is about a company or a person")
    return found


def lookup_weeks_keep() -> int:
    """Commit to the draws of this week and the next, and draw those that are over; gives how many were drawn."""
    this = monday_of(clock.now())
    for monday in (this, this + WEEK):
        _commit(monday)
    over = LookupWeek.objects.filter(drawn_at=None, monday__lt=this).values_list("id", flat=True)
    return sum(_draw(week_id) for week_id in list(over))


def _commit(monday: date) -> None:
    if LookupWeek.objects.filter(monday=monday).exists():
        return
    seed = secrets.token_bytes(SEED_BYTES)
    try:
        with transaction.atomic():
            week = LookupWeek.objects.create(
                monday=monday, commitment=commitment(seed), sealed_seed=seal(SEEDS, seed.hex())
            )
            body = {"monday": monday.isoformat(), "commitment": week.commitment}
            record(
                actor=SAMPLER,
                event="enrollment.lookup_week.committed",
                subject=Subject("lookup_week", week.id),
                body=body,
            )
    except IntegrityError:
        return  # another worker committed to the week first: its seed counts


@transaction.atomic
def _draw(week_id: UUID) -> bool:
    week = LookupWeek.objects.select_for_update().filter(pk=week_id, drawn_at=None).first()
    if week is None:
        return False
    seed = bytes.fromhex(unseal(SEEDS, week.sealed_seed))
    by_agency: dict[str, list[UUID]] = {}
    for agency, lookup_id in lookups_between(week.monday, week.monday + WEEK).values_list("agency", "id"):
        by_agency.setdefault(agency, []).append(lookup_id)
    chosen = [
        LookupReview(lookup_id=one, week=week, agency=agency)
        for agency, ids in sorted(by_agency.items())
        for one in sample(seed, ids, settings.LOOKUP_SAMPLE_SIZE)
    ]
    LookupReview.objects.bulk_create(chosen)
    week.seed, week.drawn_at = seed.hex(), clock.now()
    week.save(update_fields=["seed", "drawn_at"])
    body = {
        "monday": week.monday.isoformat(),
        "seed": week.seed,
        "of": {agency: len(ids) for agency, ids in sorted(by_agency.items())},
        "drawn": [str(one.lookup_id) for one in chosen],
    }
    record(actor=SAMPLER, event="enrollment.lookup_week.drawn", subject=Subject("lookup_week", week.id), body=body)
    return True


def lookup_review(
    *, actor: Actor, review_id: UUID, action: str, words: str = "", expected_version: int | None = None
) -> LookupReview:
    """Review a drawn look-up: `accept`, `object` with the reason, or `follow_up` with what was done.

    Raises NotFound for another agency's, Conflict for one's own, Invalid without the words an action needs.
    """
    found = lookup_review_get(actor=actor, review_id=review_id)
    said = words.strip()[:500]
    if action != "accept" and not said:
        raise refusals.invalid(WORDS_NEEDED, "words")
    changes = {"reviewer_id": actor.user_id, "reviewer_name": actor.name, "reviewed_at": clock.now()}
    if action == "object":
        changes["reason"] = said
    if action == "follow_up":
        changes = {"follow_up": said}
    return apply(
        workflow=LOOKUP_REVIEW,
        obj=found,
        action=action,
        actor=actor,
        subject=Subject("lookup_review", found.id),
        expected_version=expected_version,
        changes=changes,
        body={"lookup": str(found.lookup_id), "words": said},
    )


WORDS_NEEDED = refusals.Refusal(
    "ENR_REVIEW_WORDS",
    Text("Say what was wrong, or what was done about it.", "Dites ce qui n'allait pas, ou ce qui a été fait."),
    Text("Write it in the box.", "Écrivez-le dans la case."),
)
