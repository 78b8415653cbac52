"""The rows `bench.enrolment` asks for: members and applications made through the services, then copied in bulk.

Copies carry what their originals were checked for; the checks of one row at a time would take hours. So the triggers
rest while they are written, which takes a database superuser.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

OPEN_SHARE = 50  # one application for every fifty members waits
RECHECK_SHARE = 50  # one member in fifty is being vetted again
YEARS = 5  # the decisions of the members spread over as many years
COMPANY, PERSON = "FAST_CARRIER", "NEXUS"
# Each row that is chosen, as often as asked for, with what must differ: SQL expressions over n, from 1.
CLONE = """
INSERT INTO {table}
SELECT r.* FROM {table} source, generate_series(1, %(copies)s) n, jsonb_populate_record(source, {changes}) r
WHERE source.id = ANY(%(sources)s)
"""
# The ids grow with time, as those of the trail do.
EVENTS = """
INSERT INTO trail_entry (id, organisation_id, subject_id, {others})
SELECT (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint + n), 12, '0') || substr(md5('{mark}' || n), 1, 20))::uuid,
    NULL, md5('held{mark}' || (1 + n %% %(members)s))::uuid, {others}
FROM trail_entry source, generate_series(1, %(events)s) n
WHERE source.id = (
    SELECT id FROM trail_entry WHERE subject_type = 'membership' AND subject_id = %(source)s ORDER BY id LIMIT 1
)
"""
REPLACED = {"id", "organisation_id", "subject_id", "xid"}  # the database writes its own transaction id


@dataclass(frozen=True, slots=True)
class Cast:
    """Who asks, and the originals: a member and an open application of each kind."""

    officer: Any
    supervisor: Any
    company_member: Any
    person_member: Any
    waiting: tuple[Any, Any]
    proposal: Any
    recheck: Any

    @property
    def members(self) -> tuple[Any, Any]:
        return self.company_member, self.person_member


def fill(memberships: int, events: int) -> Cast:
    """Make the originals, then half of the memberships as copies of each kind, with their share of the events."""
    from django.apps import apps
    from django.db import connection

    cast = originals()
    each = memberships // 2
    fields = apps.get_model("trail", "TrailEntry")._meta.fields
    others = [field.column for field in fields if field.column not in REPLACED]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for mark, member, waiting in zip(("c", "p"), cast.members, cast.waiting, strict=True):
            copy_member(cursor, member, each, mark)
            copy_application(cursor, waiting, each // OPEN_SHARE, f"w{mark}")
            spread = {"source": member.id, "events": events // 2, "members": each}
            cursor.execute(EVENTS.format(mark=mark, others=", ".join(others)), spread)
        copy_work(cursor, cast, each // RECHECK_SHARE)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("ANALYZE")
    return cast


def originals() -> Cast:
    """Make what the copies are made of, as people make it."""
    from django.utils import timezone

    from enrollment import services
    from enrollment.models import GraduationProposal, VettingWorksheet
    from portal.core import clock
    from tests.factories.accounts import make_organisation, make_staff
    from tests.factories.enrollment import applicant_for, make_membership, make_submitted, vetting
    from tests.factories.life import make_travel_document
    from tests.factories.tiers import with_record

    traveller = applicant_for(PERSON)
    with clock.frozen(timezone.now() - timedelta(days=400)):
        company = make_membership(COMPANY, organisation=make_organisation())
        person = make_membership(PERSON, applicant=traveller)
    with_record(company, movements=30)
    paper = make_travel_document(traveller)
    services.travel_document_check(actor=vetting(), document_id=paper.id, expected_version=paper.row_version)
    services.graduations_turn()
    services.rechecks_open()
    return Cast(
        officer=make_staff("officer.vetting", "CBP"),
        supervisor=make_staff("officer.supervisor", "CBP"),
        company_member=company,
        person_member=person,
        waiting=(
            make_submitted(COMPANY, applicant_for(COMPANY, make_organisation())),
            make_submitted(PERSON, applicant_for(PERSON)),
        ),
        proposal=GraduationProposal.objects.get(membership=company),
        recheck=list(VettingWorksheet.objects.filter(membership=person)),
    )


def copy_application(cursor: Any, original: Any, count: int, mark: str, **changes: str) -> dict[str, str]:
    """Copy an application with its holder, invoice, identity, reviews, worksheets and checks; gives holder and id."""
    from enrollment.models import VettingCheck, VettingWorksheet

    holder = copy_holder(cursor, original, count, mark)
    old = "now() - (n %% 120) * interval '1 day'"
    own = {"id": new("application", mark), "submitted_at": old, "sent_at": old, **holder, **changes}
    clone(cursor, "enrollment_application", [original.id], count, **own)
    number = f"'B{mark}' || n"
    about = {"application_id": own["id"]}
    bill = {"id": new("invoice", mark), "number": number, **about, **holder}
    clone(cursor, "enrollment_invoice", [original.invoice.id], count, **bill)
    named = f"'copy:{mark}' || n"
    clone(cursor, "enrollment_identity", [original.identity.id], count, id=new("identity", mark), holder=named, **about)
    decided = {"decided_at": changes["decided_at"]} if "decided_at" in changes else {}
    for review in original.reviews.all():
        part = f"{mark}{review.agency}"
        clone(cursor, "enrollment_agency_review", [review.id], count, id=new("review", part), **about, **decided)
        sheet = VettingWorksheet.objects.get(review=review)
        of_review = {"id": new("sheet", part), "review_id": new("review", part)}
        clone(cursor, "enrollment_vetting_worksheet", [sheet.id], count, **of_review)
        checks = VettingCheck.objects.filter(worksheet=sheet).values_list("id", flat=True)
        rows = {"id": "gen_random_uuid()", "worksheet_id": new("sheet", part)}
        # A closed worksheet is read when somebody opens that one; the many are there for the open ones.
        clone(cursor, "enrollment_vetting_check", checks if not decided else [], count, **rows)
    return {**holder, **about}


def copy_holder(cursor: Any, original: Any, count: int, mark: str) -> dict[str, str]:
    """Copy the company or the person; gives the column that names it."""
    if original.organisation_id:
        made = {"id": new("company", mark), "legal_name": f"'Example {mark}' || n"}
        clone(cursor, "accounts_organisation", [original.organisation_id], count, **made)
        return {"organisation_id": made["id"]}
    made = {"id": new("person", mark), "email": f"'{mark}' || n || '@example.test'"}
    clone(cursor, "accounts_user", [original.user_id], count, **made)
    return {"user_id": made["id"]}


def copy_member(cursor: Any, original: Any, count: int, mark: str) -> None:
    """Copy a member with its application, counts, and what a person carries: card and document."""
    from enrollment.models import TravelDocument

    decided = f"now() - (n %% {YEARS * 365}) * interval '1 day'"
    filed = {"decided_at": decided, "submitted_at": f"{decided} - interval '20 days'"}
    made = copy_application(cursor, original.application, count, mark, **filed)
    held = {"id": new("held", mark), "number": f"'X{mark.upper()}' || lpad(n::text, 8, '0')", **made}
    clone(cursor, "enrollment_membership", [original.id], count, **held)
    of_member = {"membership_id": held["id"]}
    clone(cursor, "enrollment_movement_tally", [original.tally.id], count, id=new("tally", mark), **of_member)
    numbers = {"card_number": "'9' || lpad(n::text, 8, '0')", "rfid_tag": "'E9' || lpad(n::text, 22, '0')"}
    cards = original.credentials.values_list("id", flat=True)
    clone(cursor, "enrollment_credential", cards, count, id=new("card", mark), **numbers, **of_member)
    papers = TravelDocument.objects.filter(user_id=original.user_id).values_list("id", flat=True)
    paper = {
        "id": new("paper", mark),
        "number": "'P' || lpad(n::text, 8, '0')",
        "status": f"CASE WHEN n %% {OPEN_SHARE} = 0 THEN 'entered' ELSE 'checked' END",
    }
    person = {"user_id": made["user_id"]} if "user_id" in made else {}
    clone(cursor, "enrollment_travel_document", papers if person else [], count, **paper, **person)


def copy_work(cursor: Any, cast: Cast, count: int) -> None:
    """Copy what waits at the officers' desks beside applications: proposals to rise and members vetted again."""
    from enrollment.models import VettingCheck

    rise = {"id": new("rise", "c"), "membership_id": new("held", "c")}
    clone(cursor, "enrollment_graduation", [cast.proposal.id], count, **rise)
    for review in cast.proposal.reviews.all():
        of_rise = {"id": "gen_random_uuid()", "proposal_id": rise["id"]}
        clone(cursor, "enrollment_graduation_review", [review.id], count, **of_rise)
    for sheet in cast.recheck:
        again = {"id": new("again", sheet.agency), "membership_id": new("held", "p")}
        clone(cursor, "enrollment_vetting_worksheet", [sheet.id], count, **again)
        checks = VettingCheck.objects.filter(worksheet=sheet).values_list("id", flat=True)
        clone(cursor, "enrollment_vetting_check", checks, count, id="gen_random_uuid()", worksheet_id=again["id"])


def new(part: str, mark: str) -> str:
    """Give the SQL of the id of the n-th copy."""
    return f"md5('{part}{mark}' || n)::uuid"


def clone(cursor: Any, table: str, sources: Iterable[Any], count: int, **changes: str) -> None:
    """Copy rows `count` times each."""
    chosen = list(sources)
    if chosen:
        pairs = ", ".join(f"'{column}', {expression}" for column, expression in changes.items())
        statement = CLONE.format(table=table, changes=f"jsonb_build_object({pairs})")
        cursor.execute(statement, {"copies": count, "sources": chosen})
