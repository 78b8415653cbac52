"""Tier criteria as a document both agencies sign: rows of metric, comparison and value with their words (R-08).

A document is {"programme": code, "tiers": {tier: [{code, metric, comparison, value, label, unit}]}}. The founding
version is the file `data/founding_criteria.json`; every later one is drafted from the one before it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any

from enrollment.domain.criteria import COMPARISONS, Criterion
from enrollment.domain.programmes import PROGRAMMES
from portal.core.domain.text import Text

MOST_ROWS = 12
LONGEST_WORDS = 120
GREATEST = 1_000_000
NO_LADDER_TIER = "T0"


@dataclass(frozen=True, slots=True)
class Metric:
    """Something measured about every member. `percent` values lie between 0 and 100, others are whole numbers."""

    label: Text
    unit: Text
    percent: bool = False


_NONE = Text("", "")
METRICS: dict[str, Metric] = {
    "movements": Metric(Text("Movements on record", "Passages au dossier"), _NONE),
    "clean_share": Metric(Text("Movements without a finding", "Passages sans constatation"), Text("%", "%"), True),
    "points": Metric(Text("Points that still count", "Points encore comptés"), _NONE),
    "open_plans": Metric(Text("Open corrective plans", "Plans correctifs ouverts"), _NONE),
    "months_at_tier": Metric(Text("Months at the present tier", "Mois au niveau actuel"), _NONE),
    "site_visits": Metric(Text("Site visit by both agencies", "Visite des lieux par les deux organismes"), _NONE),
    "secured": Metric(
        Text(
            "Recognised standard or approved own security profile",
            "Norme reconnue ou profil de sûreté approuvé",
        ),
        _NONE,
    ),
    "standards": Metric(Text("Recognised security standards held", "Normes de sûreté reconnues détenues"), _NONE),
}
# The codes partners know from before the criteria became data; other metrics go by their name in capitals.
CODES = {"open_plans": "PLANS", "months_at_tier": "MONTHS", "site_visits": "SITE_VISIT"}


@dataclass(frozen=True, slots=True)
class CriteriaInForce:
    """The version that counts for a programme at a moment. `number` 0 is the founding one before it is on file."""

    programme: str
    label: str
    number: int
    valid_from: datetime
    tiers: Mapping[str, tuple[Criterion, ...]]

    def at(self, tier: str) -> tuple[Criterion, ...]:
        """Give the criteria of a tier; empty for a programme without a ladder."""
        return self.tiers.get(tier, ())


def version_label(number: int) -> str:
    """Give the name people use: criteria-2."""
    return founding()["label"] if number <= 1 else f"criteria-{number}"


@lru_cache(maxsize=1)
def founding() -> dict[str, Any]:
    """Give the founding criteria of every programme as they were signed."""
    text = files("enrollment.domain").joinpath("data/founding_criteria.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def founding_document(programme: str) -> dict[str, Any]:
    """Give the founding document of a programme; without tiers for one without a ladder."""
    return {"programme": programme, "tiers": founding()["programmes"].get(programme, {})}


def founding_from() -> datetime:
    return datetime.fromisoformat(founding()["valid_from"])


def founding_criteria(programme: str) -> CriteriaInForce:
    return CriteriaInForce(programme, version_label(0), 0, founding_from(), criteria_read(founding_document(programme)))


def criteria_read(document: Mapping[str, Any]) -> dict[str, tuple[Criterion, ...]]:
    """Give the criteria of each tier of a checked document."""
    return {tier: tuple(_criterion(row) for row in rows) for tier, rows in document["tiers"].items()}


def _criterion(row: Mapping[str, Any]) -> Criterion:
    return Criterion(
        row["code"],
        Text.from_dict(row["label"]),
        row["metric"],
        row["comparison"],
        float(row["value"]),
        Text.from_dict(row["unit"]),
    )


def document_of(programme: str, rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Put the editor's rows together. Empty words become those of the metric; tiers come in the ladder's order."""
    tiers: dict[str, list[dict[str, Any]]] = {tier: [] for tier in tiers_of(programme)}
    for row in rows:
        metric = METRICS[row["metric"]]
        tiers[row["tier"]].append(
            {
                "code": CODES.get(row["metric"], row["metric"].upper()),
                "metric": row["metric"],
                "comparison": row["comparison"],
                "value": row["value"],
                "label": {
                    "en": row.get("label_en", "").strip() or metric.label.en,
                    "fr": row.get("label_fr", "").strip() or metric.label.fr,
                },
                "unit": metric.unit.as_dict(),
            }
        )
    return {"programme": programme, "tiers": tiers}


