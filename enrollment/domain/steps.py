"""The way of an application as steps, and each agency's pace beside what is usual (R-15).

A pure function of facts. Interviews and cards are facts like the others: whoever knows them fills them in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from enrollment.domain.programmes import Programme
from portal.core.domain.agencies import agency_short
from portal.core.domain.formatting import date_words
from portal.core.domain.text import Text

DONE, CURRENT, TODO, FAILED, SKIPPED = "done", "current", "todo", "failed", "skipped"
FEWEST = 10  # a median of fewer decisions says little
WAITING = ("submitted", "under_review")


@dataclass(frozen=True, slots=True)
class Usual:
    """The median of the days an agency took for this programme in twelve months, and from how many decisions."""

    days: int | None
    n: int

    @classmethod
    def of(cls, middle: float | None, n: int) -> Usual:
        """Give it from the median in whole days and the number of decisions; too few tell nothing."""
        return cls(int(middle) if middle is not None and n >= FEWEST else None, n)


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """One agency's part: its decision, when, and what is usual."""

    agency: str
    status: str
    decided_at: datetime | None = None
    usual: Usual | None = None


@dataclass(frozen=True, slots=True)
class StepFact:
    """What another part of the service knows of a step: an interview, a card."""

    state: str
    at: datetime | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """Everything the steps look at. `received_at` is when both agencies had it: their clocks start there."""

    programme: Programme
    status: str
    now: datetime
    sent_at: datetime | None = None
    received_at: datetime | None = None
    decided_at: datetime | None = None
    invoice: str = ""
    settled_at: datetime | None = None
    agencies: tuple[AgencyFacts, ...] = ()
    interview: StepFact | None = None
    card: StepFact | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `state` is done, current, todo, failed or skipped."""

    code: str
    label: Text
    state: str
    at: datetime | None = None
    note: Text | None = None


def steps(facts: StatusFacts) -> tuple[Step, ...]:
    """Give the way from sending to membership; a person's has an interview and a card."""
    person = not facts.programme.for_organisations
    way = [
        _sent(facts),
        _payment(facts),
        _vetting(facts),
        *([_interview(facts)] if person else []),
        _decision(facts),
        *([_card(facts)] if person else []),
    ]
    if facts.status == "withdrawn":
        rest = [step for step in way if step.state == DONE]
        return (*rest, Step("withdrawn", Text("Withdrawn", "Retirée"), FAILED, facts.decided_at))
    return tuple(way)


def _sent(facts: StatusFacts) -> Step:
    at = facts.sent_at or facts.received_at
    return Step("sent", Text("Sent by you", "Envoyée par vous"), DONE if at else CURRENT, at)


def _payment(facts: StatusFacts) -> Step:
    label = Text("Fee", "Frais")
    if facts.invoice == "open":
        note = Text(
            "To be paid. The agencies begin when it is.", "À payer. Les organismes commencent une fois les frais payés."
        )
        return Step("payment", label, CURRENT, note=note)
    if facts.invoice == "paid":
        return Step("payment", label, DONE, facts.settled_at, Text("Paid", "Payés"))
    if not facts.invoice and facts.status == "draft":
        return Step("payment", label, TODO)
    return Step("payment", label, SKIPPED, note=Text("Nothing to pay", "Rien à payer"))


def _vetting(facts: StatusFacts) -> Step:
    label = Text("Vetting by both agencies", "Filtrage par les deux organismes")
    lines = [agency_line(one, facts) for one in facts.agencies]
    note = Text(" · ".join(line.en for line in lines), " · ".join(line.fr for line in lines)) if lines else None
    state = DONE if facts.status == "approved" else CURRENT if facts.status in WAITING else TODO
    if facts.status == "denied":
        state = FAILED
    return Step("vetting", label, state, facts.received_at if state == CURRENT else None, note)


