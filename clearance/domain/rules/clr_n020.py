"""The ninth character of a North American VIN checks the others; elsewhere it need not, so this only warns."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import WARNING, Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N020"
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_LETTERS = "ABCDEFGH" + "JKLMN" + "P" + "R" + "STUVWXYZ"
_VALUES = dict(zip(_LETTERS, (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_VALUES |= {digit: int(digit) for digit in "0123456789"}

RULE = Rule(
    code=CODE,
    title=Text("VIN check digit", "Chiffre de contrôle du NIV"),
    message=Text(
        "The check digit of the VIN {vin} does not fit.", "Le chiffre de contrôle du NIV {vin} ne concorde pas."
    ),
    fix=Text(
        "Compare the VIN with the registration, character by character.",
        "Comparez le NIV au certificat d'immatriculation, caractère par caractère.",
    ),
    source="49 CFR 565.15(c)",
    severity=WARNING,
)


def check_digit(vin: str) -> str:
    """The character that must stand at position nine of a VIN of 17 characters."""
    total = sum(_VALUES[char] * weight for char, weight in zip(vin, _WEIGHTS, strict=True))
    return "0123456789X"[total % 11]


def check(manifest: Manifest, _context: Context) -> Findings:
    vin = manifest.conveyance.vin
    if len(vin) == 17 and _VALUES.keys() >= set(vin) and check_digit(vin) != vin[8]:
        yield RULE.item("conveyance.vin", vin, vin=vin)
