"""The docket: levels, public versions, the agency's answer and representatives (4.11)."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from appeals.models import Case, Chase, DocketEntry
from appeals.selectors import case_get, docket_of, response_given
from appeals.services import entry_file, paper_open, public_versions_chase, representative_end, representative_name
from audit.trail.selectors import entries_for
from portal.accounts.models import User
from portal.accounts.selectors import actor_for_user
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.notices.models import Notice
from tests.factories.accounts import make_user, sign_in
from tests.factories.appeals import Commission, Dispute, make_case, make_commission, make_dispute, seat
from tests.factories.enrollment import supervisor

pytestmark = pytest.mark.django_db
PANEL = ("ca1", "us1", "us2")
SECRET = "The informant drives for the same carrier on Mondays."
STATEMENT = (
    "The officer found nine trailers without a seal; criterion 4 asks for one on each loaded trailer, and the log of the "
    "yard shows that all nine were loaded."
)


@pytest.fixture
def commission() -> Commission:
    return make_commission()


@pytest.fixture
def dispute() -> Dispute:
    return make_dispute()


@pytest.fixture
def case(dispute: Dispute) -> Case:
    return make_case(dispute)


def filed(actor: Actor, case: Case, **changes: Any) -> DocketEntry:
    given = {"kind": "submission", "level": "public", "subject": "Seal log", "text": "The nine trailers were empty."}
    return entry_file(actor=actor, case_id=case.id, **{**given, **changes})


def texts(actor: Actor, case: Case) -> list[str]:
    return [row["entry"].text for row in docket_of(actor=actor, case=case) if row["readable"]]


def test_entries_are_numbered_named_and_digested(dispute: Dispute, case: Case, commit_checks: Any) -> None:
    first, second = filed(dispute.member, case), filed(supervisor(), case, kind="exhibit", level="protected")
    assert [row.number for row in (first, second)] == [1, 2]
    assert second.name == f"{case.docket} - Agency - Seal log - PROTECTED"
    assert first.digest == hashlib.sha256(first.text.encode()).hexdigest()
    assert (first.public_due, second.public_due) == (None, second.filed_at + timedelta(days=5))
    assert Notice.objects.filter(organisation=dispute.organisation, kind="docket").count() == 1
    commit_checks()


def test_confidential_stays_with_its_side_and_the_commission(
    dispute: Dispute, case: Case, commission: Commission
) -> None:
    filed(supervisor(), case, level="confidential", text=SECRET)
    assert texts(dispute.member, case) == texts(commission.actor("registrar"), case) == []
    assert texts(supervisor(), case) == [SECRET]
    client = sign_in(Client(), actor_user(dispute.member))
    page = client.get(reverse("appeals:case", args=[case.id])).text
    assert SECRET not in page
    assert "CONFIDENTIAL" in page


def test_r85_the_commission_opens_a_confidential_paper_in_camera_and_each_look_is_an_entry(
    dispute: Dispute, case: Case, commission: Commission
) -> None:
    entry = filed(supervisor(), case, level="confidential", text=SECRET)
    seat(case, commission, PANEL)
    known = {"case_id": case.id, "entry_id": entry.id}
    with pytest.raises(NotFound):
        paper_open(actor=commission.actor("ca2"), **known)
    for other in (dispute.member, supervisor()):
        assert sign_in(Client(), actor_user(other)).post(reverse("appeals:paper", kwargs=known)).status_code == 403
    for reader in ("registrar", "ca1"):
        client = sign_in(Client(), actor_user(commission.actor(reader)))
        assert SECRET not in client.get(reverse("appeals:case", args=[case.id])).text
        page = client.post(reverse("appeals:paper", kwargs=known))
        assert SECRET in page.text
        assert page["Cache-Control"] == "no-store"
    looks = [row.event for row in entries_for(Subject("appeal", case.id)) if row.event == "appeals.paper.opened"]
    assert len(looks) == 2
    public = filed(dispute.member, case)
    with pytest.raises(NotFound):
        paper_open(actor=commission.actor("registrar"), case_id=case.id, entry_id=public.id)


def actor_user(actor: Actor) -> Any:
    return User.objects.get(pk=actor.user_id)


def test_a_public_version_ends_the_chase(dispute: Dispute, case: Case, commit_checks: Any) -> None:
    entry = filed(dispute.member, case, level="confidential", text=SECRET)
    assert public_versions_chase() == 0
    with clock.frozen(entry.filed_at + timedelta(days=5, seconds=1)):
        assert (public_versions_chase(), public_versions_chase()) == (1, 0)
        assert Notice.objects.filter(organisation=dispute.organisation, kind="docket").count() == 1
    with clock.frozen(entry.filed_at + timedelta(days=9)):
        assert public_versions_chase() == 1
        public = filed(dispute.member, case, level="confidential", text="Somebody told the port.", public_of=entry.id)
        assert (public.level, public.public_of_id) == ("public", entry.id)
        with pytest.raises(Conflict):
            filed(dispute.member, case, text="Somebody told the port.", public_of=entry.id)
    with clock.frozen(entry.filed_at + timedelta(days=30)):
        assert public_versions_chase() == 0
    assert Chase.objects.count() == 2
    with pytest.raises(NotFound):
        filed(supervisor(), case, public_of=entry.id)
    commit_checks()


def test_the_agency_answers_with_reasons_and_an_evidence_index(dispute: Dispute, case: Case) -> None:
    assert not response_given(case)
    with pytest.raises(Invalid) as thin:
        filed(supervisor(), case, kind="response", text="It was right.")
    assert {item.path for item in thin.value.items} == {"text", "index"}
    filed(supervisor(), case, kind="response", text=STATEMENT, index=["visit report of 12 May", " ", "photo 4"])
    assert DocketEntry.objects.get().index == ["visit report of 12 May", "photo 4"]
    assert response_given(case)


@pytest.mark.parametrize("kind", ["response", "order", "poem"])
def test_a_side_files_only_its_own_kinds(dispute: Dispute, case: Case, kind: str) -> None:
    with pytest.raises(NotAllowed):
        filed(dispute.member, case, kind=kind, text=STATEMENT, index=["x"])


def test_what_breaks_the_rule_of_names_is_refused(dispute: Dispute, case: Case) -> None:
    for subject in ("x", "Seal - log", " " * 9, "y" * 81):
        with pytest.raises(Invalid) as refusal:
            filed(dispute.member, case, subject=subject)
        assert [item.path for item in refusal.value.items] == ["subject"]
    with pytest.raises(Invalid):
        filed(dispute.member, case, level="secret")


def test_a_representative_reads_and_files_until_it_ends_and_never_judges(
    dispute: Dispute, case: Case, commission: Commission, commit_checks: Any
) -> None:
    user = make_user(name="Counsel")
    counsel = actor_for_user(user)
    with pytest.raises(NotFound):
        case_get(actor=counsel, case_id=case.id)
    with pytest.raises(Invalid):
        representative_name(actor=dispute.member, case_id=case.id, email="nobody@example.test")
    with pytest.raises(NotAllowed):
        representative_name(actor=supervisor(), case_id=case.id, email=user.email)
    row = representative_name(actor=dispute.member, case_id=case.id, email=user.email)
    with pytest.raises(Conflict):
        representative_name(actor=dispute.member, case_id=case.id, email=user.email)
    assert filed(counsel, case).side == "appellant"
    representative_name(actor=dispute.member, case_id=case.id, email=commission.users["us1"].email)
    with pytest.raises(Invalid) as refusal:
        seat(case, commission, PANEL)
    assert "APL_PANEL_CONFLICT" in {item.code for item in refusal.value.items}
    representative_end(actor=dispute.member, representative_id=row.id)
    with pytest.raises(NotFound):
        case_get(actor=counsel, case_id=case.id)
    commit_checks()


def test_the_docket_is_never_changed_and_what_is_not_public_has_its_day(dispute: Dispute, case: Case) -> None:
    entry = filed(dispute.member, case)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        DocketEntry.objects.filter(pk=entry.pk).update(text="other")
    with pytest.raises(DatabaseError, match="appeals_entry_public_due"), transaction.atomic():
        DocketEntry.objects.create(
            case=case,
            number=9,
            kind="exhibit",
            side="agency",
            level="protected",
            name="x",
            text="x",
            digest="x",
            filed_by_id=entry.filed_by_id,
            filed_by_name="x",
            filed_at=entry.filed_at,
        )


def test_papers_are_filed_and_named_on_the_case_page(dispute: Dispute, case: Case, commission: Commission) -> None:
    client = sign_in(Client(), actor_user(dispute.member))
    url = reverse("appeals:file", args=[case.id])
    paper = {"kind": "submission", "level": "confidential", "subject": "Seal log", "text": "The trailers were empty."}
    assert client.post(url, {**paper, "text": "no"}).status_code == 422
    assert client.post(url, paper).status_code == 302
    page = client.get(reverse("appeals:case", args=[case.id]))
    act = next(act for act in page.context["acts"] if act.name == "file")
    assert len(act.form.fields["public_of"].choices) == 2
    public = {
        **paper,
        "level": "public",
        "text": "The trailers were as the log says.",
        "public_of": DocketEntry.objects.get().id,
    }
    client.post(url, public)
    assert DocketEntry.objects.get(number=2).public_of is not None
    user = make_user(name="Counsel")
    client.post(reverse("appeals:represent", args=[case.id]), {"email": user.email})
    page = client.get(reverse("appeals:case", args=[case.id]))
    assert "Counsel" in page.text
    [row] = page.context["representatives"]
    client.post(reverse("appeals:represent_end", args=[row.id]))
    assert (
        "Counsel"
        not in client.get(reverse("appeals:case", args=[case.id])).text.split("</main>")[0].split("pc-timeline")[0]
    )
