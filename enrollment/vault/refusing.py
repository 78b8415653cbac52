"""Why a file is not taken, in words, with what to do instead."""

from __future__ import annotations

from typing import Any

from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.domain.text import Text

Refusal = tuple[str, Text, Text]
PATH = "file"


def refuse(refusal: Refusal, **values: Any) -> Invalid:
    """Build the refusal of a whole file."""
    code, message, fix = refusal
    return Invalid([ErrorItem(code, message.format(**values), path=PATH, fix=fix.format(**values))])


EMPTY = (
    "ENR_F001",
    Text("No file came, or it is empty.", "Aucun fichier n'est arrivé, ou il est vide."),
    Text("Choose a file and send it again.", "Choisissez un fichier et renvoyez-le."),
)
TOO_LARGE = (
    "ENR_F002",
    Text("The file is larger than {megabytes} MB.", "Le fichier dépasse {megabytes} Mo."),
    Text(
        "Scan it at 300 dots per inch in grey, or send its parts one by one.",
        "Numérisez-le à 300 points par pouce en gris ou envoyez-en les parties une à une.",
    ),
)
UNKNOWN_TYPE = (
    "ENR_F003",
    Text(
        "By its content this is neither a PDF nor a JPEG or PNG picture.",
        "D'après son contenu, ce n'est ni un PDF, ni une image JPEG ou PNG.",
    ),
    Text("Save it as PDF, or take a photo of it.", "Enregistrez-le en PDF ou prenez-le en photo."),
)
NAME_DIFFERS = (
    "ENR_F004",
    Text(
        "The content is {type}, but the name or the sender says something else.",
        "Le contenu est du {type}, mais le nom ou l'expéditeur dit autre chose.",
    ),
    Text("Let its name end in .{extension} if it is yours.", "Terminez son nom par .{extension} s'il est bien à vous."),
)
DAMAGED = (
    "ENR_F005",
    Text("The {type} is damaged or not complete.", "Le fichier {type} est endommagé ou incomplet."),
    Text("Open it, save it again and send that file.", "Ouvrez-le, enregistrez-le de nouveau et envoyez ce fichier."),
)
TWO_THINGS = (
    "ENR_F006",
    Text(
        "Something else is hidden in the file, so we do not take it.",
        "Le fichier cache autre chose; nous ne le prenons pas.",
    ),
    Text("Print it to a new PDF and send that.", "Imprimez-le dans un nouveau PDF et envoyez celui-ci."),
)
LOCKED = (
    "ENR_F007",
    Text("The PDF is locked with a password.", "Le PDF est protégé par un mot de passe."),
    Text("Save it without a password.", "Enregistrez-le sans mot de passe."),
)
ACTIVE = (
    "ENR_F008",
    Text(
        "The PDF holds a program, a form that sends, or another file.",
        "Le PDF contient un programme, un formulaire qui envoie ou un autre fichier.",
    ),
    Text("Print it to a new PDF and send that.", "Imprimez-le dans un nouveau PDF et envoyez celui-ci."),
)
TOO_MANY_PIXELS = (
    "ENR_F009",
    Text("The picture has more than 60 million pixels.", "L'image compte plus de 60 millions de pixels."),
    Text("Save it smaller.", "Enregistrez-la en plus petit."),
)
