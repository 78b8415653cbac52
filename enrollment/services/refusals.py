"""Refusals several services share, each with what to do instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.formatting import date_words
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


def reapply_later(day: date) -> Conflict:
    """A revoked member may apply again, from this day on."""
    message = Text(
        f"After the revocation you can apply again from {date_words(day, 'en')}.",
        f"Après la révocation, vous pourrez présenter une demande à compter du {date_words(day, 'fr')}.",
    )
    fix = Text("Apply then, or appeal the decision.", "Faites-le alors, ou portez la décision en appel.")
    return conflict(Refusal("ENR_REAPPLY_LATER", message, fix), "programme", day.isoformat())


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
WHY_LEAVE = Refusal(
    "ENR_WHY_LEAVE",
    Text("Choose why you leave.", "Dites pourquoi vous partez."),
    Text(
        "Take one of the list; the last entry is for those who would rather not say.",
        "Choisissez dans la liste; la dernière entrée est pour qui préfère ne pas le dire.",
    ),
)
FEE_KEY = Refusal(
    "ENR_FEE_KEY",
    Text(
        "Fees are proposed by supervisors and administrators.",
        "Les frais sont proposés par les superviseurs et les administrateurs.",
    ),
    Text("Ask a supervisor of your agency.", "Adressez-vous à un superviseur de votre organisme."),
)
FEE_COUNTS = Refusal(
    "ENR_FEE_COUNTS",
    Text("This provision counts already.", "Cette disposition compte déjà."),
    Text(
        "Publish a later version; invoices keep what they were issued under.",
        "Publiez une version ultérieure; les factures gardent ce sous quoi elles ont été établies.",
    ),
)
NOTHING_TO_PAY = Refusal(
    "ENR_NOTHING_TO_PAY",
    Text("Nothing is to be paid on this invoice.", "Rien n'est à payer sur cette facture."),
    Text("Open your application; it says what happens next.", "Ouvrez votre demande; elle dit ce qui vient ensuite."),
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
OFFICER_ONLY = Refusal(
    "ENR_OFFICER_ONLY",
    Text(
        "Vetting officers and supervisors of CBP and the CBSA do this.",
        "Ce geste relève des agents de filtrage et superviseurs du CBP et de l'ASFC.",
    ),
    Text("Ask one of them.", "Adressez-vous à l'un d'eux."),
)
WORDS_NEEDED = Refusal(
    "ENR_WORDS_NEEDED",
    Text("Say it in at least 20 characters.", "Dites-le en au moins 20 caractères."),
    Text("Name what, when and where.", "Nommez quoi, quand et où."),
)
FUTURE = Refusal(
    "ENR_FUTURE",
    Text("This day has not come yet.", "Ce jour n'est pas encore venu."),
    Text("Write the day it happened: 2026-11-24.", "Inscrivez le jour du fait : 2026-11-24."),
)
NOT_A_MEMBER_NOW = Refusal(
    "ENR_NOT_IN_FORCE",
    Text("This membership has ended.", "Cette adhésion a pris fin."),
    Text("Apply again, or appeal the decision that ended it.", "Présentez une nouvelle demande ou faites appel."),
)
HOLDER_ONLY = Refusal(
    "ENR_NOT_THE_HOLDER",
    Text(
        "Only the member, or an administrator of the company, may do this.",
        "Seul le membre, ou un administrateur de l'entreprise, peut faire cela.",
    ),
    Text("Ask your company's administrator.", "Adressez-vous à l'administrateur de votre entreprise."),
)
