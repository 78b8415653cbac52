"""From a filing to facts."""

from __future__ import annotations

import json

import pytest

from clearance.domain.links import NO_LINKS
from clearance.domain.manifest import read
from clearance.targeting.facts import Circumstances, History, Signals, complete, extract, facts_as_json, facts_from_json
from clearance.targeting.schema import SCHEMA, UNKNOWN
from tests.clearance.targeting.samples import facts
from tests.factories.clearance_facts import links
from tests.factories.manifests import NOW, changed, manifest_dict


def of(data: dict, **around: object) -> dict:
    manifest, _errors = read(data)
    return extract(manifest, links(), **around)


@pytest.mark.parametrize("direction", ["SB", "NB"])
def test_every_fact_of_the_schema_is_there(direction: str) -> None:
    found = of(manifest_dict(direction, 3, 4))
    assert complete(found) == frozenset()
    assert found.keys() == SCHEMA.keys()


def test_what_nobody_looked_up_is_unknown() -> None:
    manifest, _errors = read(manifest_dict())
    found = extract(manifest, NO_LINKS)
    for name, value in found.items():
        if SCHEMA[name].may_be_unknown and name != "value_per_kg":
            assert value is UNKNOWN, name
        else:
            assert value is not UNKNOWN, name


def test_facts_survive_storage() -> None:
    """R-35: a stored score can be worked out again."""
    for found in (facts(), facts(lookout=UNKNOWN, carrier_trips=UNKNOWN)):
        assert facts_from_json(json.loads(json.dumps(facts_as_json(found)))) == found


def test_numbers_stored_as_text_are_numbers_again() -> None:
    stored = facts_as_json(facts(value_per_kg=0.5)) | {"value_per_kg": "0.5", "weight_kg": "1250.5"}
    assert facts_from_json(stored) == facts(value_per_kg=0.5)
    with pytest.raises(ValueError, match="lines"):
        facts_from_json(stored | {"lines": {}})


def test_goods() -> None:
    data = manifest_dict("SB", 1, 2)
    data["shipments"][0]["lines"][0] |= {"origin": "CN", "marked_origin": "CA", "value": "10", "weight": "100"}
    data["shipments"][0]["lines"][1] |= {"package_code": "PLT", "un_number": "1321", "value": None}
    found = of(data)
    assert found["marked_differently"] and found["third_country_origin"] and found["hazmat"] and found["on_pallets"]
    assert found["value_per_kg"] == 0.1 and found["value_missing"]
    assert found["hs"] == frozenset({"870830", "180632"})


def test_seals_count_on_closed_trailers_only() -> None:
    data = manifest_dict()
    assert of(data)["sealed"] and of(data)["high_security_seal"]
    data["equipment"][0]["seals"][0]["grade"] = "I"
    assert of(data)["sealed"] and not of(data)["high_security_seal"]
    data["equipment"][0]["seals"] = []
    assert not of(data)["sealed"]
    data["equipment"][0]["type"] = "FR"
    assert of(data)["sealed"]


def test_new_goods_needs_a_history() -> None:
    assert of(manifest_dict())["new_goods"] is UNKNOWN
    assert of(manifest_dict(), history=History(known_hs4=frozenset({"8708"})))["new_goods"] is False
    assert of(manifest_dict(), history=History(known_hs4=frozenset()))["new_goods"] is True


def test_notice_and_signals() -> None:
    found = of(manifest_dict(), circumstances=Circumstances(NOW, 12, 3), signals=Signals(lookout=True))
    assert (found["notice_minutes"], found["versions"], found["lookout"]) == (180, 3, True)
    assert found["seal_mismatch"] is UNKNOWN


def test_empty_and_bobtail() -> None:
    found = of(manifest_dict("NB", 0))
    assert found["empty"] and not found["bobtail"]
    assert of(changed(manifest_dict("NB", 0), "equipment", []))["bobtail"]
