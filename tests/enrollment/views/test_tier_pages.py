"""Pages of criteria, proposals, schemes held elsewhere and enabled ports, without JavaScript (R-02, R-03, R-08)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from enrollment import services
from enrollment.models import CriteriaVersion, GraduationProposal, Membership, Recognition, SchemeMembership
from portal.core import clock
from tests.enrollment.views.test_officer_pages import WRITTEN
from tests.factories.accounts import make_member, make_organisation, make_staff, make_user, member_actor, sign_in
from tests.factories.enrollment import make_membership, person_actor, vetting
from tests.factories.tiers import (
    WHY,
    founding_rows,
    make_criteria,
    make_recognition,
    make_scheme,
    with_record,
)

pytestmark = pytest.mark.django_db
SESSION = 3
FAST = "FAST_CARRIER"


def url(name: str, *args: Any) -> str:
    return reverse(f"enrollment:{name}", args=args)


def typed(rows: list[dict[str, Any]], **changes: Any) -> dict[str, Any]:
    """The rows as the editor posts them, with its spare empty ones."""
    data = {"rows-TOTAL_FORMS": len(rows) + 2, "rows-INITIAL_FORMS": len(rows), "valid_from": "2027-02-01", "note": WHY}
    for number, row in enumerate(rows):
        data |= {f"rows-{number}-{name}": value for name, value in row.items()}
    return {**data, **changes}


@pytest.fixture
def administrator(client: Client) -> Client:
    return sign_in(client, make_staff("administrator", ""))


@pytest.fixture
def supervisor(client: Client) -> Client:
    return sign_in(client, make_staff("officer.supervisor", "CBP"))


def test_the_editor_drafts_simulates_and_two_supervisors_sign(administrator: Client) -> None:
    assert 'value="25"' in administrator.get(url("criteria_new", FAST)).text
    made = administrator.post(url("criteria_new", FAST), typed(founding_rows(T2_movements=30)))
    version = CriteriaVersion.objects.get(number=2)
    assert made.url == url("criteria_version", version.id)
    act = url("criteria_act", version.id, "simulate")
    assert administrator.post(act, {"expected_version": 1}).status_code == 302
    for agency in ("CBP", "CBSA"):
        officer = sign_in(Client(), make_staff("officer.supervisor", agency))
        seen = CriteriaVersion.objects.get(pk=version.pk).row_version
        officer.post(url("criteria_act", version.id, "sign"), {"expected_version": seen})
    version.refresh_from_db()
    assert version.status == "approved"
    page = administrator.get(url("criteria_version", version.id)).text
    assert "at least 25" in page and "at least 30" in page and "Who would move" in page
    public = Client().get(url("programme", FAST)).text
    assert "criteria-2 follows on" in public and WHY in public


def test_errors_stand_in_their_cells_and_nothing_typed_is_lost(administrator: Client) -> None:
    rows = [{**row, "value": "many" if n == 1 else row["value"]} for n, row in enumerate(founding_rows())]
    refused = administrator.post(url("criteria_new", FAST), typed(rows))
    assert refused.status_code == 422 and not CriteriaVersion.objects.exists()
    page = refused.text
    assert 'value="many"' in page and "Give a number from 0 to 1,000,000." in page and WHY in page
    administrator.cookies["preclear_language"] = "fr"
    assert "Indiquez un nombre" in administrator.post(url("criteria_new", FAST), typed(rows)).text
    empty = administrator.post(url("criteria_new", FAST), typed(founding_rows(), note=""))
    assert empty.status_code == 422


def test_a_signature_out_of_turn_is_refused_in_the_page(supervisor: Client) -> None:
    version = make_criteria(upto="draft")
    refused = supervisor.post(url("criteria_act", version.id, "sign"), {"expected_version": 1})
    assert refused.status_code == 409 and "Not done" in refused.text
    assert supervisor.post(url("criteria_act", version.id, "dance"), {"expected_version": 1}).status_code == 404
    gone = supervisor.post(url("criteria_act", version.id, "withdraw"), {"expected_version": 1})
    assert gone.status_code == 302


@pytest.mark.parametrize("code", ["NEXUS", "CLUB"])
def test_no_editor_without_a_ladder(administrator: Client, code: str) -> None:
    assert administrator.get(url("criteria_new", code)).status_code == 404


def test_the_registers_cost_the_same_however_long(supervisor: Client, django_assert_num_queries: Any) -> None:
    for _ in range(2):
        make_criteria()
        make_recognition()
        # versions + signatures, recognitions + signatures
        with django_assert_num_queries(SESSION + 4):
            assert "R-" in supervisor.get(url("policies")).text


@pytest.mark.parametrize("agency", ["FDA", "CFIA"])
def test_a_supervisor_of_another_agency_does_not_get_in(client: Client, agency: str) -> None:
    sign_in(client, make_staff("officer.supervisor", agency))
    assert client.get(url("policies")).status_code in (403, 404)


def test_a_recognition_from_draft_to_its_end(administrator: Client) -> None:
    bad = administrator.post(url("recognition_new"), {"scheme": "SENTRI", "programme": FAST, "tier": "T1", "note": WHY})
    assert bad.status_code == 422 and "SENTRI" in bad.text
    given = {"scheme": "SENTRI", "programme": "NEXUS", "tier": "NEXUS", "valid_from": "2026-12-01", "note": WHY}
    assert administrator.post(url("recognition_new"), given).status_code == 302
    row = make_recognition()
    path = url("recognition_act", row.id, "end")
    past = administrator.post(path, {"ends_at": "2020-01-01", "why": "Over", "expected_version": row.row_version})
    assert past.status_code == 422 and "The end lies in the future" in past.text and 'value="Over"' in past.text
    ahead = (clock.now() + timedelta(days=40)).date().isoformat()
    administrator.post(path, {"ends_at": ahead, "why": "Over", "expected_version": row.row_version})
    assert Recognition.objects.get(pk=row.pk).status == "ended"
    assert "Over" in administrator.get(url("recognition", row.id)).text


def test_the_desk_decides_and_the_member_sees_each_step(client: Client, django_assert_num_queries: Any) -> None:
    """R-08: the member sees each criterion with its value and date, then the proposal with both agencies' answers."""
    organisation = make_organisation("carrier")
    member = make_membership(FAST, applicant=member_actor(organisation))
    with_record(member, 10)
    owner = sign_in(client, make_member(organisation))
    page = owner.get(url("membership", member.id)).text
    assert "at least 25" in page and "two weeks of record are needed" in page
    with_record(member, 30)
    services.graduations_turn()
    proposal = GraduationProposal.objects.get()
    officer = sign_in(Client(), make_staff("officer.vetting", "CBP"))
    with django_assert_num_queries(SESSION + 2):
        assert url("graduation", proposal.id) in officer.get(url("graduations")).text
    officer.get(url("graduation", proposal.id))  # the look-up is kept once, then found again in two queries
    # proposal + reviews, facts in two, criteria
    with django_assert_num_queries(SESSION + 5 + 2):
        assert "Only officers of CBSA decide here." in officer.get(url("graduation", proposal.id)).text
    officer.post(url("graduation", proposal.id), {"decision": "accept", "expected_version": 1})
    assert url("graduation", proposal.id) not in officer.get(url("graduations")).text
    assert url("graduation", proposal.id) in officer.get(url("graduations"), {"all": "1"}).text
    assert "Proposal to rise to T2" in owner.get(url("membership", member.id)).text
    services.graduation_decide(actor=vetting("CBSA"), proposal_id=proposal.id, decision="accept")
    assert Membership.objects.get(pk=member.pk).tier == "T2"
    assert "Proposal to rise" not in owner.get(url("membership", member.id)).text


