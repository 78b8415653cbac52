"""The risk both governments accept, as numbers the engine reads (R-36, R-43, R-48).

A record is a document signed by both agencies. Rates and shares are by the tier of the movement, which is that of
its weakest link. A better tier is never drawn or referred more than a lesser one (R-39).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

from clearance.domain.links import TIERS, Links
from clearance.domain.visits import LONGEST_DAYS, SAME, rate_tier
from portal.core.domain.text import Text

DATA = Path(__file__).resolve().parent / "data"
LOWEST_RANDOM_RATE = 0.01
HIGHEST_RANDOM_RATE = 0.1
GREATEST_CUT_BAND, GREATEST_RATE_BAND, GREATEST_LOCAL_BAND = 30, 5.0, 10
STANDING, LEVEL = "standing", "level"


@dataclass(frozen=True, slots=True)
class Appetite:
    """One record. The cut-off is a security score of 1 to 100; rates and shares run from 0 to 1.

    `referral_share` is the greatest share of a tier's trips that may be sent to secondary. `cut_band` (points) and
    `rate_band` (factor) are how far a temporary threat level may go, `local_band` how far a port's supervisor may.
    For `visit_days` days a visit to a facility moves the random rate by a tier (R-63); records from before have 0, for
    not at all.
    """

    number: int
    statement: Text
    office: Text
    security_cut: int
    random_rate: Mapping[str, float]
    referral_share: Mapping[str, float]
    cut_band: int
    rate_band: float
    local_band: int
    visit_days: int = 0


class Rates(Protocol):
    """Anything that has a random rate per tier, and the days a facility visit moves it."""

    @property
    def random_rate(self) -> Mapping[str, float]: ...

    @property
    def visit_days(self) -> int: ...


def appetite_from_dict(data: Mapping[str, Any], *, checked: bool = True) -> Appetite:
    """Read a record; KeyError for what is missing, ValueError for what cannot be unless `checked` is off."""
    appetite = Appetite(
        number=int(data["version"]),
        statement=Text(str(data["statement"]["en"]), str(data["statement"]["fr"])),
        office=Text(str(data["office"]["en"]), str(data["office"]["fr"])),
        security_cut=int(data["security_cut"]),
        random_rate=_by_tier(data["random_rate"]),
        referral_share=_by_tier(data["referral_share"]),
        cut_band=int(data["cut_band"]),
        rate_band=float(data["rate_band"]),
        local_band=int(data["local_band"]),
        visit_days=int(data.get("visit_days", 0)),
    )
    problem = next(iter(appetite_problems(appetite)), None)
    if problem and checked:
        raise ValueError(problem[1].en)
    return appetite


def _by_tier(data: Mapping[str, Any]) -> dict[str, float]:
    return {tier: float(data[tier]) for tier in TIERS}


Problem = tuple[str, Text]


def appetite_problems(appetite: Appetite) -> list[Problem]:
    """Say what cannot be, as (field, sentence)."""
    found: list[Problem] = []
    if not 0 < appetite.security_cut <= 100:
        found.append(("security_cut", CUT))
    for tier in TIERS:
        if not LOWEST_RANDOM_RATE <= appetite.random_rate[tier] <= HIGHEST_RANDOM_RATE:
            found.append((f"random_rate_{tier}", RATE))
        if not appetite.random_rate[tier] <= appetite.referral_share[tier] <= 1:
            found.append((f"referral_share_{tier}", SHARE))
    for lesser, better in pairwise(TIERS):
        if appetite.random_rate[better] > appetite.random_rate[lesser]:
            found.append((f"random_rate_{better}", ORDER))
        if appetite.referral_share[better] > appetite.referral_share[lesser]:
            found.append((f"referral_share_{better}", ORDER))
    return [*found, *_word_problems(appetite), *_band_problems(appetite)]


def _word_problems(appetite: Appetite) -> list[Problem]:
    texts = {"statement": appetite.statement, "office": appetite.office}
    return [
        (f"{name}_{language}", WORDS)
        for name, text in texts.items()
        for language, said in (("en", text.en), ("fr", text.fr))
        if len(said.strip()) < 5
    ]


def _band_problems(appetite: Appetite) -> list[Problem]:
    bands = (
        ("cut_band", 0 <= appetite.cut_band <= GREATEST_CUT_BAND),
        ("rate_band", 1 <= appetite.rate_band <= GREATEST_RATE_BAND),
        ("local_band", 0 <= appetite.local_band <= min(appetite.cut_band, GREATEST_LOCAL_BAND)),
    )
    found = [(name, BAND) for name, fits in bands if not fits]
    return found if 0 <= appetite.visit_days <= LONGEST_DAYS else [*found, ("visit_days", VISITS)]


def level_problems(level: Appetite, standing: Appetite) -> list[Problem]:
    """Say where a temporary threat level leaves the band of the record it changes (R-48)."""
    found: list[Problem] = []
    if abs(level.security_cut - standing.security_cut) > standing.cut_band:
        found.append(("security_cut", OUT_OF_BAND))
    for tier in TIERS:
        was, now = standing.random_rate[tier], level.random_rate[tier]
        if not was / standing.rate_band - 1e-9 <= now <= was * standing.rate_band + 1e-9:
            found.append((f"random_rate_{tier}", OUT_OF_BAND))
    return found


def with_attention(appetite: Appetite, points: int) -> Appetite:
    """Move the cut-off by a port supervisor's points, within the local band (R-45)."""
    moved = max(-appetite.local_band, min(appetite.local_band, points))
    return replace(appetite, security_cut=max(1, min(100, appetite.security_cut - moved)))


