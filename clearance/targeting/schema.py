"""The fact schema: every fact a rule may name, with its type and whether it can be unknown.

A condition is checked against this table when it is built, so a misspelt fact cannot be saved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from portal.core.domain.text import Text


class _Unknown:
    """The value of a fact that could not be established. There is one; it equals nothing else."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __bool__(self) -> bool:
        raise TypeError("an unknown fact is neither true nor false")


UNKNOWN: Final = _Unknown()

NUMBER, CODE, FLAG, SET = "number", "code", "flag", "set"
Value = int | float | str | bool | frozenset[str] | _Unknown
Facts = dict[str, Value]


@dataclass(frozen=True, slots=True)
class FactSpec:
    """One fact. `choices` closes a code; `may_be_unknown` obliges every condition on it to say what then."""

    name: str
    kind: str
    label: Text
    may_be_unknown: bool = False
    choices: frozenset[str] = frozenset()


def _fact(name: str, kind: str, en: str, fr: str, *, unknown: bool = False, choices: str = "") -> FactSpec:
    return FactSpec(name, kind, Text(en, fr), unknown, frozenset(choices.split()))


_TIERS = "T0 T1 T2 T3"

SCHEMA: dict[str, FactSpec] = {
    spec.name: spec
    for spec in (
        _fact("direction", CODE, "Direction", "Sens", choices="SB NB"),
        _fact("crossing", CODE, "Crossing", "Passage"),
        _fact("empty", FLAG, "Empty truck", "Camion vide"),
        _fact("bobtail", FLAG, "Tractor alone", "Tracteur seul"),
        _fact("shipments", NUMBER, "Number of shipments", "Nombre d'expéditions"),
        _fact("lines", NUMBER, "Number of goods lines", "Nombre de lignes"),
        _fact("notice_minutes", NUMBER, "Minutes of notice", "Minutes de préavis", unknown=True),
        _fact("arrival_hour", NUMBER, "Hour of arrival (port time)", "Heure d'arrivée (heure du port)", unknown=True),
        _fact("driver_tier", CODE, "Driver's tier", "Niveau du conducteur", unknown=True, choices=_TIERS),
        _fact("carrier_tier", CODE, "Carrier's tier", "Niveau du transporteur", unknown=True, choices=_TIERS),
        _fact("importer_tier", CODE, "Weakest importer's tier", "Niveau de l'importateur le moins bien classé",
              unknown=True, choices=_TIERS),
        _fact("member_links", NUMBER, "Links that are FAST members", "Maillons membres FAST/EXPRES"),
        _fact("passengers", NUMBER, "Passengers", "Passagers"),
        _fact("sealed", FLAG, "Every closed trailer sealed", "Toute remorque fermée scellée"),
        _fact("high_security_seal", FLAG, "High-security seal on every closed trailer",
              "Sceau de haute sécurité sur toute remorque fermée"),
        _fact("third_country_container", FLAG, "Container from a third country", "Conteneur d'un pays tiers"),
        _fact("hazmat", FLAG, "Dangerous goods", "Marchandises dangereuses"),
        _fact("hs", SET, "HS codes", "Codes SH"),
        _fact("origins", SET, "Countries of origin", "Pays d'origine"),
        _fact("third_country_origin", FLAG, "Goods of a third country", "Marchandises d'un pays tiers"),
        _fact("marked_differently", FLAG, "Marked as of another origin", "Marquées d'une autre origine"),
        _fact("weight_kg", NUMBER, "Gross weight (kg)", "Poids brut (kg)"),
        _fact("value_per_kg", NUMBER, "Lowest value per kg", "Plus faible valeur par kg", unknown=True),
        _fact("value_missing", FLAG, "A line without value", "Une ligne sans valeur"),
        _fact("on_pallets", FLAG, "Counted in pallets", "Compté en palettes"),
        _fact("warnings", SET, "Warnings at filing", "Avertissements au dépôt"),
        _fact("versions", NUMBER, "Versions filed", "Versions déposées"),
        _fact("perimeter_cleared", FLAG, "Cleared at the perimeter", "Dédouané au périmètre"),
        _fact("carrier_trips", NUMBER, "Carrier's trips, 90 days", "Voyages du transporteur, 90 jours", unknown=True),
        _fact("driver_trips", NUMBER, "Driver's trips, 90 days", "Voyages du conducteur, 90 jours", unknown=True),
        _fact("pair_trips", NUMBER, "Trips of this driver for this carrier, 90 days",
              "Voyages de ce conducteur pour ce transporteur, 90 jours", unknown=True),
        _fact("findings", NUMBER, "Findings against the carrier or importers, 365 days",
              "Constats contre le transporteur ou les importateurs, 365 jours", unknown=True),
        _fact("security_findings", NUMBER, "Security findings, 365 days", "Constats de sûreté, 365 jours", unknown=True),
        _fact("new_goods", FLAG, "Goods this carrier has not carried before",
              "Marchandises nouvelles pour ce transporteur", unknown=True),
        _fact("seal_mismatch", FLAG, "Seal broken or not the one filed", "Sceau brisé ou différent", unknown=True),
        _fact("identity_mismatch", FLAG, "Driver, plate or trailer differ", "Conducteur, plaque ou remorque différents",
              unknown=True),
        _fact("image_alarm", FLAG, "Radiation or image alarm", "Alarme de radiation ou d'imagerie", unknown=True),
        _fact("lookout", FLAG, "Current lookout", "Avis de recherche en vigueur", unknown=True),
        _fact("legal_hold", FLAG, "Legal hold by another agency", "Retenue légale d'un autre organisme", unknown=True),
    )
}  # fmt: skip
