"""Consent to the purpose notice: recorded with its text and time, taken back with the application (R-13)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audit.trail.services import record
from enrollment.domain.notice import NOTICE_VERSION, notice_digest
from enrollment.domain.questions.formats import fault_of
from enrollment.domain.questions.shared import CONSENT_SECTION
from enrollment.models import Application, Consent
from enrollment.selectors.documents import consent_holds, consent_latest
from enrollment.services import refusals
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text


def consent_follow(*, actor: Actor, application: Application, answers: Mapping[str, Any]) -> None:
    """Record what the answers of the consent page say, when it differs from the last word."""
    today = clock.now().date()
    given = all(fault_of(each, answers.get(each.code, ""), today) is None for each in CONSENT_SECTION.questions)
    latest = consent_latest(application.id)
    if given and not consent_holds(latest):
        _keep(actor, application, given=True)
    elif not given and latest is not None and latest.given:
        consent_end(actor=actor, application=application)


def consent_end(*, actor: Actor, application: Application) -> None:
    """Record that consent is taken back."""
    _keep(actor, application, given=False)


def consent_items(application: Application) -> list[ErrorItem]:
    """Say what is missing of consent; nothing when it holds."""
    latest = consent_latest(application.id)
    if consent_holds(latest):
        return []
    refusal = _CHANGED if latest is not None and latest.given else _NOT_GIVEN
    return [refusal.item(path=CONSENT_SECTION.questions[0].code)]


def _keep(actor: Actor, application: Application, *, given: bool) -> None:
    consent = Consent.objects.create(
        application=application,
        notice_version=NOTICE_VERSION,
        notice_digest=notice_digest(),
        given=given,
        user_id=actor.user_id,
    )
    record(
        actor=actor,
        event="enrollment.consent.given" if given else "enrollment.consent.taken_back",
        subject=Subject("application", application.id),
        body={"notice": consent.notice_version, "digest": consent.notice_digest},
        organisation_id=application.organisation_id,
    )


_NOT_GIVEN = refusals.Refusal(
    "ENR_CONSENT_MISSING",
    Text("Consent is not given yet.", "Le consentement n'est pas encore donné."),
    Text("Read the notice, tick both boxes and save.", "Lisez l'avis, cochez les deux cases et enregistrez."),
)
_CHANGED = refusals.Refusal(
    "ENR_NOTICE_CHANGED",
    Text(
        "The notice has changed since you agreed to it.",
        "L'avis a changé depuis que vous l'avez accepté.",
    ),
    Text("Read it again and save the page once more.", "Relisez-le et enregistrez la page de nouveau."),
)
