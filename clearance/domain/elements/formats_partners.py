"""Formats of what partner agencies ask: numbers of papers, product codes, lots (docs/agencies.md)."""

from __future__ import annotations

import re

from clearance.domain.elements.base import Format
from portal.core.domain.text import Text


def _format(pattern: str, en: str, fr: str, example: str) -> Format:
    return Format(re.compile(pattern, re.ASCII), Text(en, fr), example)


PARTNER_FORMATS: dict[str, Format] = {
    "certificate": _format(
        r"[A-Z0-9][A-Z0-9./-]{2,34}",
        "3 to 35 letters, digits, dots, slashes or hyphens",
        "de 3 à 35 lettres, chiffres, points, barres obliques ou traits d'union",
        "CA1234567",
    ),
    "prior_notice": _format(r"[0-9]{12,14}", "12 to 14 digits", "de 12 à 14 chiffres", "012345678901"),
    "fda_product": _format(
        r"[0-9]{2}[A-Z][A-Z-][A-Z-][0-9A-Z]{2}",
        "seven characters: two digits, a letter, two letters or hyphens, two letters or digits",
        "sept caractères : deux chiffres, une lettre, deux lettres ou traits d'union, deux lettres ou chiffres",
        "34DGT01",
    ),
    "digits_long": _format(r"[0-9]{6,14}", "6 to 14 digits", "de 6 à 14 chiffres", "12345678901"),
    "listing": _format(
        r"[A-Z0-9-]{6,14}",
        "6 to 14 letters, digits or hyphens",
        "de 6 à 14 lettres, chiffres ou traits d'union",
        "D123456",
    ),
    "establishment": _format(
        r"[A-Z0-9-]{1,20}",
        "1 to 20 letters, digits or hyphens",
        "de 1 à 20 lettres, chiffres ou traits d'union",
        "038A",
    ),
    "lot": _format(
        r"[A-Za-z0-9][A-Za-z0-9 ./-]{0,29}",
        "1 to 30 letters, digits, spaces, dots, slashes or hyphens",
        "de 1 à 30 lettres, chiffres, espaces, points, barres obliques ou traits d'union",
        "L2411A",
    ),
    "species": _format(
        r"[A-Z][a-z-]+( [a-z-]+\.?){0,3}",
        "genus with a capital, then the species",
        "le genre avec une majuscule, puis l'espèce",
        "Picea mariana",
    ),
    "model": _format(
        r".{3,60}",
        "type, brand and model parted by commas",
        "type, marque et modèle séparés par des virgules",
        "Refrigerator, Example, RX200",
    ),
}
