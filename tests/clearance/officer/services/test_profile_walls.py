"""Acceptance 3: one signature, one rule of a profile cannot be changed outside its workflow, whoever asks.

By service: test_profiles.py walks every act from every state. Here: admin, API, and SQL as the owner of the tables.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.urls import URLPattern, URLResolver, get_resolver

from clearance.models import ProfileSignature, Simulation, ThreatProfile
from clearance.services import profile_propose
from clearance.targeting.profile import default_document
from portal.core.domain.errors import Conflict
from portal.core.ids import uuid7
from tests.factories.officer import make_scored, signed, simulated, targeting

PROFILE, SIGNATURE = "clearance_threat_profile", "clearance_profile_signature"


def sql(statement: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(statement: str, *values: Any) -> str:
    """The database refuses at once, whoever is connected; its words say why."""
    with pytest.raises(IntegrityError) as error:
        sql(statement, *values)
    return str(error.value)


def truncated(table: str) -> str:
    """Emptying a table is refused as well; what waits for the commit is judged first, or PostgreSQL says no itself."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return refused(f"TRUNCATE {table} CASCADE")


def at(state: str) -> ThreatProfile:
    draft = profile_propose(actor=targeting(), document=default_document())
    if state == "draft":
        return draft
    return signed(simulated(draft), *{"simulated": (), "signed_cbp": ("CBP",), "approved": ("CBP", "CBSA")}[state])


def forge(profile: UUID, agency: str, officer: UUID | None, digest: str) -> tuple[str, list[Any]]:
    statement = (
        f"INSERT INTO {SIGNATURE} (id, created_at, profile_id, agency, officer_id, signed_as, digest, signed_at) "
        "VALUES (%s, now(), %s, %s, %s, 'forged', %s, now())"
    )
    return statement, [uuid7(), profile, agency, officer, digest]


@pytest.mark.parametrize("state", ["simulated", "signed_cbp", "approved"])
@pytest.mark.parametrize(
    "change",
    [
        "document = jsonb_set(document, '{rules,0,points}', '1'), digest = repeat('0', 64)",
        "document = jsonb_set(document, '{rules,0,points}', '1')",
        "digest = repeat('0', 64)",
        "editors = '[]'::jsonb || '[\"x\"]'::jsonb",
        "simulation_id = NULL",
        "author_id = NULL",
        "number = number + 1000",
        "side = 'CBSA'",
    ],
)
def test_no_rule_of_a_simulated_profile_changes_by_sql(state: str, change: str) -> None:
    profile = at(state)
    assert "profile" in refused(f"UPDATE {PROFILE} SET {change} WHERE id = %s", profile.id)
    profile.refresh_from_db()
    assert profile.document == default_document()


def test_the_rules_in_force_change_by_no_statement() -> None:
    active = ThreatProfile.objects.get(status="active")
    refused(f"UPDATE {PROFILE} SET document = '{{}}'::jsonb, digest = repeat('0', 64) WHERE id = %s", active.id)
    refused(f"UPDATE {PROFILE} SET status = 'draft' WHERE id = %s", active.id)
    refused(f"DELETE FROM {PROFILE} WHERE id = %s", active.id)
    assert "never changed or removed" in truncated(PROFILE)


def test_even_a_draft_changes_only_with_its_digest() -> None:
    draft = at("draft")
    refused(f"UPDATE {PROFILE} SET document = '{{}}'::jsonb WHERE id = %s", draft.id)


@pytest.mark.parametrize("status", ["approved", "active", "signed_cbp", "superseded"])
def test_no_status_is_reached_by_sql_without_what_it_takes(status: str) -> None:
    draft, ready = at("draft"), at("simulated")
    for profile in (draft, ready):
        if (profile, status) != (ready, "signed_cbp"):
            refused(f"UPDATE {PROFILE} SET status = %s WHERE id = %s", status, profile.id)


