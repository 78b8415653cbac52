"""The public pages of rules and elements, and the crosswalk of one filing (R-21, R-22)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from clearance.domain.rules import RULES
from clearance.services import draft_save, draft_start, trip_file
from clearance.services.filing import manifest_read
from portal.accounts.models import Organisation
from portal.core.domain.actors import Actor
from tests.factories.accounts import make_member, sign_in
from tests.factories.clearance import make_carrier, make_filer, manifest_for

pytestmark = pytest.mark.django_db
LANGUAGE = "preclear_language"


@pytest.fixture
def carrier() -> Organisation:
    return make_carrier()


@pytest.fixture
def actor(carrier: Organisation) -> Actor:
    return make_filer(carrier)


@pytest.mark.parametrize(("language", "words"), [("en", "Blocks the filing"), ("fr", "Bloque le dépôt")])
def test_everybody_reads_the_rules(client: Client, language: str, words: str) -> None:
    client.cookies[LANGUAGE] = language
    answer = client.get("/docs/rules/")
    page = answer.content.decode()
    assert answer.status_code == 200 and words in page
    for code in RULES:
        assert f'id="{code}"' in page


def test_the_address_of_an_error_is_followed_also_without_its_slash(client: Client) -> None:
    assert client.get("/docs/rules", follow=True).status_code == 200


def test_rules_are_searched_without_javascript(client: Client) -> None:
    page = client.get("/docs/rules/", {"q": "release csms"}).content.decode()
    assert 'id="CLR_N065"' in page and 'id="CLR_N001"' not in page
    none = client.get("/docs/rules/", {"q": "<script>zzz"}).content.decode()
    assert "&lt;script&gt;zzz" in none and 'class="pc-card" id="CLR' not in none


@pytest.mark.parametrize(("language", "words"), [("en", "Law and purpose"), ("fr", "Fondement et finalité")])
def test_everybody_reads_the_elements(client: Client, language: str, words: str) -> None:
    client.cookies[LANGUAGE] = language
    page = client.get("/docs/elements/").content.decode()
    assert words in page
    for anchor in ("line.hs_code", "shipment.release_office", "release-SECTION_321", "release-LVS"):
        assert f'id="{anchor}"' in page
    assert "SOR/86-873" in page and "PGA: PG06" in page


def test_a_visitor_costs_no_query_and_an_organisation_one(
    client: Client, carrier: Organisation, actor: Actor, reference_data: None, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        client.get("/docs/elements/")
        client.get("/docs/rules/")
    filed = trip_file(actor=actor, manifest=manifest_read(manifest_for(carrier)), channel="wizard")
    person = sign_in(client, make_member(carrier, "trader.filer"))
    person.get("/docs/rules/")
    with django_assert_num_queries(4):  # session, person, roles, the latest filings
        page = person.get("/docs/elements/").content.decode()
    assert filed.trip_number in page
    row = page.split('id="line.hs_code"')[1].split("</tr>")[0]
    assert filed.trip_number in row and "wizard" in row
    unused = page.split('id="shipment.c4_code"')[1].split("</tr>")[0]
    assert "not in your last filings" in unused


@pytest.mark.parametrize("direction", ["SB", "NB"])
def test_the_crosswalk_shows_each_value_at_both_agencies_down_to_the_segment(
    client: Client, carrier: Organisation, actor: Actor, reference_data: None, direction: str
) -> None:
    """Acceptance 2: the crosswalk page shows each element in both."""
    data = manifest_for(carrier, direction)
    filed = trip_file(actor=actor, manifest=manifest_read(data), channel="wizard")
    person = sign_in(client, make_member(carrier, "trader.filer"))
    page = person.get(f"/clearance/trips/{filed.id}/crosswalk/").content.decode()
    goods = page.split('<th scope="row">Description of goods')[1].split("</tr>")[0]
    assert "Commodity description" in goods and goods.count("pc-segment") >= 2
    for agency in ("CBP", "CBSA"):
        assert f'id="messages-{agency}"' in page
    assert "CUSCAR" in page and "CUSREP" in page
    assert "required" in page


def test_an_unfinished_draft_has_a_crosswalk_too(client: Client, carrier: Organisation, actor: Actor) -> None:
    draft = draft_start(actor=actor, direction="NB")
    person = sign_in(client, make_member(carrier, "trader.filer"))
    assert person.get(f"/clearance/file/{draft.id}/crosswalk/").status_code == 200
    draft_save(actor=actor, draft_id=draft.id, changes={"shipments": [{"lines": [{"weight": "heavy"}]}], "crew": []})
    person.cookies[LANGUAGE] = "fr"
    page = person.get(f"/clearance/file/{draft.id}/crosswalk/").content.decode()
    assert "Ce que vous avez saisi" in page and "heavy" in page


def test_the_crosswalk_costs_the_same_for_any_number_of_lines(
    client: Client, carrier: Organisation, actor: Actor, reference_data: None, django_assert_num_queries: Any
) -> None:
    person = sign_in(client, make_member(carrier, "trader.filer"))
    person.get("/docs/rules/")
    for lines in (1, 20):
        draft = draft_start(actor=actor, direction="SB")
        draft_save(actor=actor, draft_id=draft.id, changes=manifest_for(carrier, lines=lines))
        with django_assert_num_queries(4):
            person.get(f"/clearance/file/{draft.id}/crosswalk/")
