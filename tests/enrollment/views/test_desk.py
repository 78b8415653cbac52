"""The vetting desk: queue by age, one owner, hand-over notes both agencies read, load (4.8, R-30, R-50)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from audit.trail.selectors import entries_for
from enrollment import selectors, services
from enrollment.models import Assignment, HandoverNote
from portal.accounts.models import User
from portal.accounts.selectors import actor_for_user
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from tests.factories import accounts as make
from tests.factories.enrollment import approve, make_submitted, vetting
from tests.factories.trail import in_the_book

pytestmark = pytest.mark.django_db


def url(name: str, *args: Any) -> str:
    return reverse(f"enrollment:{name}", args=args)


def submitted_days_ago(days: int, programme: str = "FAST_SHIPPER") -> Any:
    with clock.frozen(clock.now() - timedelta(days=days)):
        return make_submitted(programme)


def test_the_queue_stands_by_the_service_standard_and_filters(client: Client, django_assert_num_queries: Any) -> None:
    late, soon, fresh = submitted_days_ago(95), submitted_days_ago(85), submitted_days_ago(1, "FAST_CARRIER")
    officer = make.make_staff("officer.vetting", "CBP")
    make.sign_in(client, officer)
    with django_assert_num_queries(3 + 3):
        page = client.get(url("reviews")).text
    places = [page.index(url("review", one.id)) for one in (late, soon, fresh)]
    assert places == sorted(places) and "6 d overdue" in page and "88 d left" in page
    services.assignment_take(actor=selectors_actor(officer), application_id=late.id)
    for query, shown in (
        ({"age": "overdue"}, [late]),
        ({"age": "soon"}, [soon]),
        ({"programme": "FAST_CARRIER"}, [fresh]),
        ({"owner": "mine"}, [late]),
        ({"owner": "nobody"}, [soon, fresh]),
        ({"owner": "nonsense", "age": "x", "page": "0"}, [late, soon, fresh]),
        ({"age": "overdue", "owner": "nobody"}, []),
    ):
        page = client.get(url("reviews"), query).text
        found = [one for one in (late, soon, fresh) if url("review", one.id) in page]
        assert found == shown, query
    assert "Nothing fits these filters" in page
    assert officer.name in client.get(url("reviews")).text


def selectors_actor(user: User) -> Any:
    return actor_for_user(user, mfa=True)


def test_one_owner_at_a_time_per_agency() -> None:
    """R-30: always exactly one owning officer; the other agency has its own."""
    application, first, second = make_submitted(), vetting("CBP"), vetting("CBP")
    services.assignment_take(actor=first, application_id=application.id)
    services.assignment_take(actor=first, application_id=application.id)
    with pytest.raises(Conflict) as refused:
        services.assignment_take(actor=second, application_id=application.id)
    assert first.name in refused.value.items[0].message.en
    with pytest.raises(NotAllowed):
        services.assignment_return(actor=second, application_id=application.id)
    services.assignment_take(actor=vetting("CBSA"), application_id=application.id)
    services.assignment_give(actor=first, application_id=application.id, user_id=second.person)
    assert selectors.assignment_open(application_id=application.id, agency="CBP").officer_id == second.user_id
    boss = make.staff_actor("officer.supervisor", "CBP")
    services.assignment_give(actor=boss, application_id=application.id, user_id=first.person)
    services.assignment_return(actor=boss, application_id=application.id)
    assert selectors.assignment_open(application_id=application.id, agency="CBP") is None
    events = [entry for entry in entries_for(Subject("application", application.id)) if "assignment" in entry.event]
    assert [entry.event.rsplit(".")[-1] for entry in events] == ["taken", "taken", "given", "given", "returned"]
    assert all(entry.organisation_id is None for entry in events), "who works on it is not for the applicant"


def test_only_to_a_vetting_officer_of_the_agency_and_only_while_it_waits() -> None:
    application, officer = make_submitted(), vetting("CBP")
    services.assignment_take(actor=officer, application_id=application.id)
    for stranger in (vetting("CBSA"), make.staff_actor("officer.primary", "CBP")):
        with pytest.raises(Invalid):
            services.assignment_give(actor=officer, application_id=application.id, user_id=stranger.person)
    with pytest.raises(NotFound):
        services.assignment_take(actor=make.staff_actor("officer.supervisor", "FDA"), application_id=application.id)
    approve(application, "CBP")
    with pytest.raises(Conflict):
        services.assignment_return(actor=officer, application_id=application.id)


def test_the_database_knows_one_owner_and_keeps_notes() -> None:
    application, officer = make_submitted(), vetting("CBP")
    held = services.assignment_take(actor=officer, application_id=application.id)
    with pytest.raises(IntegrityError), in_the_book():
        Assignment.objects.create(application=application, agency="CBP", officer_id=held.officer_id, officer_name="x")
    note = services.handover_add(actor=officer, application_id=application.id, words="Called the depot.")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE enrollment_handover_note SET words = 'x' WHERE id = %s", [note.id])


def test_r50_a_note_is_shared_unless_a_reason_restricts_it(client: Client) -> None:
    application, officer = make_submitted(), vetting("CBP")
    services.handover_add(actor=officer, application_id=application.id, words="Fleet list checked.")
    services.handover_add(
        actor=officer, application_id=application.id, words="Ask the field office.", restricted_reason="Open inquiry"
    )
    for agency, count in (("CBP", 2), ("CBSA", 1)):
        assert len(selectors.handover_list(actor=vetting(agency), application_id=application.id)) == count
    assert not selectors.handover_list(actor=make.staff_actor("auditor"), application_id=application.id)
    make.sign_in(client, make.make_staff("officer.vetting", "CBSA"))
    page = client.get(url("desk", application.id)).text
    assert "Fleet list checked." in page and "Ask the field office." not in page
    with pytest.raises(Invalid):
        services.handover_add(actor=officer, application_id=application.id, words="  ")


def test_the_desk_page_takes_gives_returns_and_notes(client: Client, django_assert_max_num_queries: Any) -> None:
    application = make_submitted()
    officer, colleague = (make.make_staff("officer.vetting", "CBP") for _ in range(2))
    make.sign_in(client, officer)
    assert client.post(url("desk_take", application.id)).url == url("desk", application.id)
    with django_assert_max_num_queries(20):
        page = client.get(url("desk", application.id)).text
    assert colleague.name in page and "Return it to the queue" in page
    assert client.post(url("desk_note", application.id), {"words": ""}).status_code == 422
    client.post(url("desk_note", application.id), {"words": "Insurance is missing."})
    assert HandoverNote.objects.get().words == "Insurance is missing."
    client.post(url("desk_give", application.id), {"officer": "nobody"})
    assert Assignment.objects.get(ended_at=None).officer_id == officer.id
    client.post(url("desk_give", application.id), {"officer": str(colleague.id)})
    assert Assignment.objects.get(ended_at=None).officer_id == colleague.id
    assert client.post(url("desk_return", application.id)).status_code == 403


def test_a_supervisor_sees_the_load(client: Client, django_assert_max_num_queries: Any) -> None:
    officer, idle = vetting("CBP"), vetting("CBP")
    for days in (95, 3):
        services.assignment_take(actor=officer, application_id=submitted_days_ago(days).id)
    submitted_days_ago(100)
    services.assignment_take(actor=vetting("CBSA"), application_id=submitted_days_ago(2).id)
    boss = make.make_staff("officer.supervisor", "CBP")
    loads = {load.name: (load.pieces, load.overdue) for load in selectors.desk_load(actor=selectors_actor(boss))}
    assert loads == {officer.name: (2, 1), idle.name: (0, 0), "": (2, 1)}
    make.sign_in(client, boss)
    with django_assert_max_num_queries(3 + 3):
        page = client.get(url("load")).text
    assert officer.name in page
    make.sign_in(client, make.make_staff("officer.vetting", "CBP"))
    assert client.get(url("load")).status_code == 403


def test_indexes_serve_the_questions_the_pages_ask() -> None:
    """With 100,000 memberships none of these may read a whole table (R-13, 4.8)."""
    wanted = {
        "enrollment_assignment": {"assignment_open", "assignment_one_owner"},
        "enrollment_lookup": {"lookup_by_officer", "lookup_of_company", "lookup_of_person", "lookup_by_agency"},
        "enrollment_lookup_review": {"lookup_review_list"},
        "accounts_user": {"user_last_login"},
    }
    with connection.cursor() as cursor:
        for table, names in wanted.items():
            cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = %s", [table])
            assert names <= {row[0] for row in cursor.fetchall()}, table
