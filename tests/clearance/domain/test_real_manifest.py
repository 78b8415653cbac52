"""The published example of a complete truck manifest passes with the reference data that is shipped."""

from __future__ import annotations

import csv
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from clearance.domain.context import Context, CrossingFacts
from clearance.domain.filing import check
from clearance.domain.manifest import canonical_bytes, from_dict
from clearance.domain.numbers import scn, us_trip_number
from portal.core.domain.text import Text

HERE = Path(__file__).resolve().parents[2] / "payloads"
REFERENCE = Path(__file__).resolve().parents[3] / "portal" / "reference" / "data"


def rows(path: str) -> list[dict[str, str]]:
    with (REFERENCE / path).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def payload() -> dict[str, Any]:
    return json.loads((HERE / "complete_manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def shipped() -> Context:
    crossing = next(row for row in rows("crossings.csv") if row["code"] == "ambassador-bridge")
    regions: dict[str, set[str]] = {}
    for row in rows("subdivisions.csv"):
        regions.setdefault(row["country"], set()).add(row["code"])
    return Context(
        now=datetime.fromisoformat(payload()["trip"]["eta"]) - timedelta(hours=2),
        crossings={"ambassador-bridge": CrossingFacts(crossing["code"], Text("a", "b"), crossing["cbp_port_code"])},
        hs_codes={row["hscode"] for row in rows("hs/harmonized-system.csv") if row["level"] == "6"},
        countries={row["code"] for row in rows("countries.csv")},
        subdivisions=regions,
        packages={row["code"] for row in rows("package_types.csv")},
        carrier_scacs=frozenset({"ABCD"}),
    )


def test_the_example_is_accepted(shipped: Context) -> None:
    checked = check(payload(), shipped)
    assert checked.ok, [(item.code, item.path, item.message.en) for item in checked.errors]
    assert {item.code for item in checked.warnings} == {"CLR_N091"}


def test_it_keeps_its_numbers() -> None:
    manifest, _errors = from_dict(payload())
    assert us_trip_number(manifest.trip) == "ABCDTRIP000001"
    assert scn(manifest.trip, manifest.shipments[0]) == "ABCD1234654894"


def test_nothing_of_it_is_lost() -> None:
    manifest, errors = from_dict(payload())
    assert errors == []
    assert json.loads(canonical_bytes(manifest)) == payload()


@pytest.mark.parametrize(("un_number", "code"), [("4561", "CLR_N086"), ("132", "CLR_S007")])
def test_what_was_wrong_in_the_example_is_found(shipped: Context, un_number: str, code: str) -> None:
    data = payload()
    data["shipments"][0]["lines"][0]["un_number"] = un_number
    assert code in {item.code for item in check(data, shipped).errors}
