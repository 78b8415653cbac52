"""Facts for targeting tests: an ordinary trip about which everything is known, and changes to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from clearance.domain.manifest import read
from clearance.targeting.facts import Circumstances, History, Signals, extract
from clearance.targeting.interpreter import Result
from clearance.targeting.profile import Profile, profile_from_dict
from clearance.targeting.schema import Facts
from tests.factories.clearance_facts import links
from tests.factories.manifests import NOW, manifest_dict

DAY = date(2026, 1, 5)
QUIET = Signals(False, False, False, False, False)


def facts(**changes: Any) -> Facts:
    manifest, _errors = read(manifest_dict("SB", 1, 1))
    history = History(100, 40, 30, 0, 0, frozenset({"8708"}))
    found = extract(manifest, links(), history, QUIET, Circumstances(NOW, 12))
    return found | changes


def rule(**changes: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": "T-1",
        "family": "safety",
        "scope": {"border": "northern_land"},
        "when": {"fact": "passengers", "op": "ge", "value": 1},
        "target": "security",
        "points": 10,
        "reason_class": "identity",
        "detail": {"en": "Passengers", "fr": "Passagers"},
        "owner": "Joint targeting centre",
        "until": None,
    }
    return made | changes


def document(*rules: dict[str, Any]) -> dict[str, Any]:
    return {"id": "test", "version": 1, "name": {"en": "Test", "fr": "Essai"}, "rules": list(rules) or [rule()]}


def profile(*rules: dict[str, Any]) -> Profile:
    return profile_from_dict(document(*rules))


def result(security: int = 0, compliance: int = 0, hits: tuple[Any, ...] = ()) -> Result:
    return Result(security, compliance, hits, (), "test", 1)