def movement_tier(links: Links) -> str:
    """Give the tier of a movement: that of its weakest link; a link nobody could look up counts as T0."""
    return min((link.tier if link.known else TIERS[0] for link in links.three), key=TIERS.index)


def random_rate_for(links: Links, appetite: Rates, step: int = SAME) -> tuple[str, float]:
    """Give the tier of the movement and the rate at which it is drawn; `step` is what facility visits say."""
    tier = movement_tier(links)
    return tier, appetite.random_rate[rate_tier(tier, step)]


def default_appetite_document() -> dict[str, Any]:
    """The shipped record, version 1, as JSON."""
    document: dict[str, Any] = json.loads((DATA / "appetite_v1.json").read_text(encoding="utf-8"))
    return document


@cache
def default_appetite() -> Appetite:
    """The shipped record, read and checked."""
    return appetite_from_dict(default_appetite_document())


CUT = Text("The cut-off lies between 1 and 100.", "Le seuil se situe entre 1 et 100.")
RATE = Text(
    "A random rate lies between 1 % and 10 %: below 1 % nothing can be measured.",
    "Un taux aléatoire se situe entre 1 % et 10 % : sous 1 %, rien ne peut être mesuré.",
)
SHARE = Text(
    "The greatest share lies between the random rate of the tier and 100 %.",
    "La part maximale se situe entre le taux aléatoire du niveau et 100 %.",
)
ORDER = Text(
    "A better tier is never checked more than a lesser one.",
    "Un meilleur niveau n'est jamais plus vérifié qu'un niveau inférieur.",
)
WORDS = Text("Say it in both languages.", "Précisez-le dans les deux langues.")
BAND = Text(
    "Bands: up to 30 points, a factor of 1 to 5, and for a port up to 10 points within the first.",
    "Marges : jusqu'à 30 points, un facteur de 1 à 5 et, pour un bureau, jusqu'à 10 points à l'intérieur de la première.",
)
VISITS = Text(
    "A facility visit counts for up to 730 days; 0 for not at all.",
    "Une visite d'installation compte jusqu'à 730 jours; 0 pour aucun effet.",
)
OUT_OF_BAND = Text(
    "This leaves the band of the record in force.", "Cela sort de la marge de la déclaration en vigueur."
)
