"""What the CBSA need not be told in advance is in none of its messages (SOR/86-873 s. 18 and 24; R-57)."""

from __future__ import annotations

from typing import Any

import pytest

from clearance.domain.exemptions import TELL_ALL, Untold, untold, untold_as_said
from clearance.domain.filing import check_manifest
from clearance.domain.manifest import Manifest
from clearance.edi.codebook import CBP, CBSA
from clearance.edi.planning import AMEND, CANCEL, FILE, PlannedMessage, plan
from tests.clearance.domain.test_exemptions import CSA, EMPTY, NO_PERMIT, TABLE, manifest
from tests.clearance.edi.manifests import BOOK
from tests.factories.clearance_facts import context
from tests.factories.manifests import manifest_dict

FACTS = context(**NO_PERMIT)
BOBTAIL = EMPTY | {"equipment": []}
SECOND = manifest_dict("NB")["shipments"][0] | {"reference": "SECOND01"}
NOT_ASKED = {"shipments": [manifest_dict("NB")["shipments"][0] | {"release_type": "AIR_WAYBILL"}, SECOND]}
ALL_ASKED = {"shipments": [manifest_dict("NB")["shipments"][0], SECOND]}


def planned(made: Manifest, action: str = FILE, agency: str = CBSA, **words: Any) -> tuple[PlannedMessage, ...]:
    """The plan by what the rules said of the filing, as it stays with the version."""
    before = words.get("previous")
    words |= {"untold": told_of(made), "untold_before": told_of(before) if before else TELL_ALL}
    return plan(made, agency, action=action, codes=BOOK, **words)


def told_of(made: Manifest) -> Untold:
    return untold_as_said([item.as_dict() for item in check_manifest(made, FACTS)])


def uses(messages: tuple[PlannedMessage, ...]) -> list[str]:
    return [message.use for message in messages]


def test_a_shipment_that_is_not_asked_is_in_no_message_of_the_cbsa() -> None:
    messages = planned(manifest(NOT_ASKED))
    assert uses(messages) == ["cargo_add", "trip_add"]
    for message in messages:
        assert [one["reference"] for one in message.values["shipments"]] == ["SECOND01"]
        assert [one["_at"] for one in message.values["shipments"]] == ["shipments[1]"]
    assert [number.endswith("SECOND01") for number in messages[0].subjects] == [True]


def test_the_other_country_and_whoever_knows_no_facts_get_everything() -> None:
    made = manifest(NOT_ASKED)
    assert planned(made, agency=CBP) == plan(made, CBP, action=FILE, codes=BOOK)
    everything = plan(made, CBSA, action=FILE, codes=BOOK)
    assert [len(message.values["shipments"]) for message in everything] == [2, 2]


@pytest.mark.parametrize("changes", [CSA, BOBTAIL], ids=["fully CSA", "bobtail"])
def test_a_trip_that_is_not_asked_has_no_message_at_all(changes: dict[str, Any]) -> None:
    made = manifest(changes)
    assert planned(made) == planned(made, CANCEL) == planned(made, AMEND, previous=made) == ()
    assert planned(made, agency=CBP) != ()


def test_what_was_told_and_need_not_be_any_more_is_taken_back() -> None:
    before, after = manifest(ALL_ASKED), manifest(NOT_ASKED)
    messages = planned(after, AMEND, previous=before)
    assert uses(messages) == ["trip_replace", "cargo_cancel"]
    assert not messages[1].subjects[0].endswith("SECOND01")
    on_file = set(plan(before, CBSA, action=FILE, codes=BOOK)[0].subjects)
    whole = planned(manifest(CSA), AMEND, previous=before, accepted_shipments=on_file)
    assert uses(whole) == ["cargo_cancel", "trip_cancel"]


def test_what_must_be_told_now_is_told_as_new() -> None:
    before, after = manifest(NOT_ASKED), manifest(ALL_ASKED)
    second = set(planned(before)[0].subjects)
    for accepted in (None, second):
        messages = planned(after, AMEND, previous=before, accepted_shipments=accepted)
        assert uses(messages) == ["cargo_add", "trip_replace"]
        assert not second & set(messages[0].subjects)
    assert uses(planned(after, AMEND, previous=manifest(BOBTAIL))) == ["cargo_add", "trip_add"]


@pytest.mark.parametrize("name", sorted(TABLE))
def test_what_the_filer_was_told_is_what_is_left_out(name: str) -> None:
    """The rules' words, kept with the version, say the same as the rules themselves."""
    changes, facts, _cargo, _conveyance = TABLE[name]
    made, known = manifest(changes), context(**facts)
    said = untold_as_said([item.as_dict() for item in check_manifest(made, known)])
    wanted = untold(made, known)
    assert said.everything is wanted.everything
    assert wanted.everything or said.shipments == wanted.shipments


def test_a_trip_taken_back_is_new_when_it_must_be_told_again() -> None:
    """A refused trip is not on file with the CBSA either: it is sent as new, and there is nothing to cancel."""
    off, on = manifest(CSA), manifest(ALL_ASKED)
    again = planned(on, AMEND, previous=off, accepted_shipments=set(), trip_on_file=False)
    assert uses(again) == ["cargo_add", "trip_add"]
    assert planned(on, CANCEL, previous=off, accepted_shipments=set(), trip_on_file=False) == ()
    assert uses(planned(on, CANCEL, agency=CBP, previous=on, accepted_shipments=set(), trip_on_file=False)) != []
