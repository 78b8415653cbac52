"""Every officer's page about somebody asks for the purpose, or rests on open work of the own desk; both are kept (R-13)."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from enrollment import services
from enrollment.models import Document, Lookup, VettingWorksheet
from enrollment.selectors.lookup_kinds import KINDS
from enrollment.views.looking import PAGES
from tests.factories.accounts import make_organisation, make_staff, member_actor, sign_in
from tests.factories.documents import attach, make_document
from tests.factories.enrollment import applicant_for, make_draft, make_membership, make_submitted, vetting_records
from tests.factories.interviews import make_interview
from tests.factories.life import life_records
from tests.factories.tiers import tier_records

pytestmark = pytest.mark.django_db
ASKED = "Why do you look?"
WHY = {"purpose": "service", "words": "They called about the renewal"}
# Records that wait at the desk of an officer of CBP: open work is purpose enough.
OPEN_WORK = {"graduation", "scheme", "answer", "disclosure", "override", "travel_document"}


def officer(agency: str = "CBP") -> Client:
    return sign_in(Client(), make_staff("officer.vetting", agency))


def page(kind: str, key: UUID) -> str:
    name, parameter = PAGES[kind]
    return reverse(name, kwargs={parameter: key})


def sent_document() -> Document:
    """A document beside an answer of an application that was sent."""
    who = applicant_for("FAST_SHIPPER")
    draft, document = make_draft("FAST_SHIPPER", who), make_document(who)
    attach(who, draft.id, "seals", document)
    services.application_submit(actor=who, application_id=draft.id)
    return document


@pytest.fixture
def records() -> dict[str, UUID]:
    """One record of every kind; worksheets and near matches are those of the CBSA."""
    company = make_organisation()
    member, owner = make_membership("FAST_CARRIER", organisation=company), member_actor(company)
    life, vetted = life_records(member, owner, "A word of its own"), vetting_records("Somebody")
    tiers = tier_records(company, "A word of its own")
    return {
        "membership": member.id,
        "application": member.application_id,
        "decision": life["suspension"],
        "recheck": vetted["recheck"],
        "near_match": vetted["near_match"],
        "document": sent_document().id,
        "graduation": tiers["proposal"],
        "interview": make_submitted("NEXUS").id,
        "appointment": make_interview()[0].id,
        "scheme": tiers["scheme"],
        **{kind: life[kind] for kind in ("answer", "disclosure", "plan", "override", "card", "travel_document")},
    }


def test_r13_every_page_asks_or_rests_on_open_work_and_keeps_the_look(records: dict[str, UUID]) -> None:
    assert set(records) | {"worksheet"} == set(PAGES) == set(KINDS)
    for kind, key in records.items():
        client = officer()
        before = Lookup.objects.count()
        asked = ASKED in client.get(page(kind, key)).text
        assert asked is (kind not in OPEN_WORK), kind
        if asked:
            assert Lookup.objects.count() == before, kind
            went = client.post(reverse("enrollment:lookup", args=[kind, key]), {**WHY, "next": page(kind, key)})
            assert went.url == page(kind, key), kind
            shown = client.get(went.url)
            assert shown.status_code == 200 and ASKED not in shown.text, kind
        kept = Lookup.objects.latest("created_at")
        assert (Lookup.objects.count(), kept.record_kind, kept.record_id) == (before + 1, kind, key)
        assert (kept.occasion, kept.purpose) == (("", "service") if asked else ("desk", "enrolment"))


@pytest.mark.parametrize("kind", ["recheck", "near_match"])
def test_r13_the_own_agencys_open_worksheet_is_work_and_the_others_is_not(kind: str) -> None:
    key = vetting_records("Somebody")[kind]
    assert ASKED in officer("CBP").get(page(kind, key)).text
    assert ASKED not in officer("CBSA").get(page(kind, key)).text
    assert Lookup.objects.get().occasion == "desk"


def test_r13_an_act_on_a_worksheet_is_not_a_way_around_the_prompt() -> None:
    vetting_records("Somebody")
    sheet = VettingWorksheet.objects.filter(agency="CBSA", status="open").latest("created_at")
    act = reverse("enrollment:worksheet_act", args=[sheet.id, "record"])
    client = officer("CBP")
    assert ASKED in client.post(act, {}).text
    went = client.post(reverse("enrollment:lookup", args=["worksheet", sheet.id]), WHY)
    assert went.url == reverse("enrollment:reviews")


@pytest.mark.parametrize("kind", sorted(PAGES))
def test_a_record_that_does_not_exist_is_not_asked_about(kind: str) -> None:
    client: Any = officer()
    if kind != "worksheet":
        assert client.get(page(kind, uuid4())).status_code == 404
    assert client.post(reverse("enrollment:lookup", args=[kind, uuid4()]), WHY).status_code == 404