def test_declining_keeps_what_was_written(client: Client) -> None:
    member = make_membership(FAST)
    with_record(member)
    services.graduations_turn()
    proposal = GraduationProposal.objects.get()
    sign_in(client, make_staff("officer.vetting", "CBSA"))
    half = {**WRITTEN, "decision": "decline", "expected_version": 1, "fix_fr": ""}
    refused = client.post(url("graduation", proposal.id), half)
    assert refused.status_code == 422 and WRITTEN["text_en"] in refused.text
    client.post(url("graduation", proposal.id), {**half, "fix_fr": WRITTEN["fix_fr"]})
    proposal.refresh_from_db()
    assert proposal.status == "declined" and "Declined" in client.get(url("graduation", proposal.id)).text


def test_green_fast_names_its_pilot_port(client: Client, reference_data: None) -> None:
    """R-08, R-11: tier 3 is limited to the pilot, and both pages say where."""
    assert "pilot at Ambassador Bridge" in client.get(url("programme", FAST)).text
    member = make_membership(FAST, tier="T2")
    sign_in(client, make_member(member.organisation))
    assert "pilot at Ambassador Bridge" in client.get(url("membership", member.id)).text


def test_a_holder_enters_a_scheme_and_the_agency_confirms_it(client: Client, django_assert_num_queries: Any) -> None:
    user = make_user()
    sign_in(client, user, capacity="self")
    given = {"scheme": "SENTRI", "number": "98-7654-321", "valid_from": "2026-01-01", "valid_until": "2030-01-01"}
    bad = client.post(url("elsewhere"), {**given, "number": "12"})
    assert bad.status_code == 422 and 'value="12"' in bad.text and "This is not a PASSID" in bad.text
    assert client.post(url("elsewhere"), given).status_code == 302
    held = SchemeMembership.objects.get()
    officer = sign_in(Client(), make_staff("officer.vetting", "CBP"))
    with django_assert_num_queries(SESSION + 1):
        assert url("elsewhere_decide", held.id) in officer.get(url("elsewhere_desk")).text
    other = sign_in(Client(), make_staff("officer.vetting", "CBSA"))
    assert "Only officers of CBP confirm this." in other.get(url("elsewhere_decide", held.id)).text
    officer.post(url("elsewhere_decide", held.id), {**WRITTEN, "decision": "confirm", "expected_version": 1})
    make_recognition()
    for page in ("elsewhere", "mine"):
        assert "SENTRI counts as NEXUS for travellers" in client.get(url(page)).text
    # what is held, what of it counts, the rows
    with django_assert_num_queries(SESSION + 3):
        client.get(url("elsewhere"))
    ending = {**WRITTEN, "decision": "end", "expected_version": 2}
    assert officer.post(url("elsewhere_decide", held.id), ending).status_code == 302
    assert WRITTEN["text_en"] in client.get(url("elsewhere")).text