def test_a_draft_is_not_called_simulated_with_a_simulation_of_something_else() -> None:
    draft, other = at("draft"), at("simulated")
    why = refused(
        f"UPDATE {PROFILE} SET status = 'simulated', simulation_id = %s WHERE id = %s", other.simulation_id, draft.id
    )
    assert "no simulation of exactly these rules" in why
    refused(f"UPDATE {PROFILE} SET status = 'simulated' WHERE id = %s", draft.id)
    refused(
        "UPDATE clearance_simulation SET digest = repeat('0', 64) WHERE id = %s",
        Simulation.objects.get(pk=other.simulation_id).pk,
    )


def test_one_key_is_never_two() -> None:
    profile = at("signed_cbp")
    assert "two people of both agencies" in refused(
        f"UPDATE {PROFILE} SET status = 'approved' WHERE id = %s", profile.id
    )


def test_a_profile_is_not_inserted_as_signed() -> None:
    refused(
        f"INSERT INTO {PROFILE} (id, created_at, row_version, number, document, digest, status, note, author_as, side, "
        "editors) VALUES (%s, now(), 1, 999, '{}', repeat('0', 64), 'active', '', '', '', '[]')",
        uuid7(),
    )


@pytest.mark.parametrize(
    "change", ["agency = 'CBSA'", "officer_id = NULL", "digest = repeat('0', 64)", "signed_as = 'Somebody else'"]
)
def test_a_signature_never_changes_by_sql(change: str) -> None:
    signature = ProfileSignature.objects.filter(profile=at("signed_cbp")).get()
    assert "never changed" in refused(f"UPDATE {SIGNATURE} SET {change} WHERE id = %s", signature.id)
    refused(f"DELETE FROM {SIGNATURE} WHERE id = %s", signature.id)
    assert "never changed or removed" in truncated(SIGNATURE)


def test_a_signature_is_not_forged_by_sql() -> None:
    """Not under other rules, not before the simulation, not by the writer, not by a third agency, not twice."""
    profile, draft = at("signed_cbp"), at("draft")
    officer = targeting("CBSA").user_id
    holder = ProfileSignature.objects.get(profile=profile).officer_id
    for statement, values in (
        forge(profile.id, "CBSA", officer, "0" * 64),
        forge(draft.id, "CBSA", officer, draft.digest),
        forge(profile.id, "CBSA", profile.author_id, profile.digest),
        forge(profile.id, "FDA", officer, profile.digest),
        forge(profile.id, "CBP", officer, profile.digest),
        forge(profile.id, "CBSA", holder, profile.digest),
    ):
        refused(statement, *values)
    assert ProfileSignature.objects.filter(profile=profile).count() == 1


@pytest.mark.parametrize("table", [PROFILE, SIGNATURE])
def test_no_change_of_either_commits_without_an_entry_in_the_trail(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgenabled FROM pg_trigger WHERE tgname = %s AND tgdeferrable", [f"{table}_trail_required"]
        )
        assert cursor.fetchall() == [("O",)]


def test_a_score_keeps_the_rules_it_was_made_under() -> None:
    score = make_scored().scores.get()
    refused("UPDATE clearance_score SET contributions = '[]' WHERE id = %s", score.id)
    refused("UPDATE clearance_score SET profile_number = 99 WHERE id = %s", score.id)


def test_no_admin_site_writes_profiles() -> None:
    """There is no Django admin in the portal at all; a model registered one day would be found here."""
    assert not apps.is_installed("django.contrib.admin")


def test_no_endpoint_of_the_api_is_about_profiles() -> None:
    def walk(patterns: list[Any], above: str = "") -> list[str]:
        found: list[str] = []
        for pattern in patterns:
            path = above + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                found += walk(pattern.url_patterns, path)
            elif isinstance(pattern, URLPattern):
                found.append(path)
        return found

    api = [path for path in walk(get_resolver().url_patterns) if path.startswith("api/")]
    assert len(api) > 10
    assert [path for path in api if "profile" in path or "signature" in path] == []


def test_a_draft_doctored_by_sql_with_a_digest_of_its_own_is_not_simulated() -> None:
    """The digest is worked out again when a version is read for the simulator."""
    draft = at("draft")
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {PROFILE} SET document = jsonb_set(document, '{{rules,9,points}}', '9'), digest = repeat('0', 64) "
            "WHERE id = %s",
            [draft.id],
        )
    with pytest.raises(Conflict):
        simulated(draft)
