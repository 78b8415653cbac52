"""What a data element is: one row of the crosswalk between what you type and what each agency gets (R-21)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal.core.domain.text import Text

TEXT = "text"  # free words, spaces collapsed
CODE = "code"  # identifier: upper case, no spaces
INTEGER = "integer"
DECIMAL = "decimal"  # at most three decimals, never a float in the canonical form
FLAG = "flag"
DATE = "date"  # YYYY-MM-DD
DATETIME = "datetime"  # ISO 8601 with offset
CODES = "codes"  # list of codes
RECORD = "record"  # one object of `group`
RECORDS = "records"  # list of objects of `group`; `size` is the greatest count

KINDS = (TEXT, CODE, INTEGER, DECIMAL, FLAG, DATE, DATETIME, CODES, RECORD, RECORDS)
MANDATORY, CONDITIONAL, OPTIONAL, NOT_ASKED = "M", "C", "O", ""


@dataclass(frozen=True, slots=True)
class Format:
    """A named pattern with the words that explain it and an example that satisfies it."""

    pattern: re.Pattern[str]
    hint: Text
    example: str


@dataclass(frozen=True, slots=True)
class Element:
    """One data element.

    `us` and `ca` say whether CBP (southbound) and CBSA (northbound) need it: M, C, O or empty for not
    asked. `size` is the greatest length of text, the greatest value of a number, or the greatest count of
    a list. `other` names what partner agencies call it (PGA message set, integrated import declaration).
    `format` names an entry of FORMATS. `strip` lists characters dropped from a code before the
    check (hyphens in a plate). `basis` is the law it is asked under, `purpose` what it is used for (R-22).
    """

    key: str
    name: Text
    kind: str
    size: int
    us: str
    ca: str
    cbp: str
    cbsa: str
    format: str
    choices: tuple[str, ...]
    group: str
    strip: str
    basis: str
    purpose: Text | None
    help: Text | None
    example: str
    other: str = ""

    def requirement(self, direction: str) -> str:
        """Say M, C, O or empty for that direction; an unknown direction needs only what both need."""
        if direction == "SB":
            return self.us
        if direction == "NB":
            return self.ca
        return MANDATORY if self.us == self.ca == MANDATORY else OPTIONAL


BASES = {
    "us_truck": "19 CFR 123.92(d)",
    "ca_conveyance": "SOR/86-873, Sch. 1, Part 3",
    "ca_cargo": "SOR/86-873, Sch. 2, Part 3",
    "csa": "SOR/86-873, s. 18(2)",
    "seal_grade": "ISO 17712; CTPAT minimum security criteria",
    "marking": "19 CFR 134",
    "loop": "Register of value-chain loops (docs/loops.md)",
    "perimeter": "Perimeter clearance programme",
    "pga": "The law of each agency, named at each question (docs/agencies.md)",
}

PURPOSES = {
    "identify": Text("Finding the right trip at the booth", "Retrouver le bon voyage à la guérite"),
    "security": Text("Security screening before arrival", "Contrôle de sûreté avant l'arrivée"),
    "compliance": Text("Duties, permits and statistics", "Droits, permis et statistiques"),
    "safety": Text("Handling dangerous goods safely", "Manutention sûre des marchandises dangereuses"),
    "integrity": Text("Checking that the load was not opened", "Vérifier que le chargement n'a pas été ouvert"),
    "release": Text("Matching the broker's release request", "Apparier la demande de mainlevée du courtier"),
    "membership": Text("Trusted-programme membership and lane", "Adhésion aux programmes et choix de la voie"),
}
