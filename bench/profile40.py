"""The profile of the targeting benchmark: the shipped rules and fourteen more, forty in all, of every operator."""

from __future__ import annotations

from typing import Any

from clearance.targeting.profile import Profile, default_document, profile_from_dict

RULES = 40
LAND = {"border": "northern_land"}
NIGHT = {"fact": "arrival_hour", "op": "between", "value": [0, 4], "unknown": False}
NO_MEMBER = {"fact": "member_links", "op": "eq", "value": 0}


def _rule(number: int, when: dict[str, Any], target: str, points: int, **changes: Any) -> dict[str, Any]:
    made = {
        "id": f"BENCH-{number:02d}",
        "family": "safety" if target == "security" else "other_regulation",
        "scope": LAND,
        "when": when,
        "target": target,
        "points": points,
        "reason_class": "record",
        "detail": {"en": f"Rule {number} of the benchmark", "fr": f"Règle {number} de l'essai"},
        "owner": "Benchmark",
        "until": None,
    }
    return made | changes


def _all(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"all": list(parts)}


MORE = (
    _rule(1, _all(NIGHT, NO_MEMBER), "security", 5),
    _rule(2, {"fact": "origins", "op": "has_any", "value": ["CN", "RU", "IR"]}, "security", 5),
    _rule(3, _all({"fact": "origins", "op": "only", "value": ["CA", "US"]}, {"fact": "hazmat", "op": "is", "value": False}),
          "security", -5),
    _rule(4, {"fact": "weight_kg", "op": "gt", "value": 20000}, "security", 5),
    _rule(5, _all({"fact": "driver_trips", "op": "le", "value": 1, "unknown": True}, {"not": {"fact": "empty", "op": "is", "value": True}}),
          "security", 5),
    _rule(6, _all({"fact": "bobtail", "op": "is", "value": True}, NIGHT), "security", 5),
    _rule(7, {"any": [{"fact": "carrier_tier", "op": "unknown"}, {"fact": "driver_tier", "op": "unknown"}]}, "security", 5),
    _rule(8, {"fact": "high_security_seal", "op": "is", "value": True}, "security", -5, scope=LAND | {"direction": "SB"}),
    _rule(9, {"fact": "hs", "op": "has_any", "value": ["030617", "020130", "070200", "080440"]}, "compliance", 5),
    _rule(10, {"fact": "warnings", "op": "any_starts", "value": ["CLR_N0"]}, "compliance", 5),
    _rule(11, {"fact": "lines", "op": "ge", "value": 12}, "compliance", 5),
    _rule(12, _all({"fact": "hs", "op": "has_none", "value": ["870830", "870840"]}, {"fact": "shipments", "op": "gt", "value": 3}),
          "compliance", 5),
    _rule(13, {"any": [{"fact": "value_per_kg", "op": "gt", "value": 500, "unknown": False}, {"fact": "value_per_kg", "op": "unknown"}]},
          "compliance", 5),
    _rule(14, {"not": _all({"fact": "importer_tier", "op": "not_in", "value": ["T0", "T1"], "unknown": False},
                           {"fact": "versions", "op": "le", "value": 1})}, "compliance", 5, scope=LAND | {"direction": "NB"}),
)  # fmt: skip


def profile40() -> Profile:
    document = default_document()
    document["rules"] = [*document["rules"], *MORE]
    made = profile_from_dict(document)
    assert len(made.rules) == RULES, len(made.rules)
    return made
