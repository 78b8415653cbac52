"""Named formats with their hints. Lengths and patterns: CBP truck guides, CBSA ECCRD; see docs/rules.md."""

from __future__ import annotations

import re

from clearance.domain.elements.base import Format
from clearance.domain.elements.formats_partners import PARTNER_FORMATS
from portal.core.domain.text import Text


def _format(pattern: str, en: str, fr: str, example: str) -> Format:
    return Format(re.compile(pattern, re.ASCII), Text(en, fr), example)


FORMATS: dict[str, Format] = {
    "scac": _format(r"[A-Z]{2,4}", "two to four letters", "de deux à quatre lettres", "ABCD"),
    "cbsa_code": _format(
        r"[A-Z0-9-]{4}",
        "four letters, digits or hyphens",
        "quatre lettres, chiffres ou traits d'union",
        "7AB1",
    ),
    "trip_reference": _format(
        r"[A-Z0-9]{4,21}", "4 to 21 letters and digits", "de 4 à 21 lettres et chiffres", "TRIP000001"
    ),
    "shipment_reference": _format(
        r"[A-Z0-9]{4,12}",
        "4 to 12 letters and digits, so that it fits the numbers of both agencies",
        "de 4 à 12 lettres et chiffres, pour convenir aux numéros des deux organismes",
        "1234654894",
    ),
    "slug": _format(
        r"[a-z0-9]+(-[a-z0-9]+)*",
        "the code of a crossing from the list",
        "le code d'un passage de la liste",
        "ambassador-bridge",
    ),
    "country": _format(r"[A-Z]{2}", "two letters (ISO 3166)", "deux lettres (ISO 3166)", "CA"),
    "jurisdiction": _format(
        r"[A-Z0-9]{1,3}",
        "the short code of a province or state",
        "le code court d'une province ou d'un État",
        "ON",
    ),
    "currency": _format(r"[A-Z]{3}", "three letters (ISO 4217)", "trois lettres (ISO 4217)", "USD"),
    "plate": _format(r"[A-Z0-9]{1,10}", "1 to 10 letters and digits", "de 1 à 10 lettres et chiffres", "BBDD11"),
    "vin": _format(
        r"[A-HJ-NPR-Z0-9]{17}",
        "17 letters and digits, without I, O or Q",
        "17 lettres et chiffres, sans I, O ni Q",
        "1M8GDM9AXKP042788",
    ),
    "usdot": _format(r"[0-9]{1,8}", "1 to 8 digits", "de 1 à 8 chiffres", "46456487"),
    "unit": _format(
        r"[A-Z0-9-]{1,17}",
        "1 to 17 letters, digits or hyphens",
        "de 1 à 17 lettres, chiffres ou traits d'union",
        "TR998",
    ),
    "seal": _format(
        r"[A-Z0-9-]{1,15}",
        "1 to 15 letters, digits or hyphens",
        "de 1 à 15 lettres, chiffres ou traits d'union",
        "884213",
    ),
    "fast_card": _format(
        r"4270[0-9]{8}0[12]",
        "14 digits that begin with 4270 and end with 01 or 02",
        "14 chiffres qui commencent par 4270 et se terminent par 01 ou 02",
        "42700000000101",
    ),
    "ace_id": _format(r"[0-9]{7,10}", "7 to 10 digits", "de 7 à 10 chiffres", "60000001"),
    "document": _format(
        r"[A-Z0-9-]{1,30}",
        "1 to 30 letters, digits or hyphens",
        "de 1 à 30 lettres, chiffres ou traits d'union",
        "AB123456",
    ),
    "digits4": _format(r"[0-9]{4}", "four digits", "quatre chiffres", "0453"),
    "digits5": _format(r"[0-9]{5}", "five digits (Schedule K)", "cinq chiffres (annexe K)", "12345"),
    "year": _format(r"(19|20)[0-9]{2}", "a year with four digits", "une année à quatre chiffres", "2026"),
    "hs": _format(
        r"[0-9]{6}([0-9]{2}){0,2}",
        "6, 8 or 10 digits; the first six are the common HS code",
        "6, 8 ou 10 chiffres, dont les six premiers sont le code SH commun",
        "870830",
    ),
    "un": _format(r"[0-9]{4}", "the four digits of the UN number", "les quatre chiffres du numéro ONU", "1321"),
    "package": _format(r"[A-Z0-9]{2,3}", "the code of a packaging type", "le code d'un type d'emballage", "BOX"),
    "vehicle": _format(r"[A-Z0-9]{2,3}", "the code of a vehicle type", "le code d'un type de véhicule", "TR"),
    "equipment": _format(r"[A-Z0-9]{2,3}", "the code of an equipment type", "le code d'un type d'équipement", "TF"),
    "in_bond": _format(r"[A-Z0-9]{9,16}", "9 to 16 letters and digits", "de 9 à 16 lettres et chiffres", "123456782"),
    "c4": _format(r"[A-Z0-9]{4,14}", "4 to 14 letters and digits", "de 4 à 14 lettres et chiffres", "AB12"),
    "irs": _format(r"[A-Z0-9-]{9,13}", "9 to 13 characters", "de 9 à 13 caractères", "12-345678900"),
    "firms": _format(r"[A-Z0-9]{4}", "four letters and digits", "quatre lettres et chiffres", "A123"),
    "party_id": _format(
        r"[A-Z0-9-]{4,20}",
        "4 to 20 letters, digits or hyphens",
        "de 4 à 20 lettres, chiffres ou traits d'union",
        "123456782RM0001",
    ),
    "phone": _format(
        r"\+?[0-9(][0-9 ().-]{5,18}[0-9]",
        "7 to 20 digits, with area code",
        "de 7 à 20 chiffres, avec indicatif",
        "519 555 0100",
    ),
    "loop": _format(r"VC-[1-9][0-9]{0,5}", "VC- and the number of the loop", "VC- et le numéro de la boucle", "VC-7"),
    "bill": _format(
        r"[A-Z0-9-]{4,35}",
        "4 to 35 letters, digits or hyphens",
        "de 4 à 35 lettres, chiffres ou traits d'union",
        "OCEAN12345",
    ),
    **PARTNER_FORMATS,
}
