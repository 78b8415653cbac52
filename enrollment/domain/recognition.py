"""Recognition: one scheme honoured as a programme of this border, up to a tier, between two days (R-03).

Pure. What a row says lies in its document, which both agencies sign; a row counts from its first day to its last
by the clock alone, so that no worker has to run for it to begin or to end.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from enrollment.domain.programmes import ORGANISATION, PROGRAMMES
from enrollment.domain.schemes import SCHEMES
from enrollment.domain.tiers import NO_TIER, rank
from portal.core.domain.text import Text

DIRECTIONS: dict[str, Text] = {
    "": Text("both directions", "les deux directions"),
    "SB": Text("southbound", "direction sud"),
    "NB": Text("northbound", "direction nord"),
}
HIGHEST_COMPANY_TIER = "T2"


def recognition_problems(document: Mapping[str, Any], ports: set[str]) -> list[tuple[str, Text]]:
    """Say what cannot be in a row; `ports` are the codes of the crossings there are."""
    scheme, programme = SCHEMES.get(document["scheme"]), PROGRAMMES.get(document["programme"])
    found: list[tuple[str, Text]] = []
    if scheme is None:
        found.append(("scheme", _SCHEME))
    if programme is None:
        found.append(("programme", _PROGRAMME))
    if scheme and programme and scheme.holder != programme.holder:
        found.append(("programme", _COMPANIES if scheme.holder == ORGANISATION else _PERSONS))
    if programme and (document["tier"] not in programme.tiers or document["tier"] == NO_TIER):
        found.append(("tier", _TIER))
    elif programme and programme.has_ladder and rank(document["tier"]) > rank(HIGHEST_COMPANY_TIER):
        found.append(("tier", _CEILING))
    if document["direction"] not in DIRECTIONS:
        found.append(("direction", _DIRECTION))
    if unknown := sorted(set(document["ports"]) - ports):
        found.append(("ports", _PORTS.format(codes=", ".join(unknown))))
    return found


def covers(document: Mapping[str, Any], crossing: str, direction: str) -> bool:
    """Say whether a row counts at a crossing in a direction; a row with conditions never counts where both are unknown."""
    here = not document["ports"] or crossing in document["ports"]
    return here and document["direction"] in ("", direction)


_SCHEME = Text("Choose one of the schemes.", "Choisissez l'un des programmes étrangers.")
_PROGRAMME = Text("Choose one of the programmes.", "Choisissez l'un des programmes.")
_COMPANIES = Text("This scheme is held by companies.", "Ce statut est détenu par des entreprises.")
_PERSONS = Text("This scheme is held by persons.", "Ce statut est détenu par des personnes.")
_TIER = Text("Choose a tier of this programme.", "Choisissez un niveau de ce programme.")
_CEILING = Text(
    "A recognised scheme counts as T2 at most: T3 is earned here.",
    "Un statut reconnu vaut au plus T2 : T3 se gagne ici.",
)
_DIRECTION = Text("Choose a direction, or both.", "Choisissez une direction, ou les deux.")
_PORTS = Text("No crossing has these codes: {codes}.", "Aucun passage ne porte ces codes : {codes}.")
