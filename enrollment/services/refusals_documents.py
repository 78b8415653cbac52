"""Refusals of the vault, each with what to do instead."""

from __future__ import annotations

from enrollment.domain.transitions.document import INFECTED as IS_INFECTED
from enrollment.domain.transitions.document import UNAVAILABLE, WAITING
from enrollment.services.refusals import Refusal
from portal.core.domain.text import Text

UNKNOWN_KIND = Refusal(
    "ENR_DOCUMENT_KIND",
    Text("This kind of document is not kept here.", "Ce type de document n'est pas conservé ici."),
    Text("Choose one from the list.", "Choisissez dans la liste."),
)
NOT_A_KEEPER = Refusal(
    "ENR_DOCUMENT_KEEPER",
    Text(
        "Documents are kept by a person for themselves, and for a company by those who file for it.",
        "Une personne conserve ses propres documents; ceux d'une entreprise le sont par ses déclarants.",
    ),
    Text("Ask your company's administrator.", "Adressez-vous à l'administrateur de votre entreprise."),
)
VAULT_FULL = Refusal(
    "ENR_VAULT_FULL",
    Text("There are 300 documents already.", "Il y a déjà 300 documents."),
    Text("Remove some that you no longer need.", "Supprimez ceux dont vous n'avez plus besoin."),
)
ENOUGH_FILES = Refusal(
    "ENR_ENOUGH_FILES",
    Text("Ten documents stand beside this answer already.", "Dix documents accompagnent déjà cette réponse."),
    Text("Take one away, or put pages together in one PDF.", "Retirez-en un ou réunissez les pages dans un PDF."),
)
SAME_FILE = Refusal(
    "ENR_SAME_FILE",
    Text("This file is in your documents already.", "Ce fichier est déjà dans vos documents."),
    Text(
        "Choose the changed file, or attach the one you have.",
        "Choisissez le fichier modifié ou joignez celui que vous avez.",
    ),
)
WAS_SENT = Refusal(
    "ENR_DOCUMENT_SENT",
    Text(
        "This document was sent with an application and stays with it.",
        "Ce document a été envoyé avec une demande et y reste.",
    ),
    Text("Upload a new version; the old one is kept.", "Téléversez une nouvelle version; l'ancienne est conservée."),
)
INFECTED = Refusal(
    "ENR_DOCUMENT_INFECTED",
    Text("A virus was found in this document.", "Un virus a été trouvé dans ce document."),
    Text(
        "Clean your computer, then upload a clean copy.", "Nettoyez votre ordinateur, puis téléversez une copie saine."
    ),
)
NOT_SCANNED = Refusal(
    "ENR_NOT_SCANNED",
    Text(
        "This document is not scanned for viruses yet, so nobody can open it.",
        "Ce document n'a pas encore été analysé; personne ne peut donc l'ouvrir.",
    ),
    Text("Come back in a few minutes.", "Revenez dans quelques minutes."),
)
NOT_OPEN = {WAITING: NOT_SCANNED, UNAVAILABLE: NOT_SCANNED, IS_INFECTED: INFECTED}
PICTURE_NEEDED = (
    "ENR_P000",
    Text("The card needs a picture, not a PDF.", "La carte exige une image, pas un PDF."),
    Text("Send a JPEG or PNG.", "Envoyez un JPEG ou un PNG."),
)
