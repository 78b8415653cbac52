"""Pages of recurrent vetting and of the agreements both agencies sign (R-04, R-37)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from enrollment import services
from enrollment.models import MembershipDecision, MutualRecognition, VettingStandard, VettingWorksheet
from portal.core import clock
from tests.factories.accounts import make_staff, sign_in
from tests.factories.company import state_purpose
from tests.factories.enrollment import (
    approve,
    clear_checks,
    find_factor,
    make_membership,
    make_mutual,
    make_submitted,
)

pytestmark = pytest.mark.django_db
SESSION = 3
BOILERPLATE = "The applicant does not meet the program eligibility requirements."
WRITTEN = {
    "ground": "CONVICTION",
    "text_en": "The court record of 2 May shows a conviction for smuggling tobacco.",
    "text_fr": "Le dossier de la cour du 2 mai indique une condamnation pour contrebande de tabac.",
    "evidence": "court:2026-118",
    "fix_en": "Apply again once five years have passed.",
    "fix_fr": "Présentez une nouvelle demande après cinq ans.",
}


def url(name: str, *args: Any) -> str:
    return reverse(f"enrollment:{name}", args=args)


def signed_in(role: str, agency: str) -> Client:
    return sign_in(Client(), make_staff(role, agency))


@pytest.fixture
def sheet() -> VettingWorksheet:
    make_membership("FAST_CARRIER")
    with clock.frozen(clock.now() + timedelta(days=370)):
        services.rechecks_open()
    return VettingWorksheet.objects.get(membership__isnull=False, agency="CBP")


def test_the_queue_of_members_and_the_desk_cost_the_same(
    sheet: VettingWorksheet, django_assert_num_queries: Any
) -> None:
    officer = signed_in("officer.vetting", "CBP")
    with django_assert_num_queries(SESSION + 1):
        page = officer.get(url("rechecks")).text
    assert url("recheck", sheet.id) in page
    officer.get(url("recheck", sheet.id))  # the look-up is kept once, then found again in two queries
    with django_assert_num_queries(SESSION + 6 + 2):
        page = officer.get(url("recheck", sheet.id)).text
    assert "What keeps you from closing it" in page and "Checks not done yet" in page


def test_a_member_is_cleared_on_the_page(sheet: VettingWorksheet) -> None:
    officer = signed_in("officer.vetting", "CBP")
    form = {"decision": "complete", "expected_version": sheet.row_version}
    early = officer.post(url("recheck", sheet.id), form)
    assert early.status_code == 409 and "Checks not done yet" in early.text
    rows = {f"{check.factor}-outcome": "clear" for check in sheet.checks.all()} | {"reference": "police:2026-9"}
    assert officer.post(url("worksheet_act", sheet.id, "record"), rows).url == url("recheck", sheet.id)
    version = VettingWorksheet.objects.get(pk=sheet.pk).row_version
    officer.post(url("recheck", sheet.id), {**form, "expected_version": version})
    assert VettingWorksheet.objects.get(pk=sheet.pk).status == "cleared"
    assert "Nothing is due" in officer.get(url("rechecks")).text


def test_a_decision_about_a_member_takes_two_officers(sheet: VettingWorksheet) -> None:
    find_factor(sheet, "OWNER_RECORD")
    officer = signed_in("officer.vetting", "CBP")
    version = VettingWorksheet.objects.get(pk=sheet.pk).row_version
    form = {"decision": "propose", "kind": "suspension", "expected_version": version}
    thin = officer.post(url("recheck", sheet.id), {**form, **WRITTEN, "text_en": BOILERPLATE})
    assert thin.status_code == 422 and "says nothing about the case" in thin.text
    officer.post(url("recheck", sheet.id), {**form, **WRITTEN})
    page = officer.get(url("recheck", sheet.id)).text
    assert "You proposed it" in page and "Confirm it and send the letter" not in page
    second = signed_in("officer.supervisor", "CBP")
    assert "Confirm it and send the letter" in second.get(url("recheck", sheet.id)).text
    second.post(url("recheck", sheet.id), {"decision": "confirm", "expected_version": version + 1})
    assert MembershipDecision.objects.get().kind == "suspension"


def test_a_recognition_is_proposed_signed_and_ended_on_the_page(django_assert_max_num_queries: Any) -> None:
    author, first, second = (signed_in("officer.supervisor", one) for one in ("CBSA", "CBSA", "CBP"))
    today = clock.now().date()
    form = {
        "programme": "NEXUS",
        "from_agency": "CBSA",
        "most_points": "0",
        "conditions_en": "Fingerprints were taken by an officer.",
        "conditions_fr": "Empreintes digitales prises par un agent.",
        "valid_from": (today + timedelta(days=1)).isoformat(),
        "ends_on": today.isoformat(),
        "note": "One interview instead of two.",
    }
    bad = author.post(url("agreement_new", "mutual"), form)
    assert bad.status_code == 422 and 'href="#id_ends_on"' in bad.text and "One interview instead of two." in bad.text
    author.post(url("agreement_new", "mutual"), {**form, "ends_on": (today + timedelta(days=90)).isoformat()})
    record = MutualRecognition.objects.get()
    act = [url("agreement_act", "mutual", record.id, name) for name in ("sign", "end")]
    assert act[0] not in author.get(url("agreements")).text and act[0] in first.get(url("agreements")).text
    first.post(act[0], {"expected_version": 1})
    second.post(act[0], {"expected_version": 2})
    with django_assert_max_num_queries(SESSION + 5):
        page = second.get(url("agreements")).text
    assert "Signed by both" in page and "Fingerprints were taken" in page
    second.post(act[1], {"expected_version": 3, "why": "Two errors in a month."})
    assert MutualRecognition.objects.get().status == "ended"
    assert author.post(url("agreement_act", "mutual", record.id, "nothing")).status_code == 404
    assert author.get(url("agreement_new", "other")).status_code == 404


def test_a_standard_is_proposed_from_the_one_in_force_and_shows_what_changes() -> None:
    author = signed_in("officer.supervisor", "CBP")
    page = author.get(url("agreement_new", "standard")).text
    values = dict(re.findall(r'name="((?:points|thresholds|months)-\w+)"[^>]*? value="(\d+)"', page))
    assert values["points-CONVICTION"] == "8"
    form = {**values, "valid_from": clock.now().date().isoformat(), "note": "After the audit."}
    bad = author.post(url("agreement_new", "standard"), {**form, "points-CONVICTION": "99"})
    assert bad.status_code == 422 and 'href="#id_points-CONVICTION"' in bad.text
    author.post(url("agreement_new", "standard"), {**form, "valid_from": "2031-01-01", "points-CONVICTION": "12"})
    draft = VettingStandard.objects.get()
    page = author.get(url("agreements")).text
    assert "<del>8</del>" in page and "<ins>12</ins>" in page
    author.post(url("agreement_act", "standard", draft.id, "withdraw"), {"expected_version": "1"})
    assert VettingStandard.objects.get().status == "withdrawn"


def test_a_recognised_decision_is_seen_as_such_by_officer_and_applicant() -> None:
    record = make_mutual("NEXUS", "CBSA")
    application = make_submitted("NEXUS")
    approve(application, "CBSA")
    officer = signed_in("officer.vetting", "CBP")
    state_purpose(officer, "application", application.id)
    page = officer.get(url("review", application.id)).text
    assert f"Satisfied by the decision of CBSA under record {record.label}." in page
    own = sign_in(Client(), application.user).get(url("application", application.id)).text
    assert "Recognises the other agency" in own


def test_others_are_kept_out(sheet: VettingWorksheet) -> None:
    clear_checks(sheet)
    vetter, auditor = signed_in("officer.vetting", "CBP"), signed_in("auditor", "CBP")
    assert vetter.get(url("agreement_new", "mutual")).status_code == 403
    assert auditor.get(url("agreements")).status_code == 200
    for name, args in (("rechecks", ()), ("recheck", (sheet.id,))):
        assert auditor.get(url(name, *args)).status_code == 403
