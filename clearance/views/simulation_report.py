"""A report as its page shows it: figures with words, charts with their rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from clearance.domain.profile_words import DIRECTION_LABELS
from clearance.domain.simulation_words import (
    GROUP_LABELS,
    RANDOM_LABELS,
    YIELD_LABELS,
    headline,
    refusals,
    share_words,
)
from clearance.selectors.simulations import trip_numbers
from clearance.targeting.lanes import LANE_NAMES
from clearance.targeting.queue_parameters import parameters
from portal.accounts.domain.wording import SIZE_CLASSES
from portal.core.domain.agencies import agency_short
from portal.core.domain.text import Text
from portal.reference.selectors import agency_find, country_find, crossing_find

Report = Mapping[str, Any]
NOW, THEN = Text("now", "aujourd'hui"), Text("then", "ensuite")
NOT_KNOWN = Text("Not known", "Non connu")
SHORT = {"SECONDARY": Text("Secondary", "Secondaire")}


def report_context(report: Report) -> dict[str, Any]:
    """Everything the page of a finished simulation shows."""
    return {
        "report": report,
        "sentences": headline(report),
        "refusals": refusals(report),
        "groups": [_group(report, name, label) for name, label in GROUP_LABELS.items()],
        "tier_chart": _sides_chart(report["groups"]["tier"], lambda key: Text(key, key)),
        "lane_chart": _sides_chart(
            [{**line, "key": line["lane"]} for line in report["lanes"]], lambda key: SHORT.get(key, LANE_NAMES[key])
        ),
        "queues": [_queue(place) for place in report["queues"]],
        "parameters": _parameters(),
        "chosen": [(label, share_words(report["yield"]["chosen"][name])) for name, label in YIELD_LABELS.items()],
        "random": [(label, share_words(report["yield"]["random"][name])) for name, label in RANDOM_LABELS.items()],
        "fairness": [
            {
                "label": GROUP_LABELS[name],
                "rows": [_fair(name, line) for line in report["fairness"][name]],
            }
            for name in ("tier", "country", "size")
        ],
        "limits": [
            {**line, "share": share_words(line), "most": 100 * line["limit"], "drawn_rate": 100 * line["random_rate"]}
            for line in report["limits"]
        ],
        "examples": _examples(report),
    }


def _fair(name: str, line: Mapping[str, Any]) -> dict[str, Any]:
    words = {"label": label_of(name, line["key"]), "share": share_words(line), "drawn": share_words(line["random"])}
    return {**line, **words}


def label_of(group: str, key: str) -> Text:
    """The words for a group's key."""
    named = _NAMED.get(group)
    found = named(key) if named else None
    return found or (NOT_KNOWN if key == "unknown" else Text(key, key))


def _port(code: str) -> Text | None:
    crossing = crossing_find(code)
    return crossing.name if crossing else None


def _country(code: str) -> Text | None:
    country = country_find(code)
    return country.name if country else None


def _agency(code: str) -> Text | None:
    return agency_short(code) if agency_find(code) else None


_NAMED: dict[str, Callable[[str], Text | None]] = {
    "port": _port,
    "country": _country,
    "agency": _agency,
    "direction": DIRECTION_LABELS.get,
    "size": SIZE_CLASSES.get,
}


def _group(report: Report, name: str, label: Text) -> dict[str, Any]:
    rows = [
        {**line, "label": label_of(name, line["key"]), "change": line["after"] - line["before"]}
        for line in report["groups"][name]
    ]
    return {"name": name, "label": label, "rows": rows}


def _sides_chart(lines: list[dict[str, Any]], named: Callable[[str], Text]) -> list[tuple[Text, float, str]]:
    """Two bars for each line: now and then."""
    rows = []
    for line in lines:
        label = named(line["key"])
        rows.append((Text(f"{label.en}, {NOW.en}", f"{label.fr}, {NOW.fr}"), line["before"], "neutral"))
        rows.append((Text(f"{label.en}, {THEN.en}", f"{label.fr}, {THEN.fr}"), line["after"], "accent"))
    return rows


def _queue(place: dict[str, Any]) -> dict[str, Any]:
    lines = [{**lane, "label": LANE_NAMES[lane["lane"]]} for lane in place["lanes"] if lane["before"] and lane["after"]]
    chart = _sides_chart(
        [{"key": line["lane"], "before": line["before"]["mean"], "after": line["after"]["mean"]} for line in lines],
        lambda key: LANE_NAMES[key],
    )
    booths = [(LANE_NAMES[lane], count) for lane, count in place["booths"].items()]
    port, way = label_of("port", place["port"]), label_of("direction", place["direction"])
    title = Text(f"Mean wait at {port.en}, {way.en.lower()}", f"Attente moyenne : {port.fr}, {way.fr.lower()}")
    return {**place, "title": title, "lines": lines, "chart": chart, "booth_words": booths}


def _parameters() -> list[dict[str, Any]]:
    told = parameters()
    entries = [(LANE_NAMES[lane], entry) for lane, entry in told["service"].items()]
    entries += [(LANE_NAMES["SECONDARY"], told["bay"]), (Text("Arrivals", "Arrivées"), told["arrivals"])]
    return [
        {"label": label, "note": Text.from_dict(entry["note"]), "sourced": entry["sourced"]} for label, entry in entries
    ]


def _examples(report: Report) -> dict[str, list[dict[str, Any]]]:
    found = report["examples"]
    numbers = trip_numbers(UUID(line["trip"]) for lines in found.values() for line in lines)
    return {
        name: [
            {**line, "number": numbers.get(UUID(line["trip"]), ""), "place": label_of("port", line["port"])}
            for line in lines
        ]
        for name, lines in found.items()
    }
