"""The record an appeal is filed with, put together from the selectors of the apps below, each part with its digest (R-82).

Each subject that can be appealed has one reader here; it scopes the rows by the actor who files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from appeals.domain.kinds import DECISION, INSPECTION, INVOICE, PENALTY, SCORE, due_at
from audit.compliance.selectors import finding_roots
from audit.trail.domain.canonical import canonical
from audit.trail.selectors import hands_in
from clearance.selectors import inspection_record, score_record
from enrollment.selectors import decision_get, decision_record, invoice_record, sanction_record
from portal.accounts.selectors import users_of_organisation
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.core.domain.subjects import Subject


@dataclass(frozen=True, slots=True)
class Bundle:
    """What can be appealed, for the one who may appeal it. `roots` are what it grew from, for the check of conflicts."""

    subject: Subject
    kind: str
    organisation_id: UUID | None
    user_id: UUID | None
    holder: str
    agency: str
    told_at: datetime
    due_at: datetime
    record: dict[str, Any]
    named: frozenset[str]
    roots: tuple[Subject, ...]
    safety: dict[str, str] | None = None
    signed_by: str = ""


def _decision(actor: Actor, subject_id: UUID) -> dict[str, Any]:
    decision_get(actor=actor, decision_id=subject_id)
    found = decision_record(subject_id)
    about = {name: found["record"]["decision"][name] for name in ABOUT_DECISION}
    return {**found, "record": {"about": about, **found["record"]}}


def _sanction(actor: Actor, subject_id: UUID) -> dict[str, Any]:
    return sanction_record(actor=actor, sanction_id=subject_id)


def _invoice(actor: Actor, subject_id: UUID) -> dict[str, Any]:
    return invoice_record(actor=actor, invoice_id=subject_id)


def _inspection(actor: Actor, subject_id: UUID) -> dict[str, Any]:
    return inspection_record(actor=actor, inspection_id=subject_id)


def _score(actor: Actor, subject_id: UUID) -> dict[str, Any]:
    return score_record(actor=actor, score_id=subject_id)


ABOUT_DECISION = ("number", "from_tier", "to_tier", "decided_by", "agency")
READERS: dict[str, Callable[[Actor, UUID], dict[str, Any]]] = {
    DECISION: _decision,
    PENALTY: _sanction,
    INVOICE: _invoice,
    INSPECTION: _inspection,
    SCORE: _score,
}


def bundle_for(*, actor: Actor, subject: Subject) -> Bundle:
    """Give what the actor can appeal, with its record. Raises NotFound for what is not theirs, or no such thing."""
    reader = READERS.get(subject.type)
    if reader is None or actor.is_staff:
        raise NotFound
    found = reader(actor, subject.id)
    record = {**found["record"], "roots": [[kind, str(root)] for kind, root in found["subjects"]]}
    return Bundle(
        subject=subject,
        kind=found["kind"],
        organisation_id=found["organisation_id"],
        user_id=found["user_id"],
        holder=found["holder"],
        agency=found["agency"],
        told_at=found["told_at"],
        due_at=due_at(found["kind"], found["told_at"]),
        record={**record, "digests": digests(record)},
        named=frozenset(found["touched"]),
        roots=roots_of(record),
        safety=found["safety"],
        signed_by=found["signed_by"],
    )


def roots_of(record: dict[str, Any]) -> tuple[Subject, ...]:
    """Give what a decision grew from, as its record names it."""
    return tuple(Subject(kind, UUID(root)) for kind, root in record.get("roots", ()))


def digests(record: dict[str, Any]) -> dict[str, str]:
    """Give the SHA-256 of each part of a record in canonical JSON, so that a later change of it shows."""
    return {name: hashlib.sha256(canonical(part).encode()).hexdigest() for name, part in record.items()}


def hands_of(bundle: Bundle, filed_by: UUID) -> list[str]:
    """Give everybody who may not judge it: named in the record, found in the trail, or a party (R-80)."""
    return sorted(
        {*bundle.named, *trail_hands(bundle.roots), *parties(bundle.organisation_id, bundle.user_id, filed_by)}
    )


def trail_hands(roots: Iterable[Subject]) -> set[str]:
    """Give the people whose acts on what a decision grew from are in the book; a finding leads to its audit and trip."""
    subjects = set(roots)
    for root in tuple(subjects):
        if root.type == "finding":
            subjects |= {Subject(*found) for found in finding_roots(root.id)}
    return {str(hand) for hand in hands_in(subjects)}


def parties(organisation_id: UUID | None, user_id: UUID | None, filed_by: UUID) -> set[str]:
    """Give the people of the appellant: who files, the person concerned, everybody of the company."""
    people = {str(filed_by)} | ({str(user_id)} if user_id else set())
    if organisation_id:
        people |= {str(each) for each in users_of_organisation(organisation_id).values_list("id", flat=True)}
    return people
