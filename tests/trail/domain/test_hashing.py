"""What an entry's digest commits to: every single fact (reliability design 5.2, point 1)."""

import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.trail.domain.canonical import NotCanonical, canonical
from audit.trail.domain.hashing import EntryFacts, entry_digest, envelope, leaf_hash

AT = datetime(2026, 11, 24, 2, 15, 0, 123456, tzinfo=UTC)
SALT = bytes(range(32))
FACTS = EntryFacts(
    id=str(UUID(int=1)),
    event="clearance.trip.filed",
    actor_kind="member",
    actor_id=str(UUID(int=2)),
    actor_name='Filer "A"',
    actor_roles="trader.admin trader.filer",
    actor_agency="",
    actor_port="",
    actor_client="",
    actor_organisation_id=str(UUID(int=3)),
    organisation_id=None,
    subject_type="trip",
    subject_id=str(UUID(int=4)),
    request_id="r-1",
    body='{"number":"ABCD1"}',
)


def test_the_envelope_is_the_canonical_json_of_the_whole_entry() -> None:
    text = envelope(FACTS, AT)
    value = json.loads(text)
    assert canonical(value) == text
    assert value["actor"]["roles"] == ["trader.admin", "trader.filer"]
    assert value["at"] == "2026-11-24T02:15:00.123456Z"
    assert value["organisation_id"] is None
    assert value["body"] == {"number": "ABCD1"}


def test_no_roles_is_an_empty_list() -> None:
    assert json.loads(envelope(replace(FACTS, actor_roles=""), AT))["actor"]["roles"] == []


def test_names_outside_ascii_and_quotes_stay_canonical() -> None:
    text = envelope(replace(FACTS, actor_name='é"\\\n\U0001f69a', request_id="\x01"), AT)
    assert canonical(json.loads(text)) == text
    with pytest.raises(NotCanonical):
        envelope(replace(FACTS, actor_name="\ud800"), AT)


@given(st.sampled_from([field.name for field in fields(EntryFacts)]))
def test_every_fact_changes_the_digest(name: str) -> None:
    value = getattr(FACTS, name)
    changed = replace(FACTS, **{name: f"{value}x"})
    assert entry_digest(SALT, envelope(changed, AT)) != entry_digest(SALT, envelope(FACTS, AT))


def test_moment_and_salt_change_the_digest() -> None:
    digest = entry_digest(SALT, envelope(FACTS, AT))
    assert entry_digest(SALT, envelope(FACTS, AT + timedelta(microseconds=1))) != digest
    assert entry_digest(SALT[::-1], envelope(FACTS, AT)) != digest


def test_the_leaf_is_the_rfc_9162_hash_of_the_digest() -> None:
    # sha256 of one zero byte and 32 zero bytes, from any other tool
    assert leaf_hash(bytes(32)).hex() == "7f9c9e31ac8256ca2f258583df262dbc7d6f68f2a03043d5c99a4ae5a7396ce9"
