"""Site visits: both agencies there, every line graded, one report under two signatures, counted once (R-59, R-107)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from clearance.services import AccreditationTerms, accreditation_draft
from enrollment.domain.site_standard import SITE_STANDARD, checklist
from enrollment.domain.visits import report_faults, result_of, team_gaps
from enrollment.models import MovementTally, SiteVisit
from enrollment.selectors import visit_facts
from enrollment.services import visits
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.notices.models import Notice
from tests.factories.accounts import make_member, make_organisation, make_staff, member_actor, sign_in, staff_actor
from tests.factories.enrollment import make_membership, vetting
from tests.factories.seals import make_site

pytestmark = pytest.mark.django_db
SUMMARY = "Both officers walked the yard with the security officer and saw two trailers loaded."
SESSION = 3


def make_visit(organisation: Any = None, site: str = "") -> tuple[SiteVisit, dict[str, Any]]:
    """A visit that is under way, with an officer of each agency."""
    organisation = organisation or make_organisation("carrier")
    officers = {agency: vetting(agency) for agency in ("CBP", "CBSA")}
    visit = visits.visit_request(
        actor=officers["CBP"], organisation_id=organisation.id, place="1 Example Road", purpose="Tier 3", site=site
    )
    day = clock.now().date() + timedelta(days=3)
    visits.visit_plan(actor=officers["CBP"], visit_id=visit.id, planned_on=day)
    for officer in officers.values():
        visits.visit_join(actor=officer, visit_id=visit.id)
    return visits.visit_move(actor=officers["CBP"], visit_id=visit.id, action="begin", expected_version=2), officers


def all_met(visit: SiteVisit, actor: Any, **other: str) -> SiteVisit:
    grades = {line.code: "met" for line in checklist(visit.site)} | other
    return visits.visit_grade(
        actor=actor, visit_id=visit.id, grades=grades, summary=SUMMARY, expected_version=visit.row_version
    )


def signed(visit: SiteVisit, officers: dict[str, Any]) -> SiteVisit:
    visit = visits.visit_report(actor=officers["CBP"], visit_id=visit.id, expected_version=visit.row_version)
    for officer in officers.values():
        visit = visits.visit_sign(actor=officer, visit_id=visit.id, expected_version=visit.row_version)
    return visit


def test_pure_rules_of_the_report() -> None:
    assert team_gaps(["CBP", "CBP"]) == ["CBSA"] and team_gaps(iter(["CBSA", "CBP"])) == []
    lines = [line.code for line in checklist("")]
    assert len(lines) == 12 and len(checklist("YARD")) == 12 + len(SITE_STANDARD)
    grades = dict.fromkeys(lines, "met")
    assert report_faults("", grades, SUMMARY, []) == []
    assert [item.path for item in report_faults("", {**grades, "seals": "partly"}, SUMMARY, [])] == ["seals"]
    assert report_faults("", {**grades, "seals": "partly"}, SUMMARY, ["seals"]) == []
    assert {item.path for item in report_faults("", {}, "", [])} == {*lines, "summary"}
    assert result_of(grades) == "meets" and result_of({**grades, "a": "not_applicable"}) == "meets"
    assert result_of({**grades, "a": "partly"}) == "meets_with_actions"
    assert result_of({**grades, "a": "partly", "b": "not_met"}) == "does_not_meet"


def test_a_visit_begins_with_both_agencies_there_and_counts_once_both_have_signed(commit_checks: Any) -> None:
    membership = make_membership("FAST_CARRIER")
    company = member_actor(membership.organisation)
    visit = visits.visit_request(actor=company, place="1 Example Road", purpose="We want tier 3")
    officers = {agency: vetting(agency) for agency in ("CBP", "CBSA")}
    visits.visit_plan(actor=officers["CBP"], visit_id=visit.id, planned_on=clock.now().date())
    visits.visit_join(actor=officers["CBP"], visit_id=visit.id)
    with pytest.raises(Conflict, match="ENR_VISIT_JOINT"):
        visits.visit_move(actor=officers["CBP"], visit_id=visit.id, action="begin", expected_version=2)
    visits.visit_join(actor=officers["CBSA"], visit_id=visit.id)
    visit = visits.visit_move(actor=officers["CBP"], visit_id=visit.id, action="begin", expected_version=2)
    with pytest.raises(Conflict, match="ENR_VISIT_TEAM"):
        all_met(visit, vetting("CBP"))
    visit = all_met(visit, officers["CBSA"], seals="partly")
    with pytest.raises(Invalid, match="ENR_VISIT_NO_FINDING"):
        visits.visit_report(actor=officers["CBP"], visit_id=visit.id, expected_version=visit.row_version)
    finding = {"line": "seals", "text": "Two seals were not logged.", "fix": "Log every seal before departure."}
    visits.visit_find(
        actor=officers["CBP"], visit_id=visit.id, due_on=clock.now().date() + timedelta(days=30), **finding
    )
    visit = visits.visit_report(actor=officers["CBP"], visit_id=visit.id, expected_version=visit.row_version)
    visit = visits.visit_sign(actor=officers["CBSA"], visit_id=visit.id, expected_version=visit.row_version)
    assert visit.status == "signed_cbsa" and MovementTally.objects.get().site_visits == 0
    with pytest.raises(Conflict):
        visits.visit_sign(actor=officers["CBSA"], visit_id=visit.id, expected_version=visit.row_version)
    with pytest.raises(Conflict, match="ENR_VISIT_TEAM"):
        visits.visit_sign(actor=vetting("CBP"), visit_id=visit.id, expected_version=visit.row_version)
    visit = visits.visit_sign(actor=officers["CBP"], visit_id=visit.id, expected_version=visit.row_version)
    assert (visit.status, visit.result) == ("signed", "meets_with_actions")
    assert MovementTally.objects.get().site_visits == 1
    assert Notice.objects.filter(kind="site_visit", organisation=membership.organisation).count() == 2
    commit_checks()


def test_a_visit_that_is_not_met_does_not_count_for_the_tier() -> None:
    membership = make_membership("FAST_CARRIER")
    visit, officers = make_visit(membership.organisation)
    visit = all_met(visit, officers["CBP"], access="not_met")
    visits.visit_find(
        actor=officers["CBP"], visit_id=visit.id, line="access", text="The gate stood open.", fix="Close and log the gate.",
        due_on=clock.now().date(),
    )  # fmt: skip
    assert signed(visit, officers).result == "does_not_meet"
    assert MovementTally.objects.get().site_visits == 0


def test_an_accreditation_may_rest_on_the_signed_report_of_its_site() -> None:
    organisation = make_organisation("shipper")
    site = make_site("YARD-7", days=0, owner=organisation, kind="rail_yard")
    visit, officers = make_visit(organisation, "YARD-7")
    assert visit_facts(number=visit.number) is None
    visit = signed(all_met(visit, officers["CBP"]), officers)
    facts = visit_facts(number=visit.number)
    assert facts is not None and facts.site == "YARD-7" and facts.result == "meets"
    supervisor = staff_actor("officer.supervisor", "CBP", "")
    terms = AccreditationTerms(("gate",), clock.now().date() + timedelta(days=365), visit=visit.number)
    assert accreditation_draft(actor=supervisor, site_id=site.id, terms=terms).met == sorted(SITE_STANDARD)
    other = make_site("YARD-8", days=0)
    with pytest.raises(Invalid, match="CLR_ACCREDITATION_VISIT"):
        accreditation_draft(actor=supervisor, site_id=other.id, terms=terms)


def test_the_database_refuses_a_report_without_both_signatures_and_a_changed_finding() -> None:
    visit, officers = make_visit()
    visit = all_met(visit, officers["CBP"])
    visit = visits.visit_report(actor=officers["CBP"], visit_id=visit.id, expected_version=visit.row_version)
    visit = visits.visit_sign(actor=officers["CBP"], visit_id=visit.id, expected_version=visit.row_version)
    with pytest.raises(IntegrityError, match="not signed by both"), transaction.atomic():
        SiteVisit.objects.filter(pk=visit.pk).update(status="signed")
    with pytest.raises(IntegrityError, match="not a transition"), transaction.atomic():
        SiteVisit.objects.filter(pk=visit.pk).update(status="planned")
    with pytest.raises(DatabaseError), transaction.atomic():
        visit.signatures.update(agency="CBSA")


def test_who_may_ask_plan_and_cancel() -> None:
    organisation = make_organisation("carrier")
    for actor in (member_actor(organisation, "trader.viewer"), staff_actor("officer.supervisor", "FDA")):
        with pytest.raises(NotAllowed):
            visits.visit_request(actor=actor, organisation_id=organisation.id, place="x", purpose="y")
    owner = member_actor(organisation)
    with pytest.raises(Invalid) as refused:
        visits.visit_request(actor=owner, place=" ", purpose="")
    assert {item.path for item in refused.value.items} == {"place", "purpose"}
    visit = visits.visit_request(actor=owner, place="1 Example Road", purpose="Tier 3")
    with pytest.raises(NotFound):
        visits.visit_plan(actor=member_actor(make_organisation()), visit_id=visit.id, planned_on=clock.now().date())
    with pytest.raises(Invalid, match="ENR_VISIT_PAST"):
        visits.visit_plan(actor=vetting(), visit_id=visit.id, planned_on=clock.now().date() - timedelta(days=1))
    with pytest.raises(Invalid, match="ENR_VISIT_WHY"):
        visits.visit_move(actor=owner, visit_id=visit.id, action="cancel", expected_version=1)
    why = "The yard moves to another town next month."
    assert (
        visits.visit_move(actor=owner, visit_id=visit.id, action="cancel", why=why, expected_version=1).ended_why == why
    )


def test_the_pages_of_a_visit(client: Client, django_assert_num_queries: Any) -> None:
    organisation = make_organisation("carrier")
    sign_in(client, make_member(organisation))
    ask = {"place": "1 Example Road", "purpose": "Tier 3", "site": ""}
    assert client.post(reverse("enrollment:visits"), {**ask, "place": ""}).status_code == 422
    client.post(reverse("enrollment:visits"), ask)
    visit = SiteVisit.objects.get()
    address = reverse("enrollment:visit", args=[visit.id])
    with django_assert_num_queries(SESSION + 2):
        assert visit.number in client.get(reverse("enrollment:visits")).text
    assert visit.number in client.get(address).text

    def act(who: Client, action: str, **data: Any) -> int:
        visit.refresh_from_db()
        url = reverse("enrollment:visit_act", args=[visit.id, action])
        return int(who.post(url, {"expected_version": visit.row_version, **data}).status_code)

    cbp, cbsa = Client(), Client()
    for one, agency in ((cbp, "CBP"), (cbsa, "CBSA")):
        sign_in(one, make_staff("officer.vetting", agency))
        assert act(one, "join") == 302
    assert act(cbp, "plan", planned_on="") == 422
    assert act(cbp, "plan", planned_on=clock.now().date().isoformat()) == 302
    assert act(cbp, "begin") == 302
    assert "Checklist" not in client.get(address).text, "the company reads the report, not the notes"
    assert act(cbp, "report") == 422
    grades = {line.code: "met" for line in checklist("")}
    lacking = {code: grade for code, grade in grades.items() if code != "seals"}
    assert act(cbp, "report", **lacking, summary="Seen.") == 422
    visit.refresh_from_db()
    assert visit.grades == lacking, "what was graded is kept though the report is refused"
    assert act(cbp, "grade", **{**grades, "seals": "partly"}, summary=SUMMARY) == 302
    assert act(cbsa, "find", line="seals", text="", fix="", due_on="") == 422
    found = {"line": "seals", "text": "Two seals were not logged.", "fix": "Log every seal before departure."}
    assert act(cbsa, "find", **found, due_on=clock.now().date().isoformat()) == 302
    with django_assert_num_queries(SESSION + 5):
        cbp.get(address)
    assert act(cbp, "report") == 302 and act(cbp, "sign") == 302 and act(cbsa, "sign") == 302
    report = client.get(address).text
    assert "Two seals were not logged." in report
    graded = report[report.index('id="graded"') :]
    places = [graded.index(f"<dt>{escape(line.label.en)}") for line in checklist("")]
    assert places == sorted(places), "line by line in the order of the published list"
    assert act(cbp, "fly") == 404
    stranger = Client()
    sign_in(stranger, make_member(make_organisation("carrier")))
    assert stranger.get(address).status_code == 404
