"""Common rejects (requirements 5.3): each at its field, with a fix that is one click and then gone, in both languages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearance.domain.filing import check
from clearance.domain.fixes import (
    ACTIONS,
    NOTHING,
    Fix,
    FixFacts,
    applied,
    fixes_for,
    steps_of,
    value_at,
    wants_facts,
    with_fixes,
)
from clearance.domain.fixes.by_place import BY_PLACE
from clearance.domain.fixes.by_rule import BY_RULE
from clearance.domain.fixes.numbers import next_number
from clearance.domain.rules import RULES
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from tests.clearance.domain.rule_cases import CASES
from tests.factories.clearance_facts import context, links
from tests.factories.manifests import ETA, changed, manifest_dict, shipment

DRIVER = {"role": "DRIVER", "family_name": "Driver", "given_name": "Second", "fast_card": "42700000000202"}
FACTS = FixFacts(
    driver=DRIVER,
    people={"Sample Driver": manifest_dict()["crew"][0]},
    trailers={
        "TR998": {"number": "TR998", "type": "TF", "plate": "BA12YY", "plate_jurisdiction": "ON", "plate_country": "CA"}
    },
    crossings=("one-way",),
)
CARD = "crew.0.fast_card"
NO_CARD = {CARD: None}
LICENCE = {"type": "5K", "number": "AB1", "jurisdiction": "ON"}


@dataclass(frozen=True)
class Reject:
    """One reject: what is wrong, the code, the field it shows at, and what the first fix leaves behind there."""

    code: str
    path: str
    after: Any
    changes: dict[str, Any] = field(default_factory=dict)
    direction: str = "SB"
    facts: dict[str, Any] = field(default_factory=dict)
    at: str = ""


OURS: dict[str, Reject] = {
    "shipment already on file": Reject(
        "CLR_N062", "shipments[0].reference", "SHIP0001", facts={"shipment_numbers": {"ABCDSHIP0000"}}
    ),
    "manifest already on file": Reject(
        "CLR_N003", "trip.reference", "TRIP000002", facts={"trip_numbers": {"ABCDTRIP000001"}}
    ),
    "invalid ACE id of a person": Reject("CLR_S007", "crew[0].ace_id", None, {"crew.0.ace_id": "12AB"}),
    "invalid ACE id of the truck": Reject("CLR_S007", "conveyance.ace_id", None, {"conveyance.ace_id": "1"}),
    "FAST card of the wrong form": Reject("CLR_S007", "crew[0].fast_card", None, {CARD: "42710000000101"}),
    "FAST card of somebody else": Reject(
        "CLR_N046", "crew[1].fast_card", None, {"crew": [{"role": "DRIVER", "fast_card": "42700000000101"}] * 2}
    ),
    "FAST release without members": Reject(
        "CLR_N069",
        "shipments[0].release_type",
        "PAPS",
        {"shipments.0.release_type": "FAST"},
        facts={"links": links("T0", "T2", "T2")},
    ),
    "travel document that does not allow entry": Reject(
        "CLR_N044",
        "crew[0].documents",
        DRIVER,
        NO_CARD | {"crew.0.documents": [LICENCE], "crew.0.family_name": "Other"},
        at="crew[0]",
    ),
    "no person in charge": Reject("CLR_N040", "crew", DRIVER, {"crew": []}, at="crew[0]"),
    "no person in charge, but crew aboard": Reject(
        "CLR_N040", "crew", "DRIVER", {"crew.0.role": "CREW"}, at="crew[0].role"
    ),
    "trailer plate without its state": Reject(
        "CLR_N022", "equipment[0].plate_jurisdiction", "ON", {"equipment.0.plate_jurisdiction": None}
    ),
    "trailer plate of the other country": Reject(
        "CLR_N021",
        "equipment[0].plate_jurisdiction",
        "US",
        {"equipment.0.plate_jurisdiction": "MI"},
        at="equipment[0].plate_country",
    ),
    "port mismatch": Reject(
        "CLR_N012", "shipments[0].release_office", "0453", {"shipments.0.release_office": "0440"}, direction="NB"
    ),
    "Section 321": Reject("CLR_N065", "shipments[0].release_type", "PAPS", {"shipments.0.release_type": "SECTION_321"}),
}


def broken(changes: dict[str, Any], direction: str = "SB") -> dict[str, Any]:
    data = manifest_dict(direction)
    for path, value in changes.items():
        data = changed(data, path, value)
    return data


def says(fix: Fix) -> None:
    assert fix.action in ACTIONS and fix.label.en and fix.label.fr
    assert "{" not in fix.label.en + fix.label.fr


@pytest.mark.parametrize("name", sorted(OURS))
def test_a_common_reject_shows_at_its_field_and_one_click_ends_it(name: str) -> None:
    reject = OURS[name]
    data, facts = broken(reject.changes, reject.direction), context(**reject.facts)
    found = [item for item in check(data, facts).items if (item.code, item.path) == (reject.code, reject.path)]
    assert found, [(item.code, item.path) for item in check(data, facts).items]
    fixes = fixes_for(found[0], data, facts, FACTS)
    assert fixes
    for fix in fixes:
        says(fix)
    made = applied(data, fixes[0])
    assert value_at(made, reject.at or reject.path) == reject.after
    left = {(item.code, item.path) for item in check(made, facts).items}
    assert (reject.code, reject.path) not in left


# the agency's own answers: code of agency_errors.csv, where it points, what the first fix makes of it
ANSWERS: dict[str, tuple[str, str, str, Any]] = {
    "CBP_SHPDUP": ("shipments[0].reference", "SB", "shipments[0].reference", "SHIP0001"),
    "CBP_TRPDUP": ("trip.reference", "SB", "trip.reference", "TRIP000002"),
    "CBP_CRWACE": ("crew[0].ace_id", "SB", "crew[0].ace_id", None),
    "CBP_401": ("conveyance.ace_id", "SB", "conveyance.ace_id", None),
    "CBP_CRWFST": ("crew[0].fast_card", "SB", "crew[0].fast_card", None),
    "CBP_CRWDOC": ("crew[0].documents[0]", "SB", "crew[0].documents", []),
    "CBP_CRWPIC": ("crew", "SB", "crew[1]", DRIVER),
    "CBP_EQPPLT": ("equipment[0].plate", "SB", "equipment[0].plate", "BA12YY"),
    "CBP_PRTMIS": ("trip.crossing", "SB", "trip.crossing", "one-way"),
    "CBP_S321": ("shipments[0].release_type", "SB", "shipments[0].release_type", "PAPS"),
    "CBP_502": ("conveyance.usdot", "SB", "conveyance.usdot", None),
    "CBSA_DUPCRN": ("trip.reference", "NB", "trip.reference", "TRIP000002"),
    "CBSA_DUPCCN": ("shipments[0].reference", "NB", "shipments[0].reference", "SHIP0001"),
    "CBSA_RELOFF": ("shipments[0].release_office", "NB", "shipments[0].release_office", "0453"),
    "CBSA_OFFICE": ("trip.crossing", "NB", "trip.crossing", "one-way"),
    "CBSA_TRLPLT": ("equipment[0].plate", "NB", "equipment[0].plate", "BA12YY"),
    "CBSA_FASTCD": ("crew[0].fast_card", "NB", "crew[0].fast_card", None),
}
AS_REFUSED = {
    "crew.0.ace_id": "60000001",
    "conveyance.ace_id": "60000002",
    "conveyance.usdot": "1",
    "crew.0.documents": [LICENCE],
    "equipment.0.plate": "WRONG1",
}


@pytest.mark.parametrize("code", sorted(ANSWERS))
def test_an_agency_answer_has_the_same_fix(code: str) -> None:
    path, direction, at, after = ANSWERS[code]
    office = {"shipments.0.release_office": "0440"} if direction == "NB" else {}
    kind = {"shipments.0.release_type": "SECTION_321"} if code == "CBP_S321" else {}
    data = broken(AS_REFUSED | office | kind, direction)
    item = ErrorItem(code, Text("Refused.", "Refusé."), path, agency=code.partition("_")[0])
    fixes = fixes_for(item, data, context(), FACTS)
    assert fixes
    for fix in fixes:
        says(fix)
    assert value_at(applied(data, fixes[0]), at) == after


def test_an_outcome_is_not_mistaken_for_a_number_that_is_taken() -> None:
    """“The manifest was refused” points at the trip number, which is not what is wrong."""
    item = ErrorItem("CBP_509", Text("Refused.", "Refusé."), "trip.reference")
    assert fixes_for(item, manifest_dict(), context(), FACTS) == ()


def test_what_is_missing_is_left_to_the_person_unless_the_crossing_says_it() -> None:
    data = broken({"shipments.0.release_office": None, "shipments.0.reference": None}, "NB")
    found = {item.path: item.suggestions for item in with_fixes(check(data, context()).items, data, context())}
    assert [fix.value for fix in found["shipments[0].release_office"]] == ["0453"]
    assert found["shipments[0].reference"] == ()


def test_an_arrival_too_soon_gets_the_first_moment_that_is_in_time() -> None:
    data, late = manifest_dict(), context(now=ETA)
    item = next(item for item in check(data, late).items if item.code == "CLR_N007")
    fix = fixes_for(item, data, late)[0]
    assert fix.value.endswith("-05:00")
    assert not {item.code for item in check(applied(data, fix), late).items} & {"CLR_N007", "CLR_N009"}


@pytest.mark.parametrize("code", sorted(BY_RULE.keys() & RULES.keys()))
def test_a_fix_of_a_rule_works_on_the_case_that_breaks_it(code: str) -> None:
    case = CASES[code]
    data, facts = broken(case.changes, case.direction), context(**case.context)
    items = [item for item in with_fixes(check(data, facts).items, data, facts, FACTS) if item.code == code]
    offered = [item for item in items if item.suggestions]
    if not offered:
        assert code in {"CLR_N021", "CLR_N046", "CLR_N042"}, f"{code} promises a fix and offers none"
    for item in offered:
        made = applied(data, item.suggestions[0])
        again = [found.path for found in check(made, facts).items if found.code == code]
        assert len(again) < len(items), (code, item.suggestions[0])


def test_rules_and_places_of_the_tables_exist() -> None:
    assert {code for code in BY_RULE if code.startswith("CLR_N")} <= RULES.keys()
    assert all(maker for maker in BY_PLACE.values())


@pytest.mark.parametrize(
    ("number", "longest", "expected"),
    [("TRIP0009", 21, "TRIP0010"), ("LOAD", 12, "LOAD2"), ("ABCDEFGHIJKL", 12, "ABCDEFGHIJK2"), ("X99", 3, "100")],
)
def test_the_next_number_of_a_series(number: str, longest: int, expected: str) -> None:
    assert next_number(number, longest) == expected


def test_the_next_number_skips_those_in_use() -> None:
    data = broken({"shipments": [shipment(0), shipment(1)]})
    item = ErrorItem("CLR_N062", Text("On file.", "Au dossier."), "shipments[0].reference")
    first, second = fixes_for(item, data, context())
    assert first.value == "SHIP0002"
    assert [entry["reference"] for entry in applied(data, second)["shipments"]] == ["SHIP0001"]


def test_a_fix_goes_out_with_its_error_as_json() -> None:
    data = broken({"shipments.0.release_type": "SECTION_321"})
    item = next(item for item in with_fixes(check(data, context()).items, data, context()) if item.code == "CLR_N065")
    (found,) = item.as_dict()["suggestions"]
    assert found["action"] == "set" and found["path"] == "shipments[0].release_type" and found["value"] == "PAPS"
    assert "suggestions" not in ErrorItem("X", Text("a", "b")).as_dict()


def test_earlier_trips_are_looked_up_only_where_they_could_help() -> None:
    def at(path: str) -> list[ErrorItem]:
        return [ErrorItem("X", Text("a", "b"), path)]

    assert wants_facts(at("crew[0].fast_card")) and wants_facts(at("equipment[0].plate"))
    assert not wants_facts(at("shipments[0].reference"))


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
PLACES = sorted({path.replace("[]", "[0]") for path in BY_PLACE})
CODES = sorted({*BY_RULE, "CBP_SHPDUP", "CBP_TRPDUP", "CBP_OTHER"})


@settings(max_examples=150)
@given(
    st.fixed_dictionaries({}, optional={key: JUNK for key in ("trip", "conveyance", "equipment", "crew", "shipments")}),
    st.sampled_from(PLACES),
    st.sampled_from(CODES),
)
def test_junk_never_raises(data: dict[str, Any], path: str, code: str) -> None:
    """A draft may be broken in any way; a fix is then not offered, or changes nothing it cannot reach."""
    item = ErrorItem(code, Text("a", "b"), path)
    for facts in (NOTHING, FACTS):
        for fix in fixes_for(item, data, context(), facts):
            assert isinstance(applied(data, fix), dict)


def test_a_path_splits_into_keys_and_places() -> None:
    assert steps_of("shipments[0].lines[12].hs_code") == ["shipments", 0, "lines", 12, "hs_code"]
