"""Time to fix: what a notice of suspension allows, and the suspension a member asks for itself (R-10, AEO [S66])."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from portal.core.domain.text import Text

FIX, EXTENSION = "fix", "extension"
ANSWER_KINDS: dict[str, Text] = {
    FIX: Text("It is put right", "C'est corrigé"),
    EXTENSION: Text("I need more time", "J'ai besoin de plus de temps"),
}
LONGEST_EXTENSION_DAYS = 60
LONGEST_REST_DAYS = 180
FEWEST_WORDS = 20  # characters of an answer that says something

# Grounds of s. 22 that are a condition no longer met, not an infraction: an infraction goes through the matrix.
CONDITIONS = ("CONDITION_NOT_MET", "SECURITY_PROFILE", "DOCUMENT", "INADMISSIBILITY", "CONVICTION")


def extension_fault(until: date | None, effective_at: datetime) -> Text | None:
    """Say what is wrong with a day asked for; None when it can be granted."""
    if until is None or until <= effective_at.date():
        return Text("Ask for a day after the present one.", "Demandez un jour postérieur à la date actuelle.")
    if until > effective_at.date() + timedelta(days=LONGEST_EXTENSION_DAYS):
        return Text(
            f"At most {LONGEST_EXTENSION_DAYS} days can be added at a time.",
            f"On peut ajouter au plus {LONGEST_EXTENSION_DAYS} jours à la fois.",
        )
    return None


def rest_fault(until: date | None, today: date) -> Text | None:
    """Say what is wrong with the end of a suspension one asks for oneself; None when nothing is."""
    if until is None or until <= today:
        return Text("Name a day after today.", "Indiquez un jour postérieur à aujourd'hui.")
    if until > today + timedelta(days=LONGEST_REST_DAYS):
        return Text(
            f"It lasts {LONGEST_REST_DAYS} days at most; you can ask again.",
            f"Elle dure au plus {LONGEST_REST_DAYS} jours; vous pourrez la redemander.",
        )
    return None