def test_taking_back(client: Client) -> None:
    user = make_user()
    held = make_scheme(person_actor(user), confirmed=False)
    sign_in(client, user, capacity="self")
    client.post(url("elsewhere_withdraw", held.id), {"expected_version": 9})
    assert SchemeMembership.objects.get().status == "claimed"
    client.post(url("elsewhere_withdraw", held.id), {"expected_version": 1})
    assert SchemeMembership.objects.get().status == "withdrawn"


@pytest.mark.parametrize(("language", "word"), [("en", "Not eligible"), ("fr", "Non admissible")])
def test_where_can_i_use_it(
    client: Client, reference_data: None, language: str, word: str, django_assert_num_queries: Any
) -> None:
    """R-02, R-14: the register by direction is public; the check is for people who are signed in."""
    client.cookies["preclear_language"] = language
    # two kinds of lane, the rows that count
    with django_assert_num_queries(3):
        page = client.get(url("where"), {"card": "1"}).text
    assert "peace-bridge" in page and {"en": "Peace Bridge", "fr": "Pont Peace"}[language] in page
    user = make_user()
    card = make_membership("NEXUS", applicant=person_actor(user)).credentials.get().card_number
    sign_in(client, user, capacity="self")
    assert card in client.get(url("where")).text
    asked = {"card": card, "crossing": "peace-bridge", "direction": "NB"}
    assert word not in client.get(url("where"), asked).text
    assert word in client.get(url("where"), {**asked, "crossing": "alcan-beaver-creek"}).text
    assert client.get(url("where"), {**asked, "direction": "up"}).status_code == 422
    only = client.get(url("where"), {"way": "NB"}).text
    assert "peace-bridge" in only


def test_staff_who_may_not_look_people_up_learn_nothing(client: Client, reference_data: None) -> None:
    card = make_membership("NEXUS").credentials.get().card_number
    sign_in(client, make_staff("administrator", ""))
    asked = {"card": card, "crossing": "peace-bridge", "direction": "NB"}
    assert "No NEXUS membership has this number." in client.get(url("where"), asked).text
