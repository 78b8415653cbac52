"""Why an entry, a bay, a photo or a result of secondary is refused, and what to do instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from clearance.domain.inspection_words import CHECKS
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

NOT_INSPECTING = ErrorItem(
    "CLR_INSPECTION_ROLE",
    Text(
        "Only officers of secondary and of the agencies of this trip write in its joint record.",
        "Seuls les agents du secondaire et des organismes de ce voyage écrivent dans son dossier commun.",
    ),
    path="agency",
    fix=Text("Ask one of them to enter it.", "Demandez à l'un d'eux de l'inscrire."),
)
RECORD_CLOSED = ErrorItem(
    "CLR_INSPECTION_CLOSED",
    Text("The result is on record: the joint record is closed.", "Le résultat est consigné : le dossier est fermé."),
    path="inspection",
    fix=Text("Leave a note on the trip.", "Laissez une note au voyage."),
)
UNKNOWN_ENTRY = ErrorItem(
    "CLR_INSPECTION_ENTRY",
    Text("Choose a check of the list.", "Choisissez une vérification de la liste."),
    path="code",
    fix=Text("Take one of those shown.", "Prenez-en une de celles affichées."),
)
SAY_WHAT = ErrorItem(
    "CLR_INSPECTION_TEXT",
    Text("Say it in words.", "Dites-le en quelques mots."),
    path="text",
    fix=Text(
        "A note needs a text; a check that was not done needs its reason.",
        "Une note demande un texte; une vérification non faite demande son motif.",
    ),
)
CLOCK_STANDS = ErrorItem(
    "CLR_INSPECTION_CLOCK",
    Text(
        "The clock of this inspection does not stand that way.", "Le chronomètre de cette inspection n'en est pas là."
    ),
    path="kind",
    fix=Text("Look at the record: somebody pressed it before you.", "Regardez le dossier : quelqu'un l'a déjà fait."),
)
NOT_CHECKED = ErrorItem(
    "CLR_INSPECTION_CHECKS",
    Text(
        "The cause calls for checks that nobody made: {checks}.",
        "Le motif demande des vérifications non faites : {checks}.",
    ),
    path="not_done",
    fix=Text("Make them, or say why they were not made.", "Faites-les, ou dites pourquoi elles n'ont pas été faites."),
)
DESCRIBE_FINDING = ErrorItem(
    "CLR_INSPECTION_FINDING",
    Text(
        "A finding has a class, a severity, a description and the check that brought it to light.",
        "Un constat a une catégorie, une gravité, une description et la vérification qui l'a révélé.",
    ),
    path="kind",
    fix=Text("Fill in all four.", "Remplissez les quatre."),
)
FINDING_CHECK = ErrorItem(
    "CLR_INSPECTION_FINDING_CHECK",
    Text("That check was not made.", "Cette vérification n'a pas été faite."),
    path="by_check",
    fix=Text("Name one that is on record.", "Nommez-en une qui est au dossier."),
)
FINDING_AMOUNT = ErrorItem(
    "CLR_INSPECTION_AMOUNT",
    Text("An amount is above zero and has a unit.", "Une quantité est supérieure à zéro et a une unité."),
    path="quantity",
    fix=Text("Give both, or neither.", "Donnez les deux, ou aucune."),
)
FINDING_LINE = ErrorItem(
    "CLR_INSPECTION_LINE",
    Text("That line is not in the filing of this trip.", "Cette ligne ne figure pas dans la déclaration de ce voyage."),
    path="goods_line",
    fix=Text("Choose a line of the list, or none.", "Choisissez une ligne de la liste, ou aucune."),
)
NOTHING_FOUND = ErrorItem(
    "CLR_INSPECTION_NOTHING",
    Text("“Nothing found” comes with a finding.", "« Rien à signaler » s'accompagne d'un constat."),
    path="result",
    fix=Text("Choose another result, or empty the finding.", "Choisissez un autre résultat, ou videz le constat."),
)
BAY_TAKEN = ErrorItem(
    "CLR_BAY_TAKEN",
    Text("Another truck stands in this bay.", "Un autre camion occupe cette baie."),
    path="bay",
    fix=Text("Choose a free bay.", "Choisissez une baie libre."),
)
BAY_UNKNOWN = ErrorItem(
    "CLR_BAY_UNKNOWN",
    Text("This crossing has no such bay open.", "Ce poste n'a pas cette baie ouverte."),
    path="bay",
    fix=Text("Choose one of the list.", "Choisissez-en une de la liste."),
)
BAY_KEEPER = ErrorItem(
    "CLR_BAY_KEEPER",
    Text(
        "Only a supervisor of the crossing's own agency opens and closes its bays.",
        "Seul un superviseur de l'organisme du poste ouvre et ferme ses baies.",
    ),
    path="agency",
    fix=Text("Ask the supervisor on duty.", "Adressez-vous au superviseur de service."),
)
BAY_CODE = ErrorItem(
    "CLR_BAY_CODE",
    Text("A bay has a short name.", "Une baie porte un nom court."),
    path="code",
    fix=Text("Use 1 to 20 letters, digits or dashes.", "Utilisez de 1 à 20 lettres, chiffres ou tirets."),
)
MANY_PHOTOS = ErrorItem(
    "CLR_PHOTOS_MOST",
    Text("This inspection has as many photos as one may have.", "Cette inspection a atteint le maximum de photos."),
    path="photo",
    fix=Text("Describe what else you see in a note.", "Décrivez le reste dans une note."),
)
CAPTION = ErrorItem(
    "CLR_PHOTO_CAPTION",
    Text("Say what the photo shows.", "Dites ce que montre la photo."),
    path="caption",
    fix=Text("A few words are enough.", "Quelques mots suffisent."),
)


def not_checked(codes: Iterable[str]) -> ErrorItem:
    """Name the checks that the cause calls for and that are missing."""
    words = [CHECKS[code] for code in codes]
    english, french = ", ".join(word.en for word in words), ", ".join(word.fr for word in words)
    message = NOT_CHECKED.message
    return replace(NOT_CHECKED, message=Text(message.en.format(checks=english), message.fr.format(checks=french)))
