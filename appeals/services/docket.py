"""File in a case at a level, name representatives, and remind of missing public versions (4.11)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from appeals.domain.docket import (
    APPELLANT,
    ENTRY_KINDS,
    LEVELS,
    PUBLIC,
    STATEMENT_AT_LEAST,
    TEXT_AT_LEAST,
    entry_name,
    public_due,
)
from appeals.models import Case, Chase, DocketEntry, Representative
from appeals.selectors import case_get, entries_to_chase, side_of
from appeals.services.docket_files import Passed, Upload, file_keep, file_read
from appeals.services.telling import tell_case
from audit.trail.services import record
from portal.accounts.selectors import user_by_email
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text

OPEN = ("filed", "with_panel")


@transaction.atomic
def entry_file(
    *,
    actor: Actor,
    case_id: UUID,
    kind: str,
    level: str,
    subject: str,
    text: str,
    index: Sequence[str] = (),
    public_of: UUID | None = None,
    file: Upload | None = None,
) -> DocketEntry:
    """File a paper; the docket numbers and names it and says by when its public version has to follow.

    `index` is the evidence of an agency's statement of reasons, one line each; a submission or an exhibit may carry a
    `file`. Raises NotFound, NotAllowed for a kind that is not this side's, Invalid for words or file, Conflict when the
    case is over or the public version is there.
    """
    case = _open(actor, case_id)
    side = side_of(actor)
    original = _original(case, public_of, side)
    _check(kind, side, PUBLIC if original else level, subject, text, index)
    level = PUBLIC if original else level
    passed = file_read(kind, file) if file else None
    now = clock.now()
    entry = DocketEntry.objects.create(
        case=case,
        number=DocketEntry.objects.filter(case=case).count() + 1,
        kind=kind,
        side=side,
        level=level,
        name=entry_name(case.docket, side, subject, level)[:200],
        text=text.strip(),
        index=[line.strip() for line in index if line.strip()],
        digest=hashlib.sha256(text.strip().encode()).hexdigest(),
        public_of=original,
        public_due=public_due(level, now),
        filed_by_id=actor.person,
        filed_by_name=actor.name,
        filed_at=now,
    )
    _note_filed(actor, entry, passed)
    if side != APPELLANT and level != "confidential":
        tell_case(actor, case, kind="docket", title=FILED.format(docket=case.docket), body=ENTRY_KINDS[kind].label)
    return entry


def _note_filed(actor: Actor, entry: DocketEntry, passed: Passed | None) -> None:
    """Keep the file of a paper and write the paper into the book."""
    kept = {"file": file_keep(entry, passed).sha256} if passed else {}
    record(
        actor=actor,
        event=f"appeals.docket.{entry.kind}",
        subject=Subject("appeal", entry.case_id),
        body={"number": entry.number, "level": entry.level, "side": entry.side, "digest": entry.digest, **kept},
        organisation_id=entry.case.organisation_id,
    )


@transaction.atomic
def representative_name(*, actor: Actor, case_id: UUID, email: str) -> Representative:
    """Name somebody with an account to act for the appellant. Raises NotAllowed, Invalid, Conflict when named already."""
    case = _open(actor, case_id)
    if side_of(actor) != APPELLANT or not actor.has("trader.admin", "trader.filer", "traveller", "driver"):
        raise NotAllowed([ErrorItem("APL_SIDE", ONLY_APPELLANT)])
    user = user_by_email(email)
    if user is None:
        raise Invalid([ErrorItem("APL_REPRESENTATIVE", NOBODY, path="email", value=email, fix=NOBODY_FIX)])
    if Representative.objects.filter(case=case, user_id=user.id, ended_at=None).exists():
        raise Conflict([ErrorItem("APL_REPRESENTATIVE", NAMED, path="email", value=email)])
    row = Representative.objects.create(
        case=case, user_id=user.id, name=user.name or user.email, named_by_id=actor.person
    )
    _note(actor, case, "named", row)
    return row


@transaction.atomic
def representative_end(*, actor: Actor, representative_id: UUID) -> Representative:
    """End what somebody may do for the appellant. Raises NotFound, NotAllowed."""
    row = Representative.objects.select_for_update().filter(pk=representative_id, ended_at=None).first()
    if row is None:
        raise NotFound
    case = case_get(actor=actor, case_id=row.case_id)
    if side_of(actor) != APPELLANT or not actor.has("trader.admin", "trader.filer", "traveller", "driver"):
        raise NotAllowed([ErrorItem("APL_SIDE", ONLY_APPELLANT)])
    row.ended_at = clock.now()
    row.row_version += 1
    row.save(update_fields=["ended_at", "row_version"])
    _note(actor, case, "ended", row)
    return row


def public_versions_chase() -> int:
    """Remind every side whose public version is missing past its day; gives how many. Safe to repeat."""
    chaser = system_actor("docket")
    found = entries_to_chase()
    for entry in found:
        with transaction.atomic():
            Chase.objects.create(entry=entry, at=clock.now())
            record(
                actor=chaser,
                event="appeals.docket.chased",
                subject=Subject("appeal", entry.case_id),
                body={"number": entry.number, "side": entry.side},
            )
            if entry.side == APPELLANT:
                name = Text(entry.name, entry.name)
                tell_case(chaser, entry.case, kind="docket", title=MISSING.format(docket=entry.case.docket), body=name)
    return len(found)


def _open(actor: Actor, case_id: UUID) -> Case:
    case = case_get(actor=actor, case_id=case_id)
    Case.objects.select_for_update().get(pk=case.pk)
    if case.status not in OPEN:
        raise Conflict([ErrorItem("APL_NOT_OPEN", NOT_OPEN, path="status", value=case.status)])
    return case


def _original(case: Case, public_of: UUID | None, side: str) -> DocketEntry | None:
    if public_of is None:
        return None
    found = DocketEntry.objects.filter(case=case, pk=public_of, side=side).exclude(level=PUBLIC).first()
    if found is None:
        raise NotFound
    if hasattr(found, "public_version"):
        raise Conflict([ErrorItem("APL_PUBLIC_VERSION", THERE, path="text")])
    return found


def _check(kind: str, side: str, level: str, subject: str, text: str, index: Sequence[str]) -> None:
    row = ENTRY_KINDS.get(kind)
    if row is None or side not in row.sides:
        raise NotAllowed([ErrorItem("APL_SIDE", NOT_YOURS, path="kind", value=kind)])
    least = STATEMENT_AT_LEAST if row.statement else TEXT_AT_LEAST
    items = []
    if level not in LEVELS:
        items.append(ErrorItem("APL_LEVEL", CHOOSE, path="level", value=level))
    if not 3 <= len(subject.strip()) <= 80 or " - " in subject:
        items.append(ErrorItem("APL_NAME", SUBJECT, path="subject", value=subject, fix=SUBJECT_FIX))
    if len(text.strip()) < least:
        items.append(ErrorItem("APL_WORDS", SAY.format(n=least), path="text", value=text))
    if row.statement and not [line for line in index if line.strip()]:
        items.append(ErrorItem("APL_INDEX", INDEX, path="index", fix=INDEX_FIX))
    if items:
        raise Invalid(items)


def _note(actor: Actor, case: Case, what: str, row: Representative) -> None:
    record(
        actor=actor,
        event=f"appeals.representative.{what}",
        subject=Subject("appeal", case.id),
        body={"representative": str(row.user_id), "name": row.name},
        organisation_id=case.organisation_id,
    )


FILED = Text("Filed in appeal {docket}", "Déposé dans l'appel {docket}")
MISSING = Text("Appeal {docket}: a public version is missing", "Appel {docket} : une version publique manque")
NOT_OPEN = Text("Nothing is filed in this case any more.", "Plus rien n'est déposé dans ce dossier.")
NOT_YOURS = Text("Your side does not file this.", "Votre partie ne dépose pas ceci.")
ONLY_APPELLANT = Text("Only the appellant names who acts for them.", "Seul l'appelant désigne qui le représente.")
NOBODY = Text("Nobody has an account under this address.", "Personne n'a de compte à cette adresse.")
NOBODY_FIX = Text("Ask them to open one first.", "Demandez-lui d'en ouvrir un d'abord.")
NAMED = Text("This person acts for you already.", "Cette personne vous représente déjà.")
THERE = Text("The public version is there already.", "La version publique y est déjà.")
CHOOSE = Text("Choose one of the list.", "Choisissez dans la liste.")
SUBJECT = Text(
    "The subject has 3 to 80 characters and no “ - ”, which separates the parts of the name.",
    "Le sujet compte de 3 à 80 caractères, sans « - » entre espaces, qui sépare les parties du nom.",
)
SUBJECT_FIX = Text("Name what the paper is, for example Seal log.", "Nommez la pièce, par exemple Registre des sceaux.")
SAY = Text("Write at least {n} characters.", "Écrivez au moins {n} caractères.")
INDEX = Text("A statement of reasons has an evidence index.", "Un exposé des motifs comporte un index des preuves.")
INDEX_FIX = Text("One piece of evidence per line.", "Une preuve par ligne.")
