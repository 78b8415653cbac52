"""The two keys of an audit: a finding, or nothing found, takes an auditor of each agency under the same words (R-10)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from audit.compliance.domain.reports import SHORTEST, clean_digest, report_digest
from audit.compliance.domain.transitions import AUDIT_CASE, CLEAN, CLEAN_CBP, CLEAN_CBSA, FINDING_ISSUED
from audit.compliance.models import AuditCase, Report, Signature
from audit.compliance.services.findings import finding_enter
from audit.compliance.services.reports import draft_of, version_check
from audit.compliance.services.team import case_locked, case_moved, impartial_check
from enrollment.services import audit_notice_end
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.notices.services import notice_send


@transaction.atomic
def report_sign(*, actor: Actor, case_id: UUID, expected_version: int) -> AuditCase:
    """Sign the report the member has read, for the auditor's agency. With the second key the finding is issued.

    The sanction of the matrix is applied in the same transaction, never before. Raises NotFound, NotAllowed for who is
    not on the team or had a hand in the movement, Conflict.
    """
    case = case_locked(actor, case_id)
    action = f"sign_{actor.agency.lower()}"
    move = AUDIT_CASE.check(case, case.status, action, actor)
    version_check(case, expected_version)
    impartial_check(actor.person, case)
    report = Report.objects.get(case=case)
    draft = draft_of(report)
    if report.digest != report_digest(case.number, case.revision, draft):
        raise Conflict([CHANGED])
    _key(actor, case, report.digest)
    signed = case_moved(actor, case, action, {}, {"digest": report.digest})
    if move.target == FINDING_ISSUED:
        finding_enter(actor=actor, case=signed, report=report, draft=draft)
    return signed


@transaction.atomic
def audit_close_clean(*, actor: Actor, case_id: UUID, note: str, expected_version: int) -> AuditCase:
    """Say that nothing was found, for the auditor's agency; the audit is closed once the other agency says so too.

    The first writes the note, the second signs it. From then on an error the member tells is voluntary again (R-44).
    """
    case = case_locked(actor, case_id)
    action = f"close_{actor.agency.lower()}"
    move = AUDIT_CASE.check(case, case.status, action, actor)
    version_check(case, expected_version)
    impartial_check(actor.person, case)
    words = case.close_note if case.status in (CLEAN_CBP, CLEAN_CBSA) else note.strip()[:400]
    if len(words) < SHORTEST:
        raise Invalid([SAY_WHAT])
    digest = clean_digest(case.number, case.revision, words)
    _key(actor, case, digest)
    closed = case_moved(actor, case, action, {"close_note": words}, {"digest": digest, "note": words})
    if move.target == CLEAN:
        audit_notice_end(actor=actor, source=Subject("audit_case", case.id))
        _tell(actor, closed)
    return closed


def _key(actor: Actor, case: AuditCase, digest: str) -> None:
    """Keep the signature; the same words signed again after a revision are one signature."""
    row = Signature(case=case, agency=actor.agency, officer_id=actor.person, signed_as=actor.name[:120], digest=digest)
    Signature.objects.bulk_create([row], ignore_conflicts=True)


def _tell(actor: Actor, case: AuditCase) -> None:
    notice_send(
        actor=actor,
        organisation_id=case.organisation_id,
        kind="audit_closed",
        title=Text(f"Audit {case.number} closed", f"Vérification {case.number} close"),
        body=Text(
            f"Both agencies examined {case.about.en} and found nothing. Nothing follows for you.",
            f"Les deux organismes ont examiné {case.about.fr} et n'ont rien constaté. Cela n'a aucune suite pour vous.",
        ),
        subject=Subject("audit_case", case.id),
        link=f"/audit/case/{case.id}/",
    )


CHANGED = ErrorItem(
    "CMP_REPORT_CHANGED",
    Text("This is not the report the member has read.", "Ce n'est pas le rapport que le membre a lu."),
    path="digest",
    fix=Text("Take it up again and send it to the member anew.", "Reprenez-le et renvoyez-le au membre."),
)
SAY_WHAT = ErrorItem(
    "CMP_CLOSE_NOTE",
    Text("Say in a sentence what was examined.", "Dites en une phrase ce qui a été examiné."),
    path="note",
    fix=Text("The other agency signs the same words.", "L'autre organisme signe les mêmes mots."),
)
