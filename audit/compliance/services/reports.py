"""The joint report on its way: written by the team, read and answered by the member, taken up again (R-70, R-77)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.compliance.domain.reports import ANSWER_DAYS, LONGEST, SECTIONS, SHORTEST, Draft, draft_faults, report_digest
from audit.compliance.domain.transitions import AUDIT_CASE, WITH_MEMBER
from audit.compliance.models import Answer, AuditCase, FacilityVisit, Report
from audit.compliance.services.findings import reason_of
from audit.compliance.services.team import case_locked, case_moved, impartial_check
from audit.trail.services import record
from enrollment.domain.infractions import HARMS, INFRACTIONS
from enrollment.selectors import document_list_for_holder
from enrollment.services.decisions import letter_check
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid
from portal.core.domain.formatting import date_words
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import dispatch
from portal.notices.services import notice_send

ANSWER_DUE = "compliance.answer_due"
DEADLINES = system_actor("audit deadlines")
MOST_DOCUMENTS = 5


@transaction.atomic
def report_save(*, actor: Actor, case_id: UUID, draft: Draft, expected_version: int) -> Report:
    """Keep the report as it stands, finished or not. `expected_version` is that of the report, 0 for none yet.

    Raises NotFound, NotAllowed for who is not on the team, Conflict when the other auditor saved in between.
    """
    case = case_locked(actor, case_id)
    AUDIT_CASE.check(case, case.status, "send_draft", actor)
    report = Report.objects.select_for_update().filter(case=case).first()
    if (report.row_version if report else 0) != expected_version:
        raise Conflict([SAVED_BETWEEN])
    report = report or Report(case=case, row_version=0)
    for name, value in _kept(draft).items():
        setattr(report, name, value)
    report.written_as, report.written_at = actor.name[:120], clock.now()
    report.digest = ""
    report.row_version += 1
    report.save()
    _noted(actor, case, "report.saved", {"version": report.row_version})
    return report


def _kept(draft: Draft) -> dict[str, Any]:
    """What of a draft can be stored; a value no list knows is left out, as if not chosen yet."""
    empty = Text("", "")
    sections = {section.code: draft.sections.get(section.code, empty) for section in SECTIONS}
    return {
        "sections": {
            code: {"en": text.en.strip()[:LONGEST], "fr": text.fr.strip()[:LONGEST]} for code, text in sections.items()
        },
        "infraction": draft.infraction if draft.infraction in INFRACTIONS else "",
        "harm": draft.harm if draft.harm in HARMS else "",
        "amount": draft.amount if draft.currency else None,
        "currency": draft.currency if draft.amount is not None else "",
        "fix_by": draft.fix_by,
    }


def draft_of(report: Report | None) -> Draft:
    """Give the report as plain values."""
    if report is None:
        return Draft({})
    sections = {code: Text.from_dict(text) for code, text in report.sections.items()}
    return Draft(sections, report.infraction, report.harm, report.amount, report.currency, report.fix_by)


@transaction.atomic
def report_send(*, actor: Actor, case_id: UUID, expected_version: int) -> AuditCase:
    """Send the finished report to the member as a draft: fifteen days to answer run from now.

    Raises NotFound, NotAllowed, Conflict, or Invalid naming everything the report lacks.
    """
    case = case_locked(actor, case_id)
    AUDIT_CASE.check(case, case.status, "send_draft", actor)
    impartial_check(actor.person, case)
    report = Report.objects.select_for_update().filter(case=case).first()
    draft = draft_of(report)
    now = clock.now()
    faults = draft_faults(draft, now.date())
    if faults or report is None:
        raise Invalid(faults)
    letter_check(reason_of(case, draft))
    until = now + timedelta(days=ANSWER_DAYS)
    report.digest = report_digest(case.number, case.revision + 1, draft)
    report.save(update_fields=["digest"])
    sent = _moved(
        actor,
        case,
        "send_draft",
        {"revision": case.revision + 1, "answer_until": until},
        {"digest": report.digest, "until": until.isoformat()},
        expected_version,
    )
    dispatch(
        ANSWER_DUE,
        subject_id=case.id,
        key=str(sent.revision),
        delay_seconds=int(timedelta(days=ANSWER_DAYS).total_seconds()) + 1,
    )
    _ask(actor, sent)
    return sent


@transaction.atomic
def report_answer(
    *, actor: Actor, case_id: UUID, text: str, documents: Iterable[UUID] = (), expected_version: int
) -> AuditCase:
    """Answer the draft in words, with documents of the company's own vault.

    Raises NotFound, NotAllowed, Conflict once the time is over, Invalid for too few words or too many documents.
    """
    case = case_locked(actor, case_id)
    AUDIT_CASE.check(case, case.status, "answer", actor)
    words = text.strip()
    shown = _documents(actor, list(documents))
    if len(words) < SHORTEST:
        raise Invalid([SAY_MORE])
    if case.answer_until is None or clock.now() > case.answer_until:
        raise Conflict([TOO_LATE])
    answer = Answer.objects.create(
        case=case,
        revision=case.revision,
        text=words[:LONGEST],
        documents=shown,
        answered_by_id=actor.person,
        answered_as=actor.name[:120],
    )
    body = {"answer": str(answer.id), "documents": [each["sha256"] for each in shown]}
    return _moved(actor, case, "answer", {}, body, expected_version)


def _documents(actor: Actor, ids: list[UUID]) -> list[dict[str, str]]:
    if not ids:
        return []
    if len(ids) > MOST_DOCUMENTS:
        raise Invalid([TOO_MANY])
    rows = document_list_for_holder(actor=actor).filter(pk__in=ids)
    found = [{"id": str(row.id), "name": row.file_name, "sha256": row.sha256} for row in rows]
    if len(found) != len(set(ids)):
        raise Invalid([NOT_YOURS])
    return found


@transaction.atomic
def silence_note(*, case_id: UUID, revision: int) -> bool:
    """Note that no answer came to a draft whose time is over; says whether there was something to note."""
    case = AuditCase.objects.select_for_update(of=("self",)).get(pk=case_id)
    over = case.answer_until is not None and clock.now() >= case.answer_until
    if case.status != WITH_MEMBER or case.revision != revision or not over:
        return False
    _moved(DEADLINES, case, "note_silence", {}, {"revision": revision}, None)
    return True


@transaction.atomic
def report_revise(*, actor: Actor, case_id: UUID, expected_version: int) -> AuditCase:
    """Take the report up again, before the second key: what changes goes to the member anew."""
    case = case_locked(actor, case_id)
    changes = {"answer_until": None, "close_note": ""}
    return _moved(actor, case, "revise", changes, {"revision": case.revision}, expected_version)


def _moved(
    actor: Actor,
    case: AuditCase,
    action: str,
    changes: dict[str, Any],
    body: dict[str, Any],
    expected_version: int | None,
) -> AuditCase:
    version_check(case, expected_version)
    return case_moved(actor, case, action, changes, body)


def version_check(row: AuditCase | FacilityVisit, expected_version: int | None) -> None:
    """Raise Conflict when the record moved after it was opened on the screen."""
    if expected_version is not None and row.row_version != expected_version:
        raise Conflict([SAVED_BETWEEN])


def _noted(actor: Actor, case: AuditCase, event: str, body: dict[str, Any]) -> None:
    record(
        actor=actor,
        event=f"compliance.{event}",
        subject=Subject("audit_case", case.id),
        body={"number": case.number, **body},
        organisation_id=case.organisation_id,
    )


def _ask(actor: Actor, case: AuditCase) -> None:
    until = case.answer_until.date() if case.answer_until else clock.now().date()
    notice_send(
        actor=actor,
        organisation_id=case.organisation_id,
        kind="audit_draft",
        title=Text(f"Draft report of audit {case.number}", f"Rapport préliminaire de la vérification {case.number}"),
        body=Text(
            f"Read what both agencies found about {case.about.en}, and what it would do to your tier. You can "
            f"answer until {date_words(until, 'en')}. Nothing is decided before.",
            f"Lisez ce que les deux organismes ont constaté au sujet de {case.about.fr}, et son effet sur votre "
            f"niveau. Vous pouvez répondre jusqu'au {date_words(until, 'fr')}. Rien n'est décidé avant.",
        ),
        subject=Subject("audit_case", case.id),
        link=f"/audit/case/{case.id}/",
    )


SAVED_BETWEEN = ErrorItem(
    "WORKFLOW_STALE",
    Text(
        "Somebody changed this record after you opened it.",
        "Quelqu'un a modifié ce dossier après que vous l'avez ouvert.",
    ),
    path="expected_version",
    fix=Text(
        "Open it again, look at what changed, then repeat your action.",
        "Rouvrez-le, voyez ce qui a changé, puis recommencez.",
    ),
)
SAY_MORE = ErrorItem(
    "CMP_ANSWER",
    Text("The answer is missing or too short.", "La réponse manque ou est trop courte."),
    path="text",
    fix=Text(
        "Say in a sentence at least what you contest or explain.",
        "Dites en une phrase au moins ce que vous contestez ou expliquez.",
    ),
)
TOO_LATE = ErrorItem(
    "CMP_ANSWER_LATE",
    Text("The fifteen days to answer are over.", "Les quinze jours pour répondre sont écoulés."),
    path="text",
    fix=Text(
        "Wait for the decision: you can contest it at the joint commission.",
        "Attendez la décision : vous pourrez la contester devant la commission mixte.",
    ),
)
TOO_MANY = ErrorItem(
    "CMP_ANSWER_DOCUMENTS",
    Text("At most five documents go with an answer.", "Cinq documents au plus accompagnent une réponse."),
    path="documents",
    fix=Text("Choose the ones that matter.", "Choisissez les plus utiles."),
)
NOT_YOURS = ErrorItem(
    "CMP_ANSWER_DOCUMENTS",
    Text(
        "One of the documents is not in your company's vault.",
        "Un des documents n'est pas dans le coffre de votre entreprise.",
    ),
    path="documents",
    fix=Text("Add it to the vault, then choose it here.", "Ajoutez-le au coffre, puis choisissez-le ici."),
)
