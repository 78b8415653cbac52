"""Who applied, kept as filed, and whom a new applicant resembles (4.8 near-match review, R-89)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from audit.trail.services import record
from enrollment.domain.vetting.identity import (
    DENIED,
    REVOKED,
    SECOND_APPLICATION,
    SECOND_MEMBERSHIP,
    company_identity,
    person_identity,
    worth_asking,
)
from enrollment.models import Application, IdentityEntry, IdentityKey, NearMatch, NotTheSame, VettingWorksheet
from portal.accounts.selectors import organisation_get
from portal.core.domain.actors import system_actor
from portal.core.domain.matching import Identity, blocking_keys, compare, fingerprints
from portal.core.domain.subjects import Subject

MATCHING = system_actor("near matches")


def identity_note(application: Application) -> IdentityEntry:
    """Keep who an application is about, under the keys by which a like one finds it. Called when it is sent."""
    if application.organisation_id:
        found = organisation_get(application.organisation_id)
        identity = company_identity(found.legal_name, [(one.kind, one.value) for one in found.identifiers.all()])
    else:
        identity = person_identity(application.answers)
    entry = IdentityEntry.objects.create(
        application=application, holder=holder_key(application), identity=identity.as_dict()
    )
    IdentityKey.objects.bulk_create([IdentityKey(entry=entry, key=key) for key in sorted(blocking_keys(identity))])
    return entry


def holder_key(application: Application) -> str:
    """Name the holder, whatever it is: the marker that two are not the same is about them."""
    if application.organisation_id:
        return f"organisation:{application.organisation_id}"
    return f"user:{application.user_id}"


def near_matches_note(sheets: Sequence[VettingWorksheet], entry: IdentityEntry | None) -> None:
    """Write down whom the holder resembles, once per worksheet, but for pairs an officer of that agency ruled out."""
    if entry is None:
        return
    mine = Identity.from_dict(entry.identity)
    marks = fingerprints(mine, entry.holder)
    ruled_out = _ruled_out(entry.holder, marks)
    rows = []
    for other in _candidates(entry, mine):
        why, reference = _standing(other)
        found = compare(Identity.from_dict(other.identity), mine)
        if not why or not worth_asking(why, mine.kind, found):
            continue
        rows += [
            NearMatch(
                worksheet=sheet,
                other=other,
                why=why,
                reference=reference,
                degree=found.degree,
                likeness=round(found.likeness, 4),
                dates=found.dates,
            )
            for sheet in sheets
            if (sheet.agency, other.holder) not in ruled_out
        ]
    NearMatch.objects.bulk_create(rows)
    for row in rows:
        record(
            actor=MATCHING,
            event="enrollment.near_match.found",
            subject=Subject("worksheet", row.worksheet_id),
            body={"near_match": str(row.id), "why": row.why, "reference": row.reference, "degree": row.degree},
        )


def _candidates(entry: IdentityEntry, mine: Identity) -> list[IdentityEntry]:
    near: set[UUID] = set(
        IdentityKey.objects.filter(key__in=blocking_keys(mine))
        .exclude(Q(entry__holder=entry.holder) | Q(entry__application__status__in=("draft", "withdrawn")))
        .values_list("entry_id", flat=True)
    )
    if not near:
        return []
    rows = IdentityEntry.objects.filter(pk__in=near).select_related("application__membership")
    return list(rows.prefetch_related("application__decisions").order_by("created_at"))


def _standing(other: IdentityEntry) -> tuple[str, str]:
    """Say why an earlier record matters, and its number; nothing when it does not."""
    application = other.application
    membership = getattr(application, "membership", None)
    if application.status == "denied":
        last = max(application.decisions.all(), key=lambda row: row.created_at, default=None)
        return DENIED, last.number if last else ""
    if membership is None:
        return SECOND_APPLICATION, ""
    if membership.status == "revoked":
        return REVOKED, membership.number
    return (SECOND_MEMBERSHIP, membership.number) if membership.status in ("active", "suspended") else ("", "")


def _ruled_out(holder: str, marks: frozenset[str]) -> set[tuple[str, str]]:
    rows = NotTheSame.objects.filter(mark__in=marks, holder=holder)
    return set(rows.values_list("agency", "other"))
