"""Sites count while both agencies accredit them: expired, suspended or unsigned cannot sign (R-59, R-107)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from clearance.domain.prior import SITE_KINDS
from clearance.models import PerimeterClearance, PriorClearance, Site, SiteAccreditation
from clearance.selectors.prior import prior_lines
from clearance.services import (
    AccreditationTerms,
    SealFacts,
    accreditation_draft,
    accreditation_reinstate,
    accreditation_revoke,
    accreditation_sign,
    accreditation_suspend,
    accreditation_withdraw,
    perimeter_record,
    prior_check,
    prior_clear,
    prior_start,
)
from enrollment.domain.site_standard import SITE_STANDARD
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed
from portal.notices.models import Notice
from tests.clearance.seals.test_prior import _citing, scored
from tests.factories.accounts import make_staff, sign_in, staff_actor
from tests.factories.clearance import make_carrier, read
from tests.factories.enrollment import a_reason
from tests.factories.officer import make_filed
from tests.factories.seals import accredit, inspector, make_cleared, make_session, make_site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def supervisor(agency: str = "CBP") -> Any:
    return staff_actor("officer.supervisor", agency, "")


def try_to_clear(session: PriorClearance) -> PriorClearance:
    """Inspect and try to sign the load off; gives it cleared, or raises what is missing."""
    officer = inspector(session.agency)
    session = prior_start(actor=officer, clearance_id=session.id, expected_version=session.row_version)
    prior_check(actor=officer, clearance_id=session.id, code="goods", passed=True, expected_version=2)
    return prior_clear(
        actor=officer,
        clearance_id=session.id,
        seal=SealFacts("884213", ""),
        expires_at=clock.now() + timedelta(hours=3),
        expected_version=2,
    )


@pytest.mark.parametrize("kind", sorted(SITE_KINDS))
def test_r107_a_clearance_of_any_kind_of_site_is_evidence_exactly_like_one_of_a_plant(kind: str) -> None:
    """Rail yard and marine terminal as plant: no repeat, cited by its token, shown at the booth, settled alike."""
    carrier = make_carrier()
    session = make_cleared(make_session(make_site(kind=kind), carrier))
    trip = scored(make_filed(carrier, regulated=True))
    score = trip.scores.get()
    assert score.inputs["no_repeat"] is True and score.inputs["drawn"] is False
    manifest = read(_citing(carrier, session.token))
    assert [(line.clearance.token, line.counts) for line in prior_lines(manifest)] == [(session.token, True)]


@pytest.mark.parametrize("why", ["never", "one signature", "expired", "suspended", "revoked", "only the perimeter"])
def test_acceptance_5_a_site_that_is_not_accredited_at_that_moment_cannot_sign(why: str) -> None:
    site = make_site(days=0 if why != "expired" else 1)
    today = clock.now().date()
    if why == "one signature":
        terms = AccreditationTerms(("gate",), today + timedelta(days=9), tuple(SITE_STANDARD))
        paper = accreditation_draft(actor=supervisor(), site_id=site.id, terms=terms)
        accreditation_sign(actor=supervisor(), accreditation_id=paper.id, expected_version=1)
    elif why == "only the perimeter":
        accredit(site, today + timedelta(days=9), ("perimeter",))
    elif why in ("suspended", "revoked"):
        paper = accredit(site, today + timedelta(days=9))
        act = accreditation_suspend if why == "suspended" else accreditation_revoke
        act(actor=supervisor(), accreditation_id=paper.id, reason=a_reason("STANDARD"), expected_version=3)
    session = make_session(site)
    with clock.frozen(clock.now() + timedelta(days=3 if why == "expired" else 0)), pytest.raises(Invalid) as refused:
        try_to_clear(session)
    assert [item.path for item in refused.value.items] == ["accredited"]
    session = PriorClearance.objects.get(pk=session.id)
    assert session.status == "booked" or session.status == "under_way"
    with pytest.raises(DatabaseError, match="not accredited"), transaction.atomic(), connection.cursor() as cursor:
        later = clock.now() + timedelta(days=3 if why == "expired" else 0)
        cursor.execute(
            "UPDATE clearance_prior_clearance SET status = 'cleared', cleared_at = %s WHERE id = %s",
            [later, session.id],
        )


def test_what_was_cleared_before_a_suspension_stays_cleared_and_lifting_it_opens_the_site_again(
    commit_checks: Any,
) -> None:
    carrier = make_carrier()
    site = make_site(owner=carrier)
    before = make_cleared(make_session(site), number="884299")
    paper = site.accreditations.get()
    paper = accreditation_suspend(
        actor=supervisor("CBSA"), accreditation_id=paper.id, reason=a_reason("ACCESS"), expected_version=3
    )
    told = Notice.objects.get(kind="site_accreditation", organisation=carrier, reason__isnull=False)
    assert told.why is not None and told.why.code == "ACCESS"
    assert PriorClearance.objects.get(pk=before.pk).status == "cleared"
    with pytest.raises(Conflict, match="CLR_ACCREDITATION_SUSPENDER"):
        accreditation_reinstate(actor=supervisor("CBP"), accreditation_id=paper.id, expected_version=4)
    terms = AccreditationTerms(("gate",), clock.now().date() + timedelta(days=9), tuple(SITE_STANDARD))
    with pytest.raises(Conflict, match="CLR_ACCREDITATION_SUSPENDED"):
        accreditation_draft(actor=supervisor(), site_id=site.id, terms=terms)
    accreditation_reinstate(actor=supervisor("CBSA"), accreditation_id=paper.id, expected_version=4)
    commit_checks()
    assert try_to_clear(make_session(site, equipment="TR997")).status == "cleared"


def test_it_takes_both_agencies_two_people_and_the_whole_standard() -> None:
    site = make_site(days=0)
    ends = clock.now().date() + timedelta(days=400)
    for actor in (staff_actor("officer.supervisor", "CFIA", ""), staff_actor("officer.primary", "CBP")):
        with pytest.raises(NotAllowed):
            accreditation_draft(actor=actor, site_id=site.id, terms=AccreditationTerms(("gate",), ends))
    bad = AccreditationTerms(("party",), ends + timedelta(days=2000), tuple(SITE_STANDARD)[:-1])
    with pytest.raises(Invalid) as refused:
        accreditation_draft(actor=supervisor(), site_id=site.id, terms=bad)
    assert {item.path for item in refused.value.items} == {"purposes", "met", "ends_on"}
    with pytest.raises(Invalid, match="CLR_ACCREDITATION_VISIT"):
        named = AccreditationTerms(("gate",), ends, visit="SV-2026-9999")
        accreditation_draft(actor=supervisor(), site_id=site.id, terms=named)
    first = supervisor()
    paper = accreditation_draft(
        actor=first, site_id=site.id, terms=AccreditationTerms(("gate",), ends, tuple(SITE_STANDARD))
    )
    paper = accreditation_sign(actor=first, accreditation_id=paper.id, expected_version=1)
    with pytest.raises(NotAllowed):
        accreditation_sign(actor=first, accreditation_id=paper.id, expected_version=2)
    with pytest.raises(Conflict):
        accreditation_sign(actor=supervisor(), accreditation_id=paper.id, expected_version=2)
    paper = accreditation_withdraw(
        actor=supervisor("CBSA"), accreditation_id=paper.id, why="Another list.", expected_version=2
    )
    assert paper.status == "withdrawn"
    old = accredit(site, ends)
    new = accredit(site, ends + timedelta(days=100))
    old.refresh_from_db()
    assert (old.status, new.status, old.number == new.number, new.version) == ("superseded", "in_force", True, 3)


def test_the_database_refuses_edited_terms_and_one_signature(commit_checks: Any) -> None:
    paper = make_site().accreditations.get()
    with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
        SiteAccreditation.objects.filter(pk=paper.pk).update(purposes=[])
    with pytest.raises(DatabaseError), transaction.atomic():
        paper.signatures.all().delete()
    with pytest.raises(DatabaseError, match="not signed by both"), transaction.atomic():
        SiteAccreditation.objects.create(
            number=77,
            site=make_site("OTHER", days=0),
            purposes=["gate"],
            standard="x",
            met=[],
            ends_at=clock.now() + timedelta(days=5),
            digest="0" * 64,
            status="in_force",
            in_force_at=clock.now(),
        )
        commit_checks()


@pytest.mark.parametrize("purposes", [("gate",), ("perimeter",)])
def test_a_perimeter_clearance_at_a_site_needs_its_accreditation_too(purposes: tuple[str, ...]) -> None:
    site = make_site(kind="marine_terminal", days=0)
    accredit(site, clock.now().date() + timedelta(days=9), purposes)
    facts: dict[str, Any] = {
        "number": "PER-1", "container": "MSCU1234566", "port": "Halifax", "cleared_on": clock.now().date(),
        "seal": "771122", "site_id": site.id,
    }  # fmt: skip
    officer = staff_actor("officer.secondary", "CBSA", "")
    if purposes == ("perimeter",):
        assert perimeter_record(actor=officer, **facts).site_id == site.id
        return
    with pytest.raises(Invalid, match="CLR_PERIMETER_SITE"):
        perimeter_record(actor=officer, **facts)
    with pytest.raises(DatabaseError, match="not accredited"), transaction.atomic():
        PerimeterClearance.objects.create(agency="CBSA", recorded_as="x", **facts)


def test_register_draft_sign_and_suspend_on_the_pages(client: Any, django_assert_num_queries: Any) -> None:
    sign_in(client, make_staff("officer.supervisor", "CBP"))
    form = {"code": "YARD-1", "name": "Example yard", "kind": "rail_yard", "city": "Windsor", "country": "CA"}
    made = client.post(reverse("clearance:sites"), form)
    site = Site.objects.get()
    assert made.url == reverse("clearance:site", args=[site.id])
    assert "Not accredited" in client.get(made.url).text
    ends = (clock.now().date() + timedelta(days=300)).isoformat()
    few = {"purposes": ["gate"], "met": ["site_bay"], "ends_on": ends, "visit": ""}
    bad = client.post(made.url, few)
    assert bad.status_code == 422 and "site_access" in bad.text and 'href="#id_met' in bad.text
    client.post(made.url, {**few, "met": list(SITE_STANDARD)})
    paper = SiteAccreditation.objects.get()

    def act(action: str, **data: Any) -> Any:
        paper.refresh_from_db()
        address = reverse("clearance:accreditation_act", args=[paper.id, action])
        return client.post(address, {"expected_version": paper.row_version, **data})

    assert act("sign").status_code == 302 and act("sign").status_code == 403
    sign_in(client, make_staff("officer.supervisor", "CBSA"))
    act("sign")
    with django_assert_num_queries(3 + 3):
        page = client.get(made.url).text
    assert "SA-1 v1" in page and "Accredited by both" in page
    with django_assert_num_queries(3 + 2):
        assert "SA-1 v1" in client.get(reverse("clearance:sites")).text
    thin = act("suspend", ground="ACCESS", text_en="Shut.")
    assert thin.status_code == 422 and 'href="#id_text_fr"' in thin.text and "Shut." in thin.text
    words = a_reason("ACCESS")
    full = {
        "ground": "ACCESS", "text_en": words.text.en, "text_fr": words.text.fr, "evidence": "visit:1",
        "fix_en": words.fix.en, "fix_fr": words.fix.fr,
    }  # fmt: skip
    assert act("suspend", **full).status_code == 302 and act("dance").status_code == 404
    assert words.text.en in client.get(made.url).text
    assert act("reinstate").status_code == 302
    assert SiteAccreditation.objects.get().status == "in_force"