def rows_of(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give a document as the rows of the editor."""
    return [
        {
            "tier": tier,
            "metric": row["metric"],
            "comparison": row["comparison"],
            "value": f"{row['value']:g}",
            "label_en": row["label"]["en"],
            "label_fr": row["label"]["fr"],
        }
        for tier, rows in document["tiers"].items()
        for row in rows
    ]


def tiers_of(programme: str) -> tuple[str, ...]:
    """Give the tiers of a programme that can ask for something."""
    found = PROGRAMMES[programme]
    return tuple(tier for tier in found.tiers if tier != NO_LADDER_TIER) if found.has_ladder else ()


def row_problems(programme: str, row: Mapping[str, Any]) -> list[tuple[str, Text]]:
    """Say what cannot be in one row of the editor: pairs of field and words."""
    found: list[tuple[str, Text]] = []
    if row.get("tier") not in tiers_of(programme):
        found.append(("tier", _TIER))
    if row.get("metric") not in METRICS:
        found.append(("metric", _METRIC))
    if row.get("comparison") not in COMPARISONS:
        found.append(("comparison", _COMPARISON))
    found += _value_problems(row)
    found += [
        (name, _WORDS.format(n=LONGEST_WORDS))
        for name in ("label_en", "label_fr")
        if len(str(row.get(name, ""))) > LONGEST_WORDS
    ]
    if bool(str(row.get("label_en", "")).strip()) != bool(str(row.get("label_fr", "")).strip()):
        found.append(("label_fr" if row.get("label_en") else "label_en", _BOTH))
    return found


def _value_problems(row: Mapping[str, Any]) -> list[tuple[str, Text]]:
    value, metric = row.get("value"), METRICS.get(str(row.get("metric")))
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= GREATEST:
        return [("value", _VALUE)]
    if metric and metric.percent and value > 100:
        return [("value", _PERCENT)]
    if metric and not metric.percent and value != int(value):
        return [("value", _WHOLE)]
    return []


def document_problems(document: Mapping[str, Any]) -> list[tuple[str, Text]]:
    """Say what a whole document may not be: a metric twice in a tier, too many rows, no rows at all."""
    found: list[tuple[str, Text]] = []
    for tier, rows in document["tiers"].items():
        seen: list[tuple[str, str]] = [(row["metric"], row["comparison"]) for row in rows]
        if len(seen) != len(set(seen)):
            found.append(("rows", _TWICE.format(tier=tier)))
        if len(rows) > MOST_ROWS:
            found.append(("rows", _MANY.format(tier=tier, n=MOST_ROWS)))
        if tier != tiers_of(document["programme"])[0] and not rows:
            found.append(("rows", _EMPTY.format(tier=tier)))
    return found


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give what differs as rows of the component version_diff; an empty side is an addition or a removal."""
    old, new = _words_by_key(before), _words_by_key(after)
    return [
        {"label": (new.get(key) or old[key])[0], "before": _side(old, key), "after": _side(new, key)}
        for key in dict.fromkeys((*old, *new))
        if old.get(key) != new.get(key)
    ]


def _words_by_key(document: Mapping[str, Any]) -> dict[tuple[str, str, str], tuple[Text, Text]]:
    return {
        (tier, line.fact, line.comparison): (
            Text(f"{tier}: {line.label.en}", f"{tier} : {line.label.fr}"),
            line.words,
        )
        for tier, lines in criteria_read(document).items()
        for line in lines
    }


def _side(words: Mapping[tuple[str, str, str], tuple[Text, Text]], key: tuple[str, str, str]) -> Text:
    return words[key][1] if key in words else _NONE


_TIER = Text("Choose a tier of this programme.", "Choisissez un niveau de ce programme.")
_METRIC = Text("Choose one of the metrics.", "Choisissez l'une des mesures.")
_COMPARISON = Text("Choose “at least” or “at most”.", "Choisissez « au moins » ou « au plus ».")
_VALUE = Text("Give a number from 0 to 1,000,000.", "Indiquez un nombre de 0 à 1 000 000.")
_PERCENT = Text("A percentage lies between 0 and 100.", "Un pourcentage se situe entre 0 et 100.")
_WHOLE = Text("This metric is counted in whole numbers.", "Cette mesure se compte en nombres entiers.")
_WORDS = Text("Use at most {n} characters.", "Utilisez au plus {n} caractères.")
_BOTH = Text("Write the words in both languages, or in neither.", "Rédigez dans les deux langues, ou dans aucune.")
_TWICE = Text("{tier} asks for the same metric twice.", "{tier} demande deux fois la même mesure.")
_MANY = Text("{tier} asks for more than {n} things.", "{tier} demande plus de {n} choses.")
_EMPTY = Text("{tier} asks for nothing: everybody would rise to it.", "{tier} ne demande rien : tous y accéderaient.")
