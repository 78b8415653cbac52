"""Refusals several services share, each with what to do instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.text import Text


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal before it is known what it refuses: code, message and what to do instead."""

    code: str
    message: Text
    fix: Text

    def item(self, path: str = "", value: Any = None) -> ErrorItem:
        return ErrorItem(self.code, self.message, path=path, value=value, fix=self.fix)


def conflict(refusal: Refusal, path: str = "", value: Any = None) -> Conflict:
    return Conflict([refusal.item(path, value)])


def invalid(refusal: Refusal, path: str = "", value: Any = None) -> Invalid:
    return Invalid([refusal.item(path, value)])


def not_allowed(refusal: Refusal) -> NotAllowed:
    return NotAllowed([refusal.item()])


def stale(seen: int) -> Conflict:
    """Somebody changed the record between reading and writing."""
    return conflict(STALE, "expected_version", seen)


STALE = Refusal(
    "WORKFLOW_STALE",
    Text("Somebody changed this record after you opened it.", "Quelqu'un a modifié ce dossier après votre ouverture."),
    Text("Open it again, then repeat your action.", "Rouvrez-le, puis recommencez."),
)


UNKNOWN_PROGRAMME = Refusal(
    "ENR_PROGRAMME",
    Text("There is no such programme.", "Ce programme n'existe pas."),
    Text("Choose one of the list.", "Choisissez dans la liste."),
)
ALREADY_MEMBER = Refusal(
    "ENR_ALREADY_MEMBER",
    Text("You are a member of this programme already.", "Vous êtes déjà membre de ce programme."),
    Text("Open your membership page.", "Ouvrez la page de votre adhésion."),
)
COMPANY_KIND = Refusal(
    "ENR_COMPANY_KIND",
    Text("This programme is for another kind of company.", "Ce programme vise un autre type d'entreprise."),
    Text(
        "Choose the programme that fits what your company does.",
        "Choisissez le programme qui convient à votre entreprise.",
    ),
)
COMPANY_ADMIN = Refusal(
    "ENR_COMPANY_ADMIN",
    Text(
        "An administrator of the company applies, acting for the company.",
        "La demande est faite par un administrateur, au nom de l'entreprise.",
    ),
    Text(
        "Switch to your company, or ask its administrator.",
        "Passez à votre entreprise ou adressez-vous à son administrateur.",
    ),
)
PERSON_ONLY = Refusal(
    "ENR_PERSON_ONLY",
    Text("Only a person can apply for this card.", "Seule une personne peut demander cette carte."),
    Text("Sign in as yourself.", "Ouvrez une session en votre nom."),
)
NOT_A_DRAFT = Refusal(
    "ENR_NOT_A_DRAFT",
    Text(
        "This application was sent; its answers can no longer change.",
        "Cette demande est envoyée; ses réponses ne changent plus.",
    ),
    Text("Withdraw it and start again, or tell the agencies.", "Retirez-la et recommencez, ou avisez les organismes."),
)
OTHER_AGENCY = Refusal(
    "ENR_OTHER_AGENCY",
    Text(
        "Only officers of CBP and of CBSA decide applications.",
        "Seuls les agents du CBP et de l'ASFC décident des demandes.",
    ),
    Text("Ask an officer of the agency concerned.", "Adressez-vous à un agent de l'organisme concerné."),
)
REASON_NEEDED = Refusal(
    "ENR_REASON_NEEDED",
    Text("A denial needs its reason.", "Un refus exige son motif."),
    Text(
        "Name the criterion, the fact, the evidence and the fix.",
        "Nommez le critère, le fait, la preuve et le correctif.",
    ),
)
