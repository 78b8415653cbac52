"""One filing, two agencies, several syntaxes: each message parses back to the same canonical data (R-20, R-21)."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from clearance.domain.manifest import Manifest, read, to_dict
from clearance.edi.canonical import manifest_from, manifest_values, merged, projection, sent_to_both
from clearance.edi.codebook import AGENCIES, CBP, CBSA
from clearance.edi.differing import diff
from clearance.edi.planning import EDIFACT, X12, plan
from tests.clearance.edi.manifests import BOOK, manifests, sent

few = settings(max_examples=25, suppress_health_check=list(HealthCheck), derandomize=True)


def sample() -> Manifest:
    data = json.loads((Path(__file__).parents[2] / "payloads" / "complete_manifest.json").read_text("utf-8"))
    data["trip"]["cbsa_code"] = "7AB1"
    manifest, errors = read(data)
    assert manifest is not None and not errors
    return manifest


def filed(manifest: Manifest, agency: str, syntax: str = EDIFACT) -> Manifest:
    """What an agency knows after a filing: its messages, read."""
    messages = plan(manifest, agency, action="file", codes=BOOK, syntax=syntax)
    return manifest_from(sent(messages), agency, BOOK)


def assert_same(found: Manifest, wanted: Manifest) -> None:
    assert diff(wanted, found) == ()
    assert found == wanted


@pytest.mark.parametrize(("agency", "syntax"), [(CBP, EDIFACT), (CBP, X12), (CBSA, EDIFACT)])
def test_the_complete_manifest_comes_back_from_the_messages_of_each_agency(agency: str, syntax: str) -> None:
    """Acceptance 2 on the sample."""
    assert_same(filed(sample(), agency, syntax), projection(sample(), agency, BOOK))


def test_both_agencies_together_know_the_whole_filing() -> None:
    whole = merged(filed(sample(), agency) for agency in AGENCIES)
    assert_same(whole, sent_to_both(sample(), BOOK))
    kept_back = {change.path for change in diff(sample(), whole)}
    assert kept_back == set()


@few
@given(manifests())
def test_any_filing_comes_back_from_edifact(manifest: Manifest) -> None:
    found = {agency: filed(manifest, agency) for agency in AGENCIES}
    for agency in AGENCIES:
        assert_same(found[agency], projection(manifest, agency, BOOK))
    assert_same(merged(found.values()), sent_to_both(manifest, BOOK))


@few
@given(manifests())
def test_any_filing_comes_back_from_x12(manifest: Manifest) -> None:
    assert_same(filed(manifest, CBP, X12), projection(manifest, CBP, BOOK))


@few
@given(manifests())
def test_a_projection_is_stable(manifest: Manifest) -> None:
    for agency in AGENCIES:
        once = projection(manifest, agency, BOOK)
        assert projection(once, agency, BOOK) == once
        assert_same(manifest_from([manifest_values(manifest, agency, BOOK)], agency, BOOK), once)


def test_what_only_one_country_asks_goes_only_there() -> None:
    us, ca = (to_dict(projection(sample(), agency, BOOK)) for agency in AGENCIES)
    assert "vin" in us["conveyance"] and "vin" not in ca["conveyance"]
    assert "crew" in us and "crew" not in ca
    assert "in_bond" in us["shipments"][0] and "in_bond" not in ca["shipments"][0]


def test_what_stays_with_us_is_in_no_message() -> None:
    manifest = sample()
    hidden = replace(manifest.shipments[0], perimeter_id="PC-2026-00012")
    assert filed(replace(manifest, shipments=(hidden,)), CBP) == filed(manifest, CBP)
