"""Sections every application has: consent with the purpose notice (R-13)."""

from __future__ import annotations

from enrollment.domain import notice
from enrollment.domain.questions.shapes import CONSENT, Question, Section
from portal.core.domain.text import Text

CONSENT_SECTION = Section(
    "consent",
    Text("Consent and signature", "Consentement et signature"),
    Text(
        "Both agencies use your answers only to decide this application and to watch over the membership. Each "
        "look-up of your file is recorded, and you can ask who looked.",
        "Les deux organismes n'utilisent vos réponses que pour trancher cette demande et suivre l'adhésion. Chaque "
        "consultation de votre dossier est consignée, et vous pouvez demander qui l'a consulté.",
    ),
    (
        Question(
            "consent_sharing",
            Text(
                "I have read the notice above and agree that CBP and CBSA share this application with each other.",
                "J'ai lu l'avis ci-dessus et j'accepte que le CBP et l'ASFC se communiquent cette demande.",
            ),
            CONSENT,
        ),
        Question(
            "consent_truth",
            Text(
                "My answers are true and complete, and I will report changes within 30 days.",
                "Mes réponses sont vraies et complètes, et je signalerai tout changement dans les 30 jours.",
            ),
            CONSENT,
        ),
    ),
    notice.CONSENT,
)
CONSENT_CODES = tuple(question.code for question in CONSENT_SECTION.questions)
