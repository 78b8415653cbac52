"""The virus scan of a document, after the commit and again until somebody answers (architecture rule 3)."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.db import transaction

from enrollment.domain.transitions import DOCUMENT
from enrollment.domain.transitions.document import UNAVAILABLE, UNSCANNED
from enrollment.models import Document
from enrollment.services.documents import SCAN_TASK
from enrollment.vault import storage
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.scanning import CLEAN, INFECTED, Scanner, Verdict, scanner
from portal.core.services import dispatch
from portal.notices.services import notice_send
from portal.workflow.services import apply_locked

SCANNING = system_actor("virus scan")
FIRST_PAUSE, LONGEST_PAUSE = 15, 600


@transaction.atomic
def document_scan(*, document_id: UUID, attempt: int = 0, ask: Scanner | None = None) -> str:
    """Have a document scanned; gives its state after. Safe to repeat: a scanned one stays as it is.

    Without an answer it is tried again in 15 s, 30 s, 1 min ... up to ten minutes, for as long as it takes.
    """
    document = Document.objects.filter(pk=document_id, removed_at=None).first()
    if document is None or document.status not in UNSCANNED:
        return document.status if document else ""
    verdict = (ask or scanner()).scan(storage.fetch(document.storage_key))
    row = Document.objects.select_for_update(of=("self",)).get(pk=document_id)
    if row.status not in UNSCANNED or row.removed_at is not None:
        return row.status
    if verdict.state == CLEAN:
        return _moved(row, "clear", verdict).status
    if verdict.state == INFECTED:
        return _quarantined(row, verdict).status
    _again(row, attempt, verdict)
    return UNAVAILABLE


def _moved(row: Document, action: str, verdict: Verdict, **changes: str) -> Document:
    return apply_locked(
        workflow=DOCUMENT,
        row=row,
        action=action,
        actor=SCANNING,
        subject=Subject("document", row.id),
        changes={"scan_detail": verdict.detail, "scanned_at": clock.now(), **changes},
        body={"sha256": row.sha256, "detail": verdict.detail},
        organisation_id=row.organisation_id,
    )


def _again(row: Document, attempt: int, verdict: Verdict) -> None:
    """Say once that the scan is late, and promise the next attempt."""
    if row.status != UNAVAILABLE:
        _moved(row, "postpone", verdict)
    pause = min(FIRST_PAUSE * 2 ** min(attempt, 10), LONGEST_PAUSE)
    dispatch(
        SCAN_TASK,
        subject_id=row.id,
        key=f"attempt {attempt + 1}",
        payload={"attempt": attempt + 1},
        delay_seconds=pause,
    )


def _quarantined(row: Document, verdict: Verdict) -> Document:
    """Move the bytes out of the way, and tell the holder what to do."""
    old = row.storage_key
    key = storage.keep(row.id, storage.fetch(old), folder=storage.QUARANTINE)
    moved = _moved(row, "quarantine", verdict, storage_key=key)
    transaction.on_commit(partial(storage.drop, old), robust=True)
    _tell(SCANNING, moved, verdict)
    return moved


def _tell(actor: Actor, row: Document, verdict: Verdict) -> None:
    notice_send(
        actor=actor,
        organisation_id=row.organisation_id,
        user_id=row.user_id,
        kind="document_infected",
        title=Text(
            f"A virus was found in {row.file_name}",
            f"Un virus a été trouvé dans {row.file_name}",
        ),
        body=Text(
            f"The scanner reports “{verdict.detail}”. The file is locked away: nobody can open it, and no officer saw it. "
            "Check your computer, then upload a clean copy as a new version. Your application loses nothing by it.",
            f"L'analyseur signale « {verdict.detail} ». Le fichier est mis à l'écart : personne ne peut l'ouvrir et aucun "
            "agent ne l'a vu. Vérifiez votre ordinateur, puis téléversez une copie saine comme nouvelle version. Votre "
            "demande n'en souffre pas.",
        ),
        subject=Subject("document", row.id),
        link=f"/membership/documents/{row.id}/",
    )
