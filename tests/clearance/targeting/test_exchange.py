"""A profile as a JDM table and back, what differs between two versions, conditions as they are typed (R-35)."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
import zen
from hypothesis import given, settings

from clearance.targeting.comparing import canonical, differences
from clearance.targeting.conditions import build
from clearance.targeting.facts import facts_as_json
from clearance.targeting.interpreter import score
from clearance.targeting.jdm_exchange import export_jdm, import_jdm
from clearance.targeting.profile import ProfileError, default_document, profile_digest, profile_from_dict
from clearance.targeting.typed import composed, typed_from_document
from tests.clearance.targeting.samples import DAY, document, facts, rule
from tests.clearance.targeting.test_agreement import TREES

HERE = {"border": "northern_land", "direction": "SB", "crossings": ["peace-bridge", "ambassador-bridge"]}


def table(graph: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = graph["nodes"][1]["content"]
    return found


def bare(graph: dict[str, Any]) -> dict[str, Any]:
    """The graph as a foreign editor may give it back: without what travelled along."""
    return {key: value for key, value in json.loads(json.dumps(graph)).items() if key != "preclear"}


def test_the_shipped_profile_comes_back_to_the_last_byte_and_by_its_table_alone_with_the_same_meaning() -> None:
    shipped = default_document()
    graph = json.loads(json.dumps(export_jdm(shipped)))
    assert profile_digest(import_jdm(graph, document())) == profile_digest(shipped)
    alone = import_jdm(bare(graph), shipped | {"rules": []})
    assert differences(profile_from_dict(shipped), profile_from_dict(alone)) == ()


@settings(max_examples=40, derandomize=True)
@given(TREES)
def test_any_tree_comes_back_with_the_same_meaning(tree: dict[str, Any]) -> None:
    made = document(rule(when=tree, scope=HERE, until="2026-12-31", detail={"en": "It's odd", "fr": "L'écart"}))
    back = import_jdm(bare(export_jdm(made)), document())
    assert differences(profile_from_dict(made), profile_from_dict(back)) == ()


@settings(max_examples=60, derandomize=True)
@given(TREES)
def test_what_the_editor_shows_composes_to_the_same_condition(tree: dict[str, Any]) -> None:
    made = composed(typed_from_document(tree))
    assert canonical(build(made.document)) == canonical(build(tree))


def test_the_whole_table_scores_like_the_profile_in_the_other_engine() -> None:
    graph = export_jdm(default_document())
    found = facts(passengers=2, sealed=False)
    hits = zen.ZenEngine().create_decision(json.dumps(graph)).evaluate(facts_as_json(found))["result"]
    ours = score(found, profile_from_dict(default_document()), on=DAY)
    assert {hit["rule"]: hit["points"] for hit in hits} == {hit.rule: hit.points for hit in ours.hits} != {}


def test_an_edited_cell_comes_back_as_edited_and_the_rest_as_it_was() -> None:
    shipped = default_document()
    graph = copy.deepcopy(export_jdm(shipped))
    row = next(row for row in table(graph)["rules"] if row["out_rule"] == "'NL-S10'")
    row["passengers"], row["out_points"] = "$ >= 3", "8"
    back = import_jdm(graph, document())
    changes = differences(profile_from_dict(shipped), profile_from_dict(back))
    assert [(change.rule, change.kind) for change in changes] == [("NL-S10", "changed")]
    said = [(part.label.en, part.before.en, part.after.en) for part in changes[0].parts]
    assert said == [
        ("Points", "5", "8"),
        ("Condition", "Passengers is at least 1", "Passengers is at least 3"),
    ]
    assert all(part.before.fr and part.after.fr for part in changes[0].parts)


@pytest.mark.parametrize(
    ("column", "cell", "problem"),
    [
        ("passengers", "$ >= ", "cannot be read at ''"),
        ("passengers", "$ + 1 > 2", "cannot be read at '+ 1 > 2'"),
        ("passengers", "empty == true", "it stands in the column of passengers but is about empty"),
        ("passengers", "$ in ['1']", "it compares in a way no rule can"),
        ("passengers", "$ != 1", "it compares in a way no rule can"),
        ("rest", "(driver_tier == 'T0')", "driver_tier may be unknown: say true or false under 'unknown'"),
        ("rest", "(passenger >= 1)", "there is no fact 'passenger'"),
        ("rest", "len(hs) > 2", "cannot be read at '('"),
        ("out_points", "5 or 6", "cannot be read at '5 or 6'"),
        ("out_owner", "", "a text in quotation marks is needed"),
        ("out_family", "'custom'", "one of safety, trade_policy, other_regulation is needed"),
    ],
)
def test_what_no_rule_can_say_is_refused_with_its_place(column: str, cell: str, problem: str) -> None:
    graph = bare(
        export_jdm(
            document(rule(when={"all": [rule()["when"], {"not": {"fact": "empty", "op": "is", "value": True}}]}))
        )
    )
    table(graph)["rules"][0][column] = cell
    with pytest.raises(ProfileError) as refused:
        import_jdm(graph, document())
    assert refused.value.problem == problem and refused.value.path.startswith("rules[0]")


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (lambda found: found["nodes"].pop(1), "nodes"),
        (lambda found: table(found).update(hitPolicy="first"), "hitPolicy"),
        (lambda found: table(found)["inputs"].append({"id": "x", "field": "colour"}), "inputs"),
        (lambda found: table(found)["outputs"].pop(), "outputs"),
        (lambda found: table(found).update(rules=[]), "rules"),
        (lambda found: table(found).update(rules=["x"]), "rules[0]"),
    ],
)
def test_a_table_that_is_not_a_profile_is_refused(change: Any, path: str) -> None:
    graph = bare(export_jdm(document()))
    change(graph)
    with pytest.raises(ProfileError) as refused:
        import_jdm(graph, document())
    assert refused.value.path == path


def test_differences_name_added_removed_and_every_part_of_a_change() -> None:
    old = profile_from_dict(document(rule(id="A"), rule(id="B", scope=HERE), rule(id="C")))
    other = {"any": [{"fact": "passengers", "op": "ge", "value": 1}, {"fact": "hazmat", "op": "is", "value": True}]}
    new = profile_from_dict(
        document(
            rule(id="B", scope={"border": "northern_land"}, until="2026-12-31", owner="Another office", when=other),
            rule(id="C"),
            rule(id="D"),
        )
    )
    found = {change.rule: change for change in differences(old, new)}
    assert {key: change.kind for key, change in found.items()} == {"A": "removed", "B": "changed", "D": "added"}
    changed = {part.label.en: (part.before.en, part.after.en) for part in found["B"].parts}
    assert changed == {
        "Office that answers for it": ("Joint targeting centre", "Another office"),
        "Last day": ("", "31\u00a0December 2026"),
        "Direction": ("Southbound", "Both directions"),
        "Crossings": ("ambassador-bridge, peace-bridge", "every crossing"),
        "Condition": ("Passengers is at least 1", "Passengers is at least 1 or Dangerous goods: yes"),
    }
