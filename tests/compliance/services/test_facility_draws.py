"""The draw of facilities: drawn while the seed is sealed, locked, recomputed with the seed by anybody (R-63)."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import Error, connection, transaction

from audit.compliance import verify_audits
from audit.compliance.domain.facility_draw import facility_token
from audit.compliance.models import AuditMonth, FacilityDraw, FacilityEntry, FacilitySelection, FacilityVisit, month_of
from audit.compliance.selectors.facilities import facility_month
from audit.compliance.selectors.months import month_as_dict
from audit.compliance.services import (
    audit_month_draw,
    audit_month_ensure,
    facilities_draw,
    facilities_keep,
    visit_give,
    visit_join,
)
from audit.compliance.tasks import keep_audit_months
from audit.trail.selectors import entries_for
from enrollment.models import Membership
from portal.core import clock
from portal.core.domain.subjects import Subject
from tests.factories.accounts import make_organisation, make_staff, staff_actor
from tests.factories.seals import make_site
from tests.factories.trail import in_the_book
from tests.factories.visits import a_facility, drawn_visit, this_month

pytestmark = pytest.mark.django_db


def last_month() -> AuditMonth:
    """A month committed to before it began, whose facilities were drawn as it did; then it ended."""
    first = (month_of(clock.now()) - timedelta(days=1)).replace(day=1)
    noon = clock.now().replace(year=first.year, month=first.month, day=1, hour=12)
    with clock.frozen(noon - timedelta(days=40)):
        facilities = [a_facility() for _ in range(11)]
    with clock.frozen(noon - timedelta(days=3)):
        month = audit_month_ensure(first)
    with clock.frozen(noon):
        assert facilities_keep() == 2
    assert {entry.site_id for entry in FacilityEntry.objects.all()} == {site.id for site in facilities}
    return month


def test_r63_a_tenth_is_drawn_rounded_up_and_anybody_works_it_out_again_once_the_seed_is_out(
    commit_checks: Any,
) -> None:
    month = last_month()
    before = facility_month(month)
    assert before is not None
    assert (before.draw.pool_size, before.draw.drawn_size, before.rows, before.as_announced) == (11, 2, (), None)
    assert audit_month_draw(month=month.month)
    month.refresh_from_db()
    after = facility_month(month)
    assert after is not None
    assert after.as_announced
    published = month_as_dict(month=month)
    assert verify_audits.check(published) == []
    places = {row["token"]: row["place"] for row in published["facilities"]["list"]}
    visit = FacilityVisit.objects.select_related("selection").order_by("selection__place")[0]
    assert places[facility_token(visit.site_id, f"{month.month:%Y-%m}")] == 1
    assert str(visit.site_id) not in str(published) and visit.site_name not in str(published)
    commit_checks()


def test_r63_an_altered_list_and_another_choice_show() -> None:
    month = last_month()
    audit_month_draw(month=month.month)
    published = month_as_dict(month=AuditMonth.objects.get(pk=month.pk))
    rows = published["facilities"]["list"]
    drawn = next(row for row in rows if row["place"] == 1)
    other = next(row for row in rows if not row["place"])
    drawn["place"], other["place"] = 0, 1
    assert any("not drawn as announced" in fault for fault in verify_audits.check(published))
    assert any("digest" in fault for fault in verify_audits.check(published))


def test_r63_the_label_keeps_the_two_draws_of_a_seed_apart_and_months_are_not_linked() -> None:
    from audit.compliance.domain.facility_draw import facility_draw
    from clearance.targeting.overlay import draw_value

    tokens = [facility_token(str(number), "2026-11") for number in range(400)]
    again = [facility_token(str(number), "2026-12") for number in range(400)]
    assert not set(tokens) & set(again)
    seed = b"\x07" * 32
    visits = facility_draw(seed, tokens)
    audits = sorted(tokens, key=lambda token: draw_value(seed, f"random {token}"))[: len(visits)]
    assert len(visits) == 40
    assert set(visits) != set(audits)
    assert set(facility_draw(b"\x08" * 32, tokens)) != set(visits)
    with pytest.raises(ValueError, match="seed"):
        facility_draw(b"", tokens)


def test_r63_only_accredited_sites_of_members_in_force_are_in_the_pool() -> None:
    in_it = a_facility()
    make_site(code="NO-MEMBER", agency="CBP", owner=make_organisation("carrier"))
    make_site(code="NOBODYS", agency="CBP")
    make_site(code="NO-PAPER", agency="CBP", owner=in_it.organisation, days=0)
    suspended = a_facility()
    with in_the_book():
        Membership.objects.filter(organisation=suspended.organisation).update(status="suspended")
    audit_month_ensure(month_of(clock.now()))
    assert facilities_keep() == 1
    assert list(FacilityEntry.objects.values_list("site_id", flat=True)) == [in_it.id]


def test_r63_a_month_is_drawn_once_and_never_before_it_begins_or_after_its_seed_is_out() -> None:
    visit = drawn_visit()
    assert facilities_keep() == 0 and facilities_draw(month=None) == 0
    coming = audit_month_ensure((month_of(clock.now()) + timedelta(days=32)).replace(day=1))
    assert facilities_draw(month=coming) == 0
    assert FacilityVisit.objects.get() == visit
    with pytest.raises(Error, match="begun"), transaction.atomic():
        FacilityDraw.objects.create(month=coming, rules="x", share=100, pool_size=0, drawn_size=0, list_digest="0" * 64)
    first = (month_of(clock.now()) - timedelta(days=1)).replace(day=1)
    over = audit_month_ensure(first)
    audit_month_draw(month=first)
    over.refresh_from_db()
    assert facilities_draw(month=over) == 0
    with pytest.raises(Error, match="sealed"), transaction.atomic():
        FacilityDraw.objects.create(month=over, rules="x", share=100, pool_size=0, drawn_size=0, list_digest="0" * 64)


def test_r63_the_worker_draws_as_the_month_begins() -> None:
    a_facility()
    keep_audit_months()
    assert FacilityVisit.objects.count() == 1


def test_r63_before_the_visit_no_entry_of_the_trail_is_the_companys() -> None:
    visit = drawn_visit()
    visit_join(actor=staff_actor("auditor", "CBP"), visit_id=visit.id)
    second = make_staff("auditor", "CBSA")
    visit_give(actor=staff_actor("officer.supervisor", "CBSA"), visit_id=visit.id, auditor_id=second.id)
    entries = [*entries_for(Subject("facility_visit", visit.id)), *entries_for(Subject("audit_month", this_month().id))]
    assert {"compliance.visit.drawn", "compliance.facilities.drawn"} <= {entry.event for entry in entries}
    joined = [json.loads(entry.body) for entry in entries if entry.event == "compliance.visit.joined"]
    assert {"number": visit.number, "agency": "CBSA", "auditor": str(second.id)} in joined
    assert len(joined) == 2
    assert all(entry.organisation_id is None for entry in entries)


def test_r63_what_was_not_visited_lapses_before_the_seed_is_published() -> None:
    month = last_month()
    audit_month_draw(month=month.month)
    assert set(FacilityVisit.objects.values_list("status", flat=True)) == {"missed"}
    assert all(visit.ended_why for visit in FacilityVisit.objects.all())


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE compliance_facility_entry SET token = repeat('0', 64)",
        "DELETE FROM compliance_facility_entry",
        "UPDATE compliance_facility_selection SET place = place + 1",
        "DELETE FROM compliance_facility_selection",
        "UPDATE compliance_facility_draw SET drawn_size = 0",
        "DELETE FROM compliance_facility_draw",
        "TRUNCATE compliance_facility_selection CASCADE",
        "DELETE FROM compliance_facility_visit",
        "UPDATE compliance_facility_visit SET site_id = month_id FROM compliance_facility_selection",
    ],
)
def test_r63_the_database_keeps_the_draw_as_it_was(change: str) -> None:
    drawn_visit()
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_r63_no_facility_joins_a_month_that_is_drawn_and_no_count_may_lie() -> None:
    drawn_visit()
    month, entry = this_month(), FacilityEntry.objects.get()
    with pytest.raises(Error, match="drawn"), transaction.atomic():
        FacilityEntry.objects.create(month=month, site_id=month.id, organisation_id=month.id, token="0" * 64)
    with pytest.raises(Error, match="drawn"), transaction.atomic():
        FacilitySelection.objects.create(month=month, entry=entry, place=2)
    before = audit_month_ensure((month_of(clock.now()) - timedelta(days=1)).replace(day=1))
    with pytest.raises(Error, match="pool"), transaction.atomic():
        FacilityDraw.objects.create(month=before, rules="x", share=100, pool_size=9, drawn_size=1, list_digest="0" * 64)
