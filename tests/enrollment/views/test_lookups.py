"""No purpose, no record; every look-up kept; samples reviewed; members see who looked (R-13, R-90, 3.1 item 13)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from audit.trail.selectors import entries_for, entries_visible
from enrollment import services
from enrollment.domain.sampling import commitment, sample
from enrollment.models import Lookup, LookupReview, LookupWeek
from enrollment.tasks import keep_lookup_weeks
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotFound
from portal.core.domain.subjects import Subject
from tests.factories import accounts as make
from tests.factories.clearance import make_carrier
from tests.factories.company import make_drawn, make_lookup
from tests.factories.enrollment import make_membership, make_submitted, vetting
from tests.factories.officer import make_filed
from tests.factories.trail import in_the_book

pytestmark = pytest.mark.django_db
WHY = {"purpose": "service", "words": "They called about the renewal"}
ASKED = "Why do you look?"


def url(name: str, *args: Any) -> str:
    return reverse(f"enrollment:{name}", args=args)


def officer(client: Client, role: str = "officer.vetting", agency: str = "CBP", port: str = "") -> Client:
    return make.sign_in(client, make.make_staff(role, agency, port=port))


@contextmanager
def aged(days: int) -> Iterator[None]:
    """Look-ups are never changed, so the old ones are made in the past."""
    with clock.frozen(clock.now() - timedelta(days=days)):
        yield


def test_r13_without_a_purpose_the_record_is_not_shown_and_with_one_it_was_kept_before(client: Client) -> None:
    member = make_membership("FAST_CARRIER")
    officer(client)
    page = client.get(url("membership", member.id))
    assert ASKED in page.text and member.number not in page.text
    assert member.organisation.legal_name not in page.text and not Lookup.objects.exists()
    ask = url("lookup", "membership", member.id)
    refused = client.post(ask, {"purpose": "", "words": "Their renewal", "next": url("membership", member.id)})
    assert refused.status_code == 422 and "Choose the purpose" in refused.text and not Lookup.objects.exists()
    kept = client.post(ask, {**WHY, "words": "x"})
    assert kept.status_code == 422 and "at least 10 characters" in kept.text
    went = client.post(ask, {**WHY, "next": url("membership", member.id)})
    assert went.url == url("membership", member.id) and Lookup.objects.count() == 1
    assert member.number in client.get(went.url).text
    entry = entries_for(Subject("organisation", member.organisation_id)).last()
    assert entry.event == "enrollment.lookup.made" and entry.data["purpose"] == "service"
    owner = make.member_actor(member.organisation)
    assert not entries_visible(owner).filter(pk=entry.pk).exists(), "the entry names the officer"


def test_r13_a_purpose_covers_one_subject_for_an_hour(client: Client) -> None:
    member, other = make_membership("FAST_CARRIER"), make_membership("FAST_CARRIER")
    officer(client)
    client.post(url("lookup", "membership", member.id), WHY)
    assert member.number in client.get(url("membership", member.id)).text
    assert ASKED in client.get(url("membership", other.id)).text
    with clock.frozen(clock.now() + timedelta(minutes=61)):
        assert ASKED in client.get(url("membership", member.id)).text
        form = client.post(url("membership_demote", member.id), {"to_tier": "T0"})
        assert form.status_code == 422 and ASKED not in form.text, "what was typed is not lost to the prompt"


def test_r13_every_page_of_a_person_asks_and_members_are_never_asked(client: Client) -> None:
    member = make_membership("NEXUS")
    officer(client)
    for name, key in (("membership", member.id), ("review", member.application_id), ("desk", member.application_id)):
        assert ASKED in client.get(url(name, key)).text, name
    assert ASKED in client.get(url("membership_demote", member.id)).text
    assert ASKED in client.get(client.get(url("find"), {"number": member.number}).url).text
    own = make.sign_in(Client(), member.user, capacity="self")
    assert member.number in own.get(url("membership", member.id)).text
    assert Lookup.objects.count() == 0


def test_an_open_application_of_the_desk_is_purpose_enough_but_not_a_colleagues(client: Client) -> None:
    application = make_submitted("FAST_CARRIER")
    officer(client)
    assert ASKED not in client.get(url("review", application.id)).text
    assert Lookup.objects.get().occasion == "desk"
    services.assignment_take(actor=vetting("CBP"), application_id=application.id)
    third = officer(Client())
    assert ASKED in third.get(url("review", application.id)).text


def test_r13_an_open_movement_is_purpose_enough_at_its_port_only(client: Client, reference_data: None) -> None:
    carrier = make_carrier()
    member = make_membership("FAST_CARRIER", organisation=carrier)
    make_filed(carrier)
    booth = officer(client, "officer.primary", port="ambassador-bridge")
    assert member.number in booth.get(url("membership", member.id)).text
    assert Lookup.objects.get().occasion == "movement"
    elsewhere = officer(Client(), "officer.primary", port="peace-bridge")
    assert ASKED in elsewhere.get(url("membership", member.id)).text


def test_strangers_get_the_same_404_with_and_without_a_record(client: Client) -> None:
    make.sign_in(client, make.make_staff("officer.pga", "FDA"))
    member = make_membership("FAST_CARRIER")
    for key in (member.id, uuid4()):
        assert client.post(url("lookup", "membership", key), WHY).status_code in (403, 404)
    officer(client)
    for target in (url("lookup", "membership", uuid4()), url("lookup", "account", member.id)):
        assert client.post(target, WHY).status_code == 404
    assert client.get(url("membership", uuid4())).status_code == 404


def test_the_prompt_costs_little(client: Client, django_assert_max_num_queries: Any) -> None:
    member = make_membership("FAST_CARRIER")
    officer(client)
    with django_assert_max_num_queries(3 + 5):
        client.get(url("membership", member.id))
    client.post(url("lookup", "membership", member.id), WHY)
    with django_assert_max_num_queries(3 + 17):
        client.get(url("membership", member.id))


def test_the_database_takes_no_look_up_without_purpose_and_changes_none() -> None:
    made = make_lookup(make_membership("NEXUS"))
    for statement in (
        "UPDATE enrollment_lookup SET words = 'another story' WHERE id = %s",
        "DELETE FROM enrollment_lookup WHERE id = %s",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [made.id])
    with pytest.raises(IntegrityError), in_the_book():
        Lookup.objects.create(
            officer_id=made.officer_id, agency="CBP", purpose="law", record_kind="membership", record_id=made.record_id,
            user_id=made.user_id, words="short",
        )  # fmt: skip


def test_a_look_up_without_an_entry_in_the_trail_is_refused(commit_checks: Any) -> None:
    make_lookup(make_membership("NEXUS"))
    commit_checks()
    with pytest.raises(IntegrityError, match="no entry in the trail"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('preclear.trail_xid', '', true)")
            cursor.execute("UPDATE enrollment_lookup_week SET commitment = commitment")
        LookupWeek.objects.create(monday="2026-01-05", commitment="0" * 64, sealed_seed="-")
        commit_checks()


def test_r13_a_member_sees_agency_purpose_and_day_but_no_officer(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    member, other = make_membership("FAST_CARRIER"), make_membership("FAST_CARRIER")
    someone = vetting("CBSA")
    make_lookup(member, someone)
    make_lookup(member, purpose="law", words="Investigation 4711, open")
    with aged(100):
        make_lookup(member, purpose="law", words="Investigation 1234, closed")
    make_lookup(other, purpose="appeal", words="A stranger's own look-up")
    make.sign_in(client, make.make_member(member.organisation))
    with django_assert_max_num_queries(3 + 2):
        page = client.get(url("looked")).text
    assert "A question the member asked" in page and "CBSA" in page
    assert someone.name not in page and "Investigation" not in page and "An appeal or a correction" not in page
    assert page.count("<dd>1</dd>") == 1, "law enforcement is counted once it is old"
    lines = b"".join(client.get(url("looked_csv"))).decode().splitlines()
    assert lines[0] == "Day,Agency,Purpose,About" and len(lines) == 2
    assert lines[1].endswith("CBSA,A question the member asked,your organisation")
    client.cookies["preclear_language"] = "fr"
    assert "Une question posée par le membre" in client.get(url("looked")).text


def test_a_person_sees_their_own_and_a_broker_not_its_clients(client: Client) -> None:
    member = make_membership("NEXUS")
    make_lookup(member)
    make.sign_in(client, member.user, capacity="self")
    assert "A question the member asked" in client.get(url("looked")).text
    company = make_membership("FAST_SHIPPER")
    make_lookup(company)
    broker = make.make_organisation("broker")
    make.make_delegation(company.organisation, broker)
    page = make.sign_in(Client(), make.make_member(broker)).get(url("looked")).text
    assert "Nobody has looked" in page


def test_r13_the_weekly_sample_is_committed_to_before_the_week_and_drawn_after_it(settings: Any) -> None:
    settings.LOOKUP_SAMPLE_SIZE = 2
    keep_lookup_weeks()
    assert LookupWeek.objects.count() == 2 and not LookupReview.objects.exists()
    week = LookupWeek.objects.order_by("monday")[0]
    made = [make_lookup(make_membership("NEXUS"), vetting("CBP")) for _ in range(4)]
    make_lookup(make_membership("FAST_CARRIER"), vetting("CBSA"))
    with clock.frozen(clock.now() + timedelta(days=7)):
        keep_lookup_weeks()
        keep_lookup_weeks()
    week.refresh_from_db()
    assert commitment(bytes.fromhex(week.seed)) == week.commitment
    drawn = {review.lookup_id for review in LookupReview.objects.filter(agency="CBP")}
    assert drawn == set(sample(bytes.fromhex(week.seed), [one.id for one in made], 2))
    assert LookupReview.objects.filter(agency="CBSA").count() == 1
    events = [entry.event for entry in entries_for(Subject("lookup_week", week.id))]
    assert events == ["enrollment.lookup_week.committed", "enrollment.lookup_week.drawn"]


def test_r90_a_supervisor_reviews_and_out_of_purpose_is_followed_up(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    review = make_drawn(make_lookup(make_membership("FAST_CARRIER"), words="Wanted to see how they are doing"))
    officer(client, "officer.supervisor")
    with django_assert_max_num_queries(3 + 1):
        assert "To be reviewed" in client.get(url("lookup_sample")).text
    page = url("lookup_review", review.id)
    assert "Wanted to see how they are doing" in client.get(page).text
    form = {"action": "object", "words": "", "expected_version": 1}
    assert client.post(page, form).status_code == 422
    assert client.post(page, {**form, "words": "No case and no request behind it"}).status_code == 302
    review.refresh_from_db()
    assert (review.status, review.reason) == ("out_of_purpose", "No case and no request behind it")
    follow = {"action": "follow_up", "words": "Talked with the officer, access reviewed", "expected_version": 2}
    client.post(page, follow)
    review.refresh_from_db()
    assert review.status == "followed_up" and "access reviewed" in client.get(page).text
    accepted = make_drawn(make_lookup(make_membership("FAST_CARRIER")))
    client.post(url("lookup_review", accepted.id), {"action": "accept", "words": "", "expected_version": 1})
    assert LookupReview.objects.get(pk=accepted.id).status == "fitting"


def test_nobody_reviews_their_own_or_another_agencys(client: Client) -> None:
    boss = make.staff_actor("officer.supervisor", "CBP")
    review = make_drawn(make_lookup(make_membership("FAST_CARRIER"), boss))
    with pytest.raises(Conflict):
        services.lookup_review(actor=boss, review_id=review.id, action="accept")
    with pytest.raises(NotFound):
        services.lookup_review(
            actor=make.staff_actor("officer.supervisor", "CBSA"), review_id=review.id, action="accept"
        )
    with pytest.raises(Invalid):
        services.lookup_review(actor=make.staff_actor("officer.supervisor"), review_id=review.id, action="object")
    officer(client, "officer.supervisor", "CBSA")
    assert client.get(url("lookup_review", review.id)).status_code == 404
    for statement in (
        "UPDATE enrollment_lookup_review SET status = 'out_of_purpose' WHERE id = %s",
        "UPDATE enrollment_lookup_review SET status = 'followed_up', reason = 'x' WHERE id = %s",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [review.id])
