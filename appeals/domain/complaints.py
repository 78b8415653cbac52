"""Complaints: about service, conduct or delay, never about a decision (R-81). Standard and life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

SERVICE, CONDUCT, DELAY = "service", "conduct", "delay"
AGENCIES = ("CBP", "CBSA")


@dataclass(frozen=True, slots=True)
class Category:
    """What a complaint is about and the published standard: days until it is answered, and again once escalated."""

    code: str
    label: Text
    days: int
    escalated_days: int


CATEGORIES: dict[str, Category] = {
    row.code: row
    for row in (
        Category(SERVICE, Text("Service", "Service"), 20, 15),
        Category(CONDUCT, Text("Conduct of an officer", "Conduite d'un agent"), 30, 20),
        Category(DELAY, Text("Delay", "Retard"), 10, 10),
    )
}


def answer_due(category: str, since: datetime, *, escalated: bool = False) -> datetime:
    """Give when the published standard wants the answer. Raises KeyError."""
    row = CATEGORIES[category]
    return since + timedelta(days=row.escalated_days if escalated else row.days)


COMPLAINANT = frozenset({"trader.admin", "trader.filer", "traveller", "driver"})
ANSWERING = frozenset({"officer.supervisor"})
REGISTRAR = frozenset({"commission.registrar"})


def _fresh_eyes(complaint: object, actor: Actor) -> ErrorItem | None:
    """Whoever gave the first answer does not judge whether it was a good one."""
    return SAME_HAND if getattr(complaint, "answered_by_id", None) == actor.user_id else None


def _in_charge(complaint: object, actor: Actor) -> ErrorItem | None:
    """A complaint is answered by the agency it was sent to."""
    return None if getattr(complaint, "agency", "") == actor.agency else OTHER_AGENCY


SAME_HAND = ErrorItem(
    "APL_COMPLAINT_SAME_HAND",
    Text("You gave the answer that is contested.", "Vous avez donné la réponse contestée."),
    path="answer",
    fix=Text("Let somebody else answer.", "Laissez une autre personne répondre."),
)
OTHER_AGENCY = ErrorItem(
    "APL_COMPLAINT_AGENCY",
    Text("This complaint was sent to the other agency.", "Cette plainte a été transmise à l'autre organisme."),
    path="answer",
)

COMPLAINT = Workflow(
    name="complaint",
    initial="received",
    states=(
        State("received", Text("Received", "Reçue"), Text("Received", "Reçue"), "inbox", "info"),
        State(
            "with_agency",
            Text("With the agency", "Devant l'organisme"),
            Text("With the agency", "Devant l'organisme"),
            "hourglass",
            "info",
        ),
        State("answered", Text("Answered", "Répondue"), Text("Answered", "Répondue"), "check-circle", "good"),
        State(
            "escalated",
            Text("Escalated to the commission", "Portée devant la commission"),
            Text("With the commission", "Devant la commission"),
            "scale",
            "warn",
        ),
        State("closed", Text("Closed", "Close"), Text("Closed", "Close"), "check", "good", True),
        State("withdrawn", Text("Withdrawn", "Retirée"), Text("Withdrawn", "Retirée"), "undo", "neutral", True),
    ),
    transitions=(
        Transition(
            "received",
            "send",
            "with_agency",
            REGISTRAR,
            "appeals.complaint.sent",
            Text("Send to the agency", "Transmettre à l'organisme"),
        ),
        Transition(
            "received",
            "answer",
            "answered",
            REGISTRAR,
            "appeals.complaint.answered",
            Text("Answer", "Répondre"),
        ),
        Transition(
            "with_agency",
            "answer",
            "answered",
            ANSWERING,
            "appeals.complaint.answered",
            Text("Answer", "Répondre"),
            guard="in_charge",
        ),
        *(
            Transition(
                state,
                "escalate",
                "escalated",
                COMPLAINANT,
                "appeals.complaint.escalated",
                Text("Take it to the commission", "Porter devant la commission"),
            )
            for state in ("answered", "with_agency")
        ),
        Transition(
            "escalated",
            "settle",
            "closed",
            REGISTRAR,
            "appeals.complaint.settled",
            Text("Give the commission's answer", "Donner la réponse de la commission"),
            guard="fresh_eyes",
        ),
        Transition(
            "answered",
            "accept",
            "closed",
            COMPLAINANT,
            "appeals.complaint.accepted",
            Text("I am satisfied", "Je suis satisfait"),
        ),
        *(
            Transition(
                state,
                "withdraw",
                "withdrawn",
                COMPLAINANT,
                "appeals.complaint.withdrawn",
                Text("Withdraw the complaint", "Retirer la plainte"),
            )
            for state in ("received", "with_agency", "escalated")
        ),
    ),
    guards={"fresh_eyes": _fresh_eyes, "in_charge": _in_charge},
)
