"""The one exception of the package, and the words for everything that can be wrong with a message."""

from __future__ import annotations

from clearance.domain.wording import echo, say
from portal.core.domain.text import Text

ERROR, INFO = "error", "info"

FAULTS: dict[str, Text] = {
    "EDI_EMPTY": Text("There is nothing in this file.", "Ce fichier est vide."),
    "EDI_UNKNOWN": Text(
        "This is neither X12 (ISA, GS or ST) nor EDIFACT (UNA, UNB, UNG or UNH).",
        "Ce n'est ni du X12 (ISA, GS ou ST) ni de l'EDIFACT (UNA, UNB, UNG ou UNH).",
    ),
    "EDI_TOO_LARGE": Text("The file is larger than {limit} bytes.", "Le fichier dépasse la limite de {limit} octets."),
    "EDI_HEADER": Text(
        "The header {tag} does not have its fixed form: {value} characters here, {limit} expected.",
        "L'en-tête {tag} n'a pas sa forme fixe : {value} caractères ici, {limit} attendus.",
    ),
    "EDI_DELIMITERS": Text(
        "The delimiters declared by {tag} cannot be used: they must be different signs, no letters, digits or spaces.",
        "Les séparateurs déclarés par {tag} sont inutilisables : il faut des signes distincts, ni lettre, ni chiffre, ni espace.",
    ),
    "EDI_TRUNCATED": Text(
        "The data ends in the middle of a segment.", "Les données s'arrêtent au milieu d'un segment."
    ),
    "EDI_CHARACTER": Text(
        "A control character ({value}) stands in the data.",
        "Un caractère de contrôle ({value}) se trouve dans les données.",
    ),
    "EDI_TAG": Text("“{value}” is no name of a segment.", "« {value} » n'est pas un nom de segment."),
    "EDI_OUTSIDE": Text(
        "The segment {tag} stands outside any message.", "Le segment {tag} se trouve hors de tout message."
    ),
    "EDI_NOT_CLOSED": Text(
        "{tag} is not closed: its {limit} is missing.", "{tag} n'est pas fermé : il manque {limit}."
    ),
    "EDI_NOT_OPEN": Text("{tag} closes something that was never opened.", "{tag} ferme ce qui n'a jamais été ouvert."),
    "EDI_NO_MESSAGE": Text("There is no message in it.", "Il ne contient aucun message."),
    "EDI_COUNT": Text(
        "{tag} counts {value}, but there are {limit}.", "{tag} en annonce {value}, mais il y en a {limit}."
    ),
    "EDI_REFERENCE": Text(
        "The reference {value} of {tag} is not that of its header, {limit}.",
        "La référence {value} de {tag} n'est pas celle de son en-tête, {limit}.",
    ),
    "EDI_NO_MAP": Text(
        "Messages of the type {value} are not read here.", "Les messages de type {value} ne sont pas lus ici."
    ),
    "EDI_MISSING_SEGMENT": Text("A mandatory {tag} is missing.", "Il manque un segment {tag} obligatoire."),
    "EDI_MISSING": Text("A mandatory value is missing.", "Il manque une valeur obligatoire."),
    "EDI_TOO_LONG": Text(
        "“{value}” is too long: at most {limit} characters.", "« {value} » est trop long : {limit} caractères au plus."
    ),
    "EDI_TOO_SHORT": Text(
        "“{value}” is too short: at least {limit} characters.",
        "« {value} » est trop court : {limit} caractères au moins.",
    ),
    "EDI_NUMBER": Text("“{value}” is not a number.", "« {value} » n'est pas un nombre."),
    "EDI_FORM": Text(
        "“{value}” does not have the right form ({limit}).", "« {value} » n'a pas la bonne forme ({limit})."
    ),
    "EDI_CODE": Text("“{value}” is not a code of the list.", "« {value} » n'est pas un code de la liste."),
    "EDI_KEPT": Text(
        "{tag} is not read at this place; it is kept as it is.",
        "{tag} n'est pas lu à cet endroit ; il est conservé tel quel.",
    ),
    "EDI_EXTRA": Text(
        "“{value}” stands where the directory has no element; it is kept as it is.",
        "« {value} » occupe une place que le répertoire ne prévoit pas ; la valeur est conservée telle quelle.",
    ),
    "EDI_DELIMITER": Text(
        "“{value}” holds a delimiter, and X12 cannot send it.",
        "« {value} » contient un séparateur que le X12 ne peut pas transmettre.",
    ),
    "EDI_ENCODING": Text(
        "“{value}” holds a character that cannot be sent in {limit}.",
        "« {value} » contient un caractère intransmissible en {limit}.",
    ),
    "EDI_VALUES": Text(
        "The values do not have the shape of a message at {value}.",
        "Les valeurs n'ont pas la forme d'un message à {value}.",
    ),
    "EDI_REBUILD": Text(
        "{tag} could not be built again from what was read.",
        "{tag} n'a pas pu être reconstruit à partir de ce qui a été lu.",
    ),
    "EDI_TOO_MANY": Text("{value} is there more than {limit} times.", "{value} s'y trouve plus de {limit} fois."),
}


class EdiError(ValueError):
    """What is wrong, and where: message in the file, segment in the message, element and component, from 1.

    Zero means that the fault lies on no such place. `path` is the canonical path, where one is known;
    `severity` is info for what was kept though nobody asked for it.
    """

    def __init__(
        self,
        code: str,
        *,
        tag: str = "",
        message: int = 0,
        segment: int = 0,
        element: int = 0,
        component: int = 0,
        value: str = "",
        limit: object = "",
        path: str = "",
        severity: str = ERROR,
    ) -> None:
        self.code = code
        self.tag, self.message, self.segment = tag, message, segment
        self.element, self.component = element, component
        self.path, self.severity = path, severity
        self.value, self.limit = value, limit
        self.text = say(FAULTS[code], tag=tag, value=echo(value), limit=limit)
        super().__init__(f"{code}: {self.text.en}")

    @property
    def place(self) -> Text:
        """Say where, as far as known: `segment 5 (NAD), element 3, component 2`."""
        parts: list[Text] = []
        if self.segment:
            name = f"{self.segment} ({self.tag})" if self.tag else str(self.segment)
            parts.append(Text(f"segment {name}", f"segment {name}"))
        if self.element:
            parts.append(Text(f"element {self.element}", f"élément {self.element}"))
        if self.component > 1:
            parts.append(Text(f"component {self.component}", f"composant {self.component}"))
        return Text(", ".join(part.en for part in parts), ", ".join(part.fr for part in parts))
