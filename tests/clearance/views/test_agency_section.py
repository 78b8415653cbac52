"""The wizard's section of the agencies' own questions: only when there is something to ask (R-24, 5.3 section 3)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from clearance.models import FilingDraft
from clearance.services import draft_copy, draft_save, draft_start, trip_file
from portal.accounts.models import Organisation
from portal.core.domain.actors import Actor
from tests.factories.accounts import make_member, sign_in
from tests.factories.clearance import file_trip, make_carrier, make_filer, manifest_for, read

pytestmark = pytest.mark.django_db
TOMATOES = {"description": "Fresh tomatoes on the vine", "hs_code": "0702.00", "origin": "CA"}
PREFIX = "shipments-0-lines-0-answers"


@pytest.fixture(autouse=True)
def _reference(reference_data: None) -> None:
    """The rules read the real reference data."""


@pytest.fixture
def carrier() -> Organisation:
    return make_carrier()


@pytest.fixture
def actor(carrier: Organisation) -> Actor:
    return make_filer(carrier)


@pytest.fixture
def person(client: Client, carrier: Organisation) -> Client:
    return sign_in(client, make_member(carrier, "trader.filer"))


def draft_of(actor: Actor, carrier: Organisation, **line: Any) -> FilingDraft:
    data = manifest_for(carrier)
    data["shipments"][0]["lines"][0] |= line
    draft = draft_start(actor=actor, direction="SB")
    return draft_save(actor=actor, draft_id=draft.id, changes=data)


def get(person: Client, draft: FilingDraft, *path: str, **query: str) -> str:
    answer = person.get("/".join((f"/clearance/file/{draft.id}", *path, "")), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_part_nobody_regulates_has_no_such_section(person: Client, actor: Actor, carrier: Organisation) -> None:
    draft = draft_of(actor, carrier, hs_code="391740", description="Plastic fittings for water pipes")
    assert "agencies-1" not in get(person, draft)


def test_produce_is_asked_for_by_each_agency_with_law_and_reason(
    person: Client, actor: Actor, carrier: Organisation
) -> None:
    draft = draft_of(actor, carrier, **TOMATOES)
    assert f"/clearance/file/{draft.id}/agencies-1/" in get(person, draft)
    shown = get(person, draft, "agencies-1")
    assert f'name="{PREFIX}-END_USE"' in shown and f'name="{PREFIX}-FDA_PRIOR_NOTICE"' in shown
    assert "APHIS" in shown and "FDA" in shown and "7 CFR 319" in shown and "SFC_LICENCE" not in shown
    assert "PHYTO_CERT" not in shown  # only plants from elsewhere need one


def test_a_missing_answer_is_an_error_at_its_field_and_the_answer_removes_it(
    person: Client, actor: Actor, carrier: Organisation
) -> None:
    draft = draft_of(actor, carrier, **TOMATOES)
    check = get(person, draft, "check")
    assert f"/agencies-1/?errors=1#id_{PREFIX}-END_USE" in check
    faulty = get(person, draft, "agencies-1", errors="1")
    assert f'href="#id_{PREFIX}-END_USE"' in faulty
    person.post(f"/clearance/file/{draft.id}/agencies-1/", {f"{PREFIX}-END_USE": "HUMAN", "then": "check"})
    draft.refresh_from_db()
    assert draft.data["shipments"][0]["lines"][0]["answers"] == [{"question": "END_USE", "value": "HUMAN"}]
    assert f"{PREFIX}-END_USE" not in get(person, draft, "check")


def test_the_goods_section_keeps_answers_it_does_not_show(person: Client, actor: Actor, carrier: Organisation) -> None:
    draft = draft_of(actor, carrier, **TOMATOES, answers=[{"question": "END_USE", "value": "HUMAN"}])
    form = {"shipments-0-lines-TOTAL_FORMS": "1", "shipments-0-lines-0-description": "Tomatoes, cherry, fresh"}
    person.post(f"/clearance/file/{draft.id}/goods-1/", form)
    draft.refresh_from_db()
    line = draft.data["shipments"][0]["lines"][0]
    assert line["description"] == "Tomatoes, cherry, fresh" and line["answers"]


def test_the_last_answers_to_the_same_product_are_filled_in(
    person: Client, actor: Actor, carrier: Organisation
) -> None:
    given = [
        {"question": "END_USE", "value": "HUMAN"},
        {"question": "TEMPERATURE", "value": "CHILLED"},
        {"question": "FDA_PRIOR_NOTICE", "value": "012345678901"},
    ]
    data = manifest_for(carrier)
    data["shipments"][0]["lines"][0] |= {**TOMATOES, "hs_code": "070200", "answers": given}
    filed = trip_file(actor=actor, manifest=read(data), channel="api")
    shown = get(
        person,
        draft_of(
            actor,
            carrier,
            **TOMATOES,
        ),
        "agencies-1",
    )
    assert '<option value="HUMAN" selected>' in shown and filed.trip_number in shown
    assert "012345678901" not in shown  # a notice names one consignment only
    copied = draft_copy(actor=actor, trip_id=filed.id)
    assert copied.data["shipments"][0]["lines"][0]["answers"] == given[:2]


def test_the_section_costs_the_same_for_many_lines(
    person: Client, actor: Actor, carrier: Organisation, django_assert_num_queries: Any
) -> None:
    file_trip(carrier, actor)
    draft = draft_of(actor, carrier, **TOMATOES)
    get(person, draft, "agencies-1")
    many = draft_save(
        actor=actor,
        draft_id=draft.id,
        changes={"shipments": [{**draft.data["shipments"][0], "lines": [TOMATOES] * 30}]},
    )
    with django_assert_num_queries(5):
        get(person, draft, "agencies-1")
    with django_assert_num_queries(5):
        get(person, many, "agencies-1")
