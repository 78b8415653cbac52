"""The pages of rules and elements: complete, searchable, in both languages; every error links to a place that is there."""

from __future__ import annotations

import pytest

from clearance.domain.filing import check
from clearance.domain.help_pages import GROUP_NAMES, element_groups, form_of, release_families, rule_entries
from clearance.domain.manifest.faults import FAULTS
from clearance.domain.release_types import release_types
from clearance.domain.rules import RULES
from tests.clearance.domain.rule_cases import CASES
from tests.clearance.domain.test_rules import broken
from tests.factories.clearance_facts import context

CODES = {entry.code for entry in rule_entries()}


def test_every_rule_and_every_check_has_its_entry() -> None:
    assert {*RULES, *FAULTS} <= CODES
    assert {"CBP_SHPDUP", "CBSA_DUPCRN", "CBP_401"} <= CODES, "what an agency answers is explained too"
    assert len(CODES) == len(rule_entries())
    for entry in rule_entries():
        for words in (entry.title, entry.message, entry.fix, entry.severity_words):
            assert words.en and words.fr
            assert "{" not in words.en + words.fr


@pytest.mark.parametrize("code", sorted(CASES))
def test_an_error_links_to_its_rule(code: str) -> None:
    case = CASES[code]
    for item in check(broken(case), context(**case.context)).items:
        page, _, anchor = item.help.partition("#")
        assert (page, anchor) == ("/docs/rules/", item.code)
        assert anchor in CODES


def test_junk_links_to_its_check() -> None:
    junk = {"trip": 5, "crew": {}, "Strange": 1, "shipments": [{"lines": [{"weight": "heavy"}]}]}
    items = check(junk, context()).items
    assert {item.help for item in items} <= {f"/docs/rules/#{code}" for code in CODES}
    assert len({item.code for item in items}) > 3


@pytest.mark.parametrize(
    ("query", "expected"),
    [("fast seal", "CLR_N026"), ("sceau haute", "CLR_N026"), ("clr_n065", "CLR_N065"), ("12 cfr nothing", "")],
)
def test_rules_are_found_by_their_words_in_either_language(query: str, expected: str) -> None:
    found = {entry.code for entry in rule_entries() if entry.holds(query.casefold().split())}
    assert (expected in found) if expected else not found


@pytest.mark.parametrize(
    ("query", "anchor"),
    [("sublocation", "shipment.sublocation"), ("code sh", "line.hs_code"), ("ccn prefix", "shipment.cbsa_code")],
)
def test_elements_are_found_by_path_name_and_agency_name(query: str, anchor: str) -> None:
    words = query.split()
    found = {entry.anchor for group in element_groups() for entry in group.entries if entry.holds(words)}
    assert anchor in found


def test_groups_have_names_and_forms_have_words() -> None:
    for group in element_groups():
        assert group.name in GROUP_NAMES, group.name
        for entry in group.entries:
            form = form_of(entry.element)
            assert form.en and form.fr


def test_an_element_says_which_release_types_need_it() -> None:
    entries = {entry.anchor: entry for group in element_groups() for entry in group.entries}
    assert ("BRASS", "required") in [(code, need.en) for code, need in entries["shipment.c4_code"].release_types]


def test_every_release_type_is_on_the_page() -> None:
    shown = [kind.code for _title, kinds in release_families() for kind in kinds]
    assert sorted(shown) == sorted(release_types())
