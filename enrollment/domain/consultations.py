"""Consulting the public on a change of policy before it counts: what, how long, who answers (R-51)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from enrollment.domain.transitions import FEE_KEYS, POLICY_KEYS
from enrollment.domain.transitions.matrix import MATRIX_KEYS
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow
from portal.workflow.domain.two_keys import AGENCIES

DAYS_AT_LEAST, DAYS_AT_MOST = 30, 180
SUMMARY_AT_LEAST, COMMENT_AT_LEAST, ANSWER_AT_LEAST, LONGEST = 80, 20, 80, 5000
OPEN, ANSWERED, LAPSED = "open", "answered", "lapsed"
PACIFIC = ZoneInfo("America/Vancouver")
TARGETING = frozenset({"officer.targeting"})
# As in the workflows of clearance, which this app does not know; a test compares them.
LANES, APPETITE = POLICY_KEYS | TARGETING, POLICY_KEYS


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of change: its name, who holds its keys, and what the gate keeps from happening to it."""

    label: Text
    keys: frozenset[str]
    act: Text


KINDS: dict[str, Kind] = {
    "fee": Kind(Text("Fee", "Frais"), FEE_KEYS, Text("published", "publié")),
    "fee_waiver": Kind(Text("Waiver or credit", "Exonération ou crédit"), FEE_KEYS, Text("published", "publié")),
    "criteria": Kind(Text("Tier criteria", "Critères de niveau"), POLICY_KEYS, Text("approved", "approuvé")),
    "sanction_matrix": Kind(Text("Sanction matrix", "Matrice de sanctions"), MATRIX_KEYS, Text("approved", "approuvé")),
    "lane_policy": Kind(Text("Lane policy", "Politique des voies"), LANES, Text("put in force", "mis en vigueur")),
    "appetite": Kind(Text("Risk appetite", "Appétit pour le risque"), APPETITE, Text("put in force", "mis en vigueur")),
    "profile": Kind(Text("Threat profile", "Profil de menace"), TARGETING, Text("put in force", "mis en vigueur")),
}
KEYS = frozenset().union(*(kind.keys for kind in KINDS.values()))


def closing(day: date) -> datetime:
    """Give the end of a day on the last clock of the border: nobody's day is cut short."""
    return datetime.combine(day + timedelta(days=1), time(0), PACIFIC)


def days_fault(day: date, now: datetime) -> ErrorItem | None:
    """Say why comments cannot close at the end of that day: fewer than 30 whole days, or more than 180."""
    given = closing(day) - now
    if timedelta(days=DAYS_AT_LEAST) <= given <= timedelta(days=DAYS_AT_MOST + 1):
        return None
    return ErrorItem("ENR_CONSULT_DAYS", DAYS, path="closes_on", value=day.isoformat(), fix=DAYS_FIX)


def comments_open(status: str, closes_at: datetime, now: datetime) -> bool:
    """Whether comments are taken: to the very moment of closing, not in it."""
    return status == OPEN and now < closes_at


def answer_due(status: str, closes_at: datetime, now: datetime) -> bool:
    """Whether comments are closed and the answer is missing."""
    return status == OPEN and now >= closes_at


def kinds_held(actor: Actor) -> list[str]:
    """Give the kinds of change an actor holds a key of: for one of the two agencies or for the service."""
    ours = actor.kind != "officer" or actor.agency in AGENCIES
    return [code for code, kind in KINDS.items() if ours and actor.has(*kind.keys)]


def holds_key(kind: str, actor: Actor) -> bool:
    return kind in kinds_held(actor)


def gate_fault(number: str, kind: str, status: str) -> ErrorItem | None:
    """Say what keeps a flagged change from taking effect; None once the answer is published."""
    if status == ANSWERED:
        return None
    act = KINDS[kind].act
    message = Text(
        f"This change is not {act.en} before the answer to consultation {number} is published (R-51).",
        f"Ce changement n'est pas {act.fr} avant la publication de la réponse à la consultation {number} (R-51).",
    )
    return ErrorItem("ENR_CONSULT_FIRST", message, path="status", value=number, fix=GATE_FIX)


def _in_charge(consultation: Any, actor: Actor) -> ErrorItem | None:
    """The agency that asked answers, by somebody who holds a key of this kind of change."""
    theirs = actor.agency == consultation.agency and actor.has(*KINDS[consultation.kind].keys)
    return None if theirs else NOT_YOURS


DAYS = Text(
    "Comments stay open for at least 30 days and at most 180.",
    "Les commentaires restent ouverts au moins 30 jours et au plus 180.",
)
DAYS_FIX = Text("Choose another last day.", "Choisissez un autre dernier jour.")
GATE_FIX = Text(
    "Once comments are closed, publish the answer on the page of the consultation, then do this again.",
    "Une fois les commentaires clos, publiez la réponse sur la page de la consultation, puis recommencez.",
)
NOT_YOURS = ErrorItem(
    "ENR_CONSULT_AGENCY",
    Text("Another agency asked for these comments.", "Un autre organisme a demandé ces commentaires."),
    path="status",
    fix=Text(
        "Somebody who holds its key for this change publishes the answer.",
        "Une personne de cet organisme qui détient la clé de ce changement publie la réponse.",
    ),
)


def _state(code: str, en: str, fr: str, icon: str, tone: str, final: bool = False) -> State:
    return State(code, Text(en, fr), Text(en, fr), icon, tone, final)


CONSULTATION = Workflow(
    name="consultation",
    initial=OPEN,
    states=(
        _state(OPEN, "Comments asked for, answer to come", "Commentaires demandés, réponse à venir", "inbox", "info"),
        _state(ANSWERED, "Answered", "Réponse publiée", "check-circle", "good", True),
        _state(LAPSED, "The change was withdrawn", "Le changement a été retiré", "cross", "neutral", True),
    ),
    transitions=(
        Transition(
            OPEN,
            "answer",
            ANSWERED,
            KEYS,
            "enrollment.consultation.answered",
            Text("Publish the answer", "Publier la réponse"),
            guard="in_charge",
        ),
        Transition(
            OPEN,
            "lapse",
            LAPSED,
            frozenset({"system"}),
            "enrollment.consultation.lapsed",
            Text("End with the change", "Clore avec le changement"),
        ),
    ),
    guards={"in_charge": _in_charge},
)
CONSULTATION_EVENTS = {
    "enrollment.consultation.opened": Text("Comments asked for on a change", "Commentaires demandés sur un changement"),
    "enrollment.consultation.commented": Text("Comment received", "Commentaire reçu"),
    "enrollment.consultation.answered": Text("Answer to the comments published", "Réponse aux commentaires publiée"),
    "enrollment.consultation.lapsed": Text("Ended: the change was withdrawn", "Close : le changement a été retiré"),
}
