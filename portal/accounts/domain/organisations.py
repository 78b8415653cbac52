"""What a registration must hold before it becomes an organisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.accounts.domain.identifiers import check_identifier, normalise
from portal.accounts.domain.wording import (
    BN15,
    BROKER,
    CARRIER,
    CBSA_CARRIER,
    COUNTRIES,
    IOR,
    ORGANISATION_KINDS,
    SCAC,
    SHIPPER,
    SIZE_CLASSES,
)
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

# Each kind is known to at least one agency by one of these.
ONE_OF: dict[str, tuple[str, ...]] = {CARRIER: (SCAC, CBSA_CARRIER), SHIPPER: (BN15, IOR), BROKER: (BN15, IOR)}

_REQUIRED: dict[str, Text] = {
    "legal_name": Text("Enter the legal name.", "Saisissez la dénomination sociale."),
    "street": Text("Enter the street address.", "Saisissez l'adresse municipale."),
    "city": Text("Enter the city.", "Saisissez la ville."),
    "postal_code": Text("Enter the postal or ZIP code.", "Saisissez le code postal ou le code ZIP."),
    "contact_name": Text("Enter the name of a contact person.", "Saisissez le nom d'une personne-ressource."),
    "contact_email": Text(
        "Enter the e-mail address of the contact.", "Saisissez le courriel de la personne-ressource."
    ),
}


@dataclass(frozen=True, slots=True)
class Profile:
    """Name, place and contact of an organisation, as entered."""

    kind: str
    legal_name: str
    country: str
    subdivision: str = ""
    street: str = ""
    city: str = ""
    postal_code: str = ""
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    size_class: str = ""

    def fields(self) -> dict[str, str]:
        return {name: getattr(self, name).strip() for name in self.__slots__}


def profile_errors(profile: Profile) -> list[ErrorItem]:
    """Give what is missing or unknown in the profile."""
    items = [
        ErrorItem("ACC_REQUIRED", message, path=name)
        for name, message in _REQUIRED.items()
        if not getattr(profile, name).strip()
    ]
    items += _unknown("kind", profile.kind, ORGANISATION_KINDS)
    items += _unknown("country", profile.country, COUNTRIES)
    items += _unknown("size_class", profile.size_class, SIZE_CLASSES)
    if profile.country in COUNTRIES and not profile.subdivision.strip():
        items.append(
            ErrorItem(
                "ACC_REQUIRED",
                Text("Choose the province or state.", "Choisissez la province ou l'État."),
                path="subdivision",
            )
        )
    return items


def _unknown(path: str, value: str, known: Mapping[str, Text]) -> list[ErrorItem]:
    if value in known:
        return []
    message = Text("Choose one of the options.", "Choisissez l'une des options.")
    return [ErrorItem("ACC_CHOICE", message, path=path, value=value)]


def clean_identifiers(identifiers: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Write all identifiers the stored way, leaving out empty ones and repetitions."""
    cleaned = [(kind, normalise(kind, value)) for kind, value in identifiers if value.strip()]
    return list(dict.fromkeys(cleaned))


def identifier_errors(kind: str, identifiers: Sequence[tuple[str, str]]) -> list[ErrorItem]:
    """Give what is wrong with the identifiers of an organisation of that kind; paths are `identifiers.SCAC`."""
    items = [
        item
        for code, value in identifiers
        if (item := check_identifier(code, value, f"identifiers.{code}")) and item.severity == "error"
    ]
    wanted = ONE_OF.get(kind, ())
    if wanted and not {code for code, _ in identifiers} & set(wanted):
        items.append(
            ErrorItem(
                "ACC_IDENTIFIER_MISSING",
                Text("Enter at least one of: {kinds}.", "Saisissez au moins l'un de ceux-ci : {kinds}.").format(
                    kinds=", ".join(wanted).replace("CBSA_CARRIER", "CBSA/ASFC")
                ),
                path=f"identifiers.{wanted[0]}",
                fix=Text(
                    "An agency must know you by one of these before you can file.",
                    "Un organisme doit vous connaître par l'un de ces numéros avant que vous puissiez déclarer.",
                ),
            )
        )
    return items