def _interview(facts: StatusFacts) -> Step:
    label = Text("Interview", "Entrevue")
    if facts.interview:
        return Step("interview", label, facts.interview.state, facts.interview.at, facts.interview.note)
    if facts.status in ("approved", "denied"):
        return Step("interview", label, SKIPPED)
    return Step(
        "interview", label, TODO, note=Text("You choose the time yourself", "Vous en choisissez l'heure vous-même")
    )


def _decision(facts: StatusFacts) -> Step:
    label = Text("Joint decision", "Décision conjointe")
    state = {"approved": DONE, "denied": FAILED}.get(facts.status, TODO)
    return Step("decision", label, state, facts.decided_at if state != TODO else None)


def _card(facts: StatusFacts) -> Step:
    label = Text("Card", "Carte")
    if facts.card:
        return Step("card", label, facts.card.state, facts.card.at, facts.card.note)
    return Step("card", label, SKIPPED if facts.status == "denied" else TODO)


def agency_line(one: AgencyFacts, facts: StatusFacts) -> Text:
    """Say where an agency stands: done and when, or the day of how many, with what is usual."""
    name = agency_short(one.agency)
    if one.status != "pending" and one.decided_at:
        day = one.decided_at.date()
        return Text(
            f"{name.en} vetting: done {date_words(day, 'en')}",
            f"Filtrage {name.fr} : fait le {date_words(day, 'fr')}",
        )
    if facts.received_at is None or facts.status not in WAITING:
        return Text(f"{name.en} vetting: not begun", f"Filtrage {name.fr} : pas commencé")
    day_number = (facts.now - facts.received_at).days + 1
    known = usual_words(one.usual)
    return Text(
        f"{name.en} vetting: day {day_number} of {facts.programme.service_days} ({known.en})",
        f"Filtrage {name.fr} : jour {day_number} sur {facts.programme.service_days} ({known.fr})",
    )


def usual_words(usual: Usual | None) -> Text:
    """Say the median of twelve months with its number of decisions, or that these are too few."""
    if usual is None or usual.days is None:
        n = usual.n if usual else 0
        return Text(f"median: too few decisions, {n} in 12 months", f"médiane : trop peu de décisions, {n} en 12 mois")
    return Text(f"median {usual.days}, n = {usual.n}", f"médiane {usual.days}, n = {usual.n}")


@dataclass(frozen=True, slots=True)
class Missed:
    """A service standard that was not kept, and what the applicant can do."""

    days: int
    said: Text
    ways: tuple[Text, ...]


def missed(programme: Programme, due: datetime | None, now: datetime) -> Missed | None:
    """Say that the standard was missed, by how much, and what is open to the applicant; None while it is kept."""
    if due is None or now <= due:
        return None
    late = max((now - due).days, 1)
    return Missed(
        late,
        Text(
            f"The agencies did not keep their standard of {programme.service_days} days: it ended {late} "
            f"{'day' if late == 1 else 'days'} ago. You did nothing wrong, and you keep your place.",
            f"Les organismes n'ont pas respecté leur norme de {programme.service_days} jours : elle a pris fin il y a {late} "
            f"{'jour' if late == 1 else 'jours'}. Vous n'y êtes pour rien et vous gardez votre rang.",
        ),
        (
            Text(
                "Ask the agency that has not decided, quoting the number of your invoice; its officers see this date too.",
                "Adressez-vous à l'organisme qui n'a pas décidé en citant le numéro de votre facture; ses agents voient "
                "aussi cette date.",
            ),
            Text(
                "Wait: silence is never a yes or a no, and a denial would come with reasons and a way to appeal.",
                "Attendez : le silence n'est ni un oui ni un non, et un refus viendrait avec ses motifs et une voie d'appel.",
            ),
            Text(
                "Withdraw; the fee is given back as long as no officer has begun.",
                "Retirez la demande; les frais sont rendus tant qu'aucun agent n'a commencé.",
            ),
        ),
    )
