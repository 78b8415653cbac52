"""A refusal through the API carries its fix as data and a link to its rule that is there (5.3, R-25)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from portal.accounts.models import Organisation
from tests.clearance.api.test_trips import Partner
from tests.factories.clearance import make_carrier, manifest_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def carrier() -> Organisation:
    return make_carrier()


def refused(carrier: Organisation, data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    answer = Partner(carrier).file(data)
    assert answer.status_code == 422, answer.content
    return {item["code"]: item for item in answer.json()["errors"]}


def test_a_broken_rule_says_the_change_that_ends_it(reference_data: None, carrier: Organisation) -> None:
    data = manifest_for(carrier)
    data["shipments"][0]["release_type"] = "SECTION_321"
    item = refused(carrier, data)["CLR_N065"]
    (fix,) = item["suggestions"]
    assert (fix["action"], fix["path"], fix["value"]) == ("set", "shipments[0].release_type", "PAPS")
    assert fix["label"]["en"] != fix["label"]["fr"]
    page, _, anchor = item["help"].partition("#")
    assert f'id="{anchor}"' in Client().get(page).content.decode()


def test_a_value_of_the_wrong_form_does_too(reference_data: None, carrier: Organisation) -> None:
    data = manifest_for(carrier)
    data["crew"][0]["ace_id"] = "12AB"
    item = refused(carrier, data)["CLR_S007"]
    assert [(fix["action"], fix["path"]) for fix in item["suggestions"]][:1] == [("unset", "crew[0].ace_id")]
    assert item["help"] == "/docs/rules/#CLR_S007"
