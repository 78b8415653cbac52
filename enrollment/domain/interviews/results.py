"""What an interview gave: a structured record, without any biometric (R-49)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

SATISFIED, MORE, NOT_SATISFIED = "satisfied", "more_needed", "not_satisfied"
OUTCOMES = {
    SATISFIED: Text("Identity and answers confirmed", "Identité et réponses confirmées"),
    MORE: Text("More is needed from the applicant", "Le demandeur doit fournir autre chose"),
    NOT_SATISFIED: Text("Not confirmed, see the note", "Non confirmées, voir la note"),
}
DOCUMENTS = {
    "passport": Text("Passport", "Passeport"),
    "citizenship": Text("Proof of citizenship", "Preuve de citoyenneté"),
    "permanent_resident": Text("Permanent resident card", "Carte de résident permanent"),
    "driver_licence": Text("Driver's licence", "Permis de conduire"),
    "residence": Text("Proof of residence", "Preuve de résidence"),
    "court": Text("Court records", "Dossier judiciaire"),
    "custody": Text("Proof of custody of a minor", "Preuve de garde d'un mineur"),
}
QUESTIONS = {
    "identity": Text("Identity and addresses", "Identité et adresses"),
    "residence": Text("Residence and work", "Résidence et emploi"),
    "travel": Text("Travel and reasons to cross", "Voyages et raisons de passer"),
    "record": Text("Convictions and customs penalties", "Condamnations et pénalités douanières"),
    "rules": Text("Rules of the programme explained", "Règles du programme expliquées"),
}
NEEDED = ("identity", "rules")
NOTE_NEEDED = 20


@dataclass(frozen=True, slots=True)
class Result:
    """One agency's record of one interview. Fingerprints: only whether, when and by which agency they were taken."""

    outcome: str
    documents: tuple[str, ...]
    questions: tuple[str, ...]
    photo_taken: bool
    fingerprints_enrolled: bool
    fingerprints_on: date | None = None
    note: str = ""

    def faults(self, today: date) -> list[ErrorItem]:
        """Name what is missing or cannot be, field by field."""
        said = self.outcome == SATISFIED or len(self.note.strip()) >= NOTE_NEEDED
        dated = self.fingerprints_on is not None
        checks = (
            ("outcome", self.outcome in OUTCOMES, UNKNOWN),
            ("documents", set(self.documents) <= DOCUMENTS.keys(), UNKNOWN),
            ("documents", bool(self.documents) or self.outcome != SATISFIED, NO_DOCUMENT),
            ("questions", set(self.questions) <= QUESTIONS.keys(), UNKNOWN),
            ("questions", set(NEEDED) <= set(self.questions) or self.outcome != SATISFIED, NOT_ASKED),
            ("fingerprints_on", dated == self.fingerprints_enrolled, FINGERPRINT_DAY),
            ("fingerprints_on", self.fingerprints_on is None or self.fingerprints_on <= today, FUTURE),
            ("note", said, NOTE),
        )
        return [ErrorItem(code, words, path, fix=fix) for path, good, (code, words, fix) in checks if not good]


@dataclass(frozen=True, slots=True)
class InterviewFacts:
    """What vetting reads of an application's interviews: outcomes by agency, and whether they are complete.

    `missing` names the agencies that have not recorded one; `fingerprints` is (agency, day) or None; `next_at` is
    the appointment that is still ahead, `next_where` its centre and city, `next_zone` the clock there.
    """

    outcomes: Mapping[str, str]
    missing: tuple[str, ...]
    photo_taken: bool
    fingerprints: tuple[str, date] | None
    next_at: datetime | None
    no_shows: int
    next_where: str = ""
    next_zone: str = ""

    @property
    def satisfied(self) -> bool:
        """Whether both agencies confirmed what they heard; nothing recorded never counts as confirmed."""
        return not self.missing and set(self.outcomes.values()) == {SATISFIED}


def facts_of(
    agencies: Iterable[str], results: Iterable[Mapping[str, Any]], next_at: datetime | None, no_shows: int
) -> InterviewFacts:
    """Sum up records (oldest first); a later one of the same agency replaces the earlier."""
    rows = list(results)
    outcomes = {str(row["agency"]): str(row["outcome"]) for row in rows}
    prints = [(str(row["agency"]), row["fingerprints_on"]) for row in rows if row["fingerprints_on"]]
    return InterviewFacts(
        outcomes=outcomes,
        missing=tuple(agency for agency in agencies if agency not in outcomes),
        photo_taken=any(row["photo_taken"] for row in rows),
        fingerprints=prints[-1] if prints else None,
        next_at=next_at,
        no_shows=no_shows,
    )


UNKNOWN = (
    "ENR_INTERVIEW_UNKNOWN",
    Text("This is not one of the choices.", "Ce choix n'existe pas."),
    Text("Choose from the list.", "Choisissez dans la liste."),
)
NO_DOCUMENT = (
    "ENR_INTERVIEW_DOCUMENT",
    Text("Nobody is confirmed without a document.", "Personne n'est confirmé sans document."),
    Text("Tick each document you held in your hands.", "Cochez chaque document que vous avez eu en main."),
)
NOT_ASKED = (
    "ENR_INTERVIEW_QUESTIONS",
    Text(
        "Identity and the rules of the programme are part of every interview.",
        "L'identité et les règles du programme font partie de chaque entrevue.",
    ),
    Text("Cover both, then tick them.", "Abordez les deux, puis cochez-les."),
)
FINGERPRINT_DAY = (
    "ENR_INTERVIEW_FINGERPRINTS",
    Text(
        "Fingerprints that were taken have a day, those that were not have none.",
        "Des empreintes prises ont une date, celles qui ne le sont pas n'en ont pas.",
    ),
    Text("Give the day, or untick the box.", "Indiquez la date, ou décochez la case."),
)
FUTURE = (
    "ENR_INTERVIEW_FUTURE",
    Text("This day lies ahead.", "Cette date est à venir."),
    Text("Give the day on which it was done.", "Indiquez le jour où cela a été fait."),
)
NOTE = (
    "ENR_INTERVIEW_NOTE",
    Text("Say what is missing or not confirmed.", "Précisez ce qui manque ou n'est pas confirmé."),
    Text(
        "At least 20 characters; the vetting officers read it.",
        "Au moins 20 caractères; les agents de filtrage le lisent.",
    ),
)
