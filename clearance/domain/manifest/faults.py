"""The words for structural errors: one template per code, filled with the element's own name and limits."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, NamedTuple

from clearance.domain.elements import CODES, DECIMAL, FORMATS, INTEGER, RECORDS, Element
from clearance.domain.manifest import scalars
from clearance.domain.wording import echo, help_of, say
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

NOT_AN_OBJECT = "CLR_S001"
NOT_A_LIST = "CLR_S002"
UNKNOWN_FIELD = "CLR_S003"
REQUIRED = "CLR_S004"
TOO_MANY = "CLR_S009"

AGENCY = {"SB": "CBP", "NB": "CBSA", "": ""}


class Fault(NamedTuple):
    """What is said about one kind of structural error, and how to put it right."""

    message: Text
    fix: Text


FAULTS: dict[str, Fault] = {
    NOT_AN_OBJECT: Fault(
        Text("An object with named fields was expected here.", "Un objet à champs nommés est attendu ici."),
        Text(
            "Send a JSON object, as in the example of the API guide.",
            "Envoyez un objet JSON, comme dans l'exemple du guide de l'API.",
        ),
    ),
    NOT_A_LIST: Fault(
        Text("{name}: a list was expected here.", "{name} : une liste est attendue ici."),
        Text(
            "Send a JSON list, even when it holds one item.",
            "Envoyez une liste JSON, même pour un seul élément.",
        ),
    ),
    UNKNOWN_FIELD: Fault(
        Text("There is no field of this name here.", "Aucun champ ne porte ce nom ici."),
        Text("Fields here: {known}.", "Champs possibles ici : {known}."),
    ),
    REQUIRED: Fault(
        Text("{name} is required.", "{name} : ce renseignement est obligatoire."),
        Text("Fill in {name}.", "Remplissez le champ {name}."),
    ),
    scalars.WRONG_TYPE: Fault(
        Text("{name}: this is not {kind}.", "{name} : ceci n'est pas {kind}."),
        Text("Give {kind}, for example {example}.", "Donnez {kind}, par exemple {example}."),
    ),
    scalars.TOO_LONG: Fault(
        Text("{name} is longer than {size} characters.", "{name} : plus de {size} caractères."),
        Text("Shorten it to {size} characters.", "Réduisez à {size} caractères."),
    ),
    scalars.BAD_FORMAT: Fault(
        Text("{name} does not have the right form.", "{name} : la forme n'est pas la bonne."),
        Text("Give {hint}, for example {example}.", "Donnez {hint}, par exemple {example}."),
    ),
    scalars.NOT_A_CHOICE: Fault(
        Text("{name}: this value is not on the list.", "{name} : cette valeur n'est pas dans la liste."),
        Text("Choose one of: {choices}.", "Choisissez parmi : {choices}."),
    ),
    TOO_MANY: Fault(
        Text("{name}: more than {size} items.", "{name} : plus de {size} éléments."),
        Text(
            "Split the trip, or leave out what is not aboard.",
            "Divisez le voyage, ou retirez ce qui n'est pas à bord.",
        ),
    ),
    scalars.BAD_CHARACTER: Fault(
        Text(
            "{name} holds a character that cannot be sent.",
            "{name} : un caractère ne peut pas être transmis.",
        ),
        Text(
            "Use letters, digits and plain punctuation only.",
            "Utilisez seulement lettres, chiffres et ponctuation simple.",
        ),
    ),
    scalars.OUT_OF_RANGE: Fault(
        Text("{name} is out of range.", "{name} : valeur hors limites."),
        Text("Give {range}.", "Donnez {range}."),
    ),
    scalars.BAD_DATE: Fault(
        Text("{name} is not a date of the calendar.", "{name} : cette date n'existe pas au calendrier."),
        Text(
            "Write the year, the month and the day: 2026-11-24.",
            "Écrivez l'année, le mois et le jour : 2026-11-24.",
        ),
    ),
    scalars.NO_OFFSET: Fault(
        Text("{name} does not say in which time zone.", "{name} : le fuseau horaire manque."),
        Text(
            "Add the offset of the port's local time: {example}.",
            "Ajoutez le décalage de l'heure locale du port : {example}.",
        ),
    ),
}

KIND_NAMES = {
    "text": Text("text", "du texte"),
    "code": Text("a code (text)", "un code (texte)"),
    "codes": Text("a list of codes", "une liste de codes"),
    "integer": Text("a whole number", "un nombre entier"),
    "decimal": Text("a number", "un nombre"),
    "flag": Text("true or false", "vrai (true) ou faux (false)"),
    "date": Text("a date", "une date"),
    "datetime": Text("a date and time", "une date et une heure"),
    "record": Text("an object", "un objet"),
    "records": Text("a list", "une liste"),
}

_EXAMPLES = {"flag": "true", CODES: '["EC"]', DECIMAL: "2650.5", INTEGER: "100", RECORDS: "[]"}


def _range(element: Element) -> Text:
    if element.kind == INTEGER:
        return Text("a whole number from 0 to {n}", "un nombre entier de 0 à {n}").format(n=element.size)
    if element.kind == DECIMAL:
        return Text(
            "a number from 0 to {n} with at most three decimals",
            "un nombre de 0 à {n} avec au plus trois décimales",
        ).format(n=element.size)
    return Text("a date between 1901 and 2099", "une date entre 1901 et 2099")


def fault_item(code: str, element: Element, path: str, value: Any) -> ErrorItem:
    """Say what is wrong with one value of one element."""
    fault = FAULTS[code]
    words = {
        "name": element.name,
        "kind": KIND_NAMES[element.kind],
        "size": element.size,
        "hint": FORMATS[element.format].hint if element.format else KIND_NAMES[element.kind],
        "example": element.example or _EXAMPLES.get(element.kind, ""),
        "choices": ", ".join(element.choices),
        "range": _range(element),
    }
    return ErrorItem(
        code, say(fault.message, **words), path, echo(value), fix=say(fault.fix, **words), help=help_of(code)
    )


def missing_item(element: Element, path: str, direction: str) -> ErrorItem:
    """Say that a mandatory element is not there, and which agency asks for it."""
    fault = FAULTS[REQUIRED]
    return ErrorItem(
        REQUIRED,
        say(fault.message, name=element.name),
        path,
        agency=AGENCY[direction],
        fix=say(fault.fix, name=element.name),
        help=help_of(REQUIRED),
    )


def structure_item(code: str, path: str, value: Any) -> ErrorItem:
    """Say that an object was expected."""
    return ErrorItem(code, FAULTS[code].message, path, echo(value), fix=FAULTS[code].fix, help=help_of(code))


def unknown_item(prefix: str, key: Any, known: Iterable[str]) -> ErrorItem:
    """Say that a field is not known here, nearest names first."""
    name, names = str(echo(key)), sorted(known)
    near = get_close_matches(name, names, n=3) or names
    fault = FAULTS[UNKNOWN_FIELD]
    fix = say(fault.fix, known=", ".join(near))
    return ErrorItem(UNKNOWN_FIELD, fault.message, f"{prefix}{name}", name, fix=fix, help=help_of(UNKNOWN_FIELD))
