"""Reverse inspection: one agency inspects for another, for named goods at named sites, under a memorandum (R-61)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

LONGEST_DAYS = 1096


@dataclass(frozen=True, slots=True)
class ProtocolTerms:
    """What one version says: `receiver` inspects for `giver` goods of `prefixes` at `sites` (empty: any accredited).

    `memorandum` names the agreement between the two countries it rests on.
    """

    giver: str
    receiver: str
    prefixes: tuple[str, ...]
    memorandum: str
    sites: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        made = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in made.items()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ProtocolTerms:
        terms: dict[str, Any] = {name: tuple(said) if isinstance(said, list) else said for name, said in data.items()}
        return cls(**terms)

    def covers_site(self, code: str) -> bool:
        return not self.sites or code in self.sites

    def covers_goods(self, hs_code: str) -> bool:
        return hs_code.startswith(self.prefixes)


def protocol_digest(terms: ProtocolTerms, number: int, version: int, starts: datetime, ends: datetime) -> str:
    """Give the SHA-256 of everything that is signed."""
    signed = {
        **terms.as_dict(),
        "number": number,
        "version": version,
        "from": starts.isoformat(),
        "to": ends.isoformat(),
    }
    return hashlib.sha256(json.dumps(signed, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def protocol_faults(
    terms: ProtocolTerms,
    *,
    starts: datetime,
    ends: datetime,
    now: datetime,
    countries: Mapping[str, str],
    sites: Collection[str],
) -> list[ErrorItem]:
    """Say what is wrong with a draft, field by field. `countries` maps partner agency to its country."""
    checks = (
        ("giver", terms.giver in countries, PARTNER_AGENCY),
        ("receiver", terms.receiver in countries, PARTNER_AGENCY),
        ("receiver", countries.get(terms.giver) != countries.get(terms.receiver), TWO_COUNTRIES),
        ("prefixes", bool(terms.prefixes) and all(_prefix(code) for code in terms.prefixes), BAD_PREFIX),
        ("memorandum", bool(terms.memorandum.strip()), NO_MEMORANDUM),
        ("sites", set(terms.sites) <= set(sites), UNKNOWN_SITE),
        ("ends_at", starts < ends and ends > now and (ends - starts).days <= LONGEST_DAYS, BAD_DATES),
    )
    return [ErrorItem(code, words, path, fix=fix) for path, good, (code, words, fix) in checks if not good]


def _prefix(code: str) -> bool:
    return code.isascii() and code.isdecimal() and 2 <= len(code) <= 10


PARTNER_AGENCY = (
    "CLR_PROTOCOL_AGENCY",
    Text("A protocol is between two partner agencies.", "Un protocole lie deux organismes partenaires."),
    Text("Choose agencies that inspect goods.", "Choisissez des organismes qui inspectent des marchandises."),
)
TWO_COUNTRIES = (
    "CLR_PROTOCOL_COUNTRIES",
    Text("The two agencies are of the same country.", "Les deux organismes sont du même pays."),
    Text("One agency of each country.", "Un organisme de chaque pays."),
)
BAD_PREFIX = (
    "CLR_PROTOCOL_GOODS",
    Text("Goods are named by 2 to 10 digits of their code.", "Les marchandises se désignent par 2 à 10 chiffres."),
    Text("For example 1806 for chocolate.", "Par exemple 1806 pour le chocolat."),
)
NO_MEMORANDUM = (
    "CLR_PROTOCOL_MEMORANDUM",
    Text("Name the memorandum it rests on.", "Indiquez le protocole d'entente sur lequel il repose."),
    Text("Title and date of the agreement.", "Titre et date de l'entente."),
)
UNKNOWN_SITE = (
    "CLR_PROTOCOL_SITE",
    Text("A site is not in the register.", "Un site ne figure pas au registre."),
    Text("Choose sites of the register.", "Choisissez des sites du registre."),
)
BAD_DATES = (
    "CLR_PROTOCOL_DATES",
    Text("It must end later than it starts, in the future, within three years.",
         "Il doit prendre fin après son début, à venir, dans les trois ans."),
    Text("Give another end; it can be renewed.", "Donnez une autre fin; il peut être renouvelé."),
)  # fmt: skip
