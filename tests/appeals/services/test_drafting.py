"""A panel drafts and notes for itself; nobody else reads it, and the draft becomes the reasons (4.12, R-80)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.test import Client
from django.urls import reverse

from appeals.models import Case, PanelNote, RulingDraft
from appeals.selectors.drafting import bench_case
from appeals.services import draft_save, panel_note_add, recusal_enter, ruling_issue
from audit.trail.models import TrailEntry
from portal.accounts.models import User
from portal.core.domain.errors import Conflict, Invalid, NotFound
from portal.core.domain.text import Text
from tests.appeals.services.test_publications import decided, published
from tests.factories.accounts import sign_in
from tests.factories.appeals import RULING, Commission, make_case, make_commission, make_dispute, rule, seat, vote
from tests.factories.enrollment import supervisor

pytestmark = pytest.mark.django_db
PARTS = {
    "facts": Text("The proof was on file before arrival.", "La preuve était au dossier avant l'arrivée."),
    "finding": Text("The demotion cannot stand.", "La rétrogradation ne tient pas."),
}
PANEL = ("ca1", "us1", "us2")


@pytest.fixture
def commission() -> Commission:
    return make_commission()


@pytest.fixture
def case(commission: Commission) -> Case:
    return seat(make_case(), commission, PANEL)


def saved(commission: Commission, case: Case, key: str = "ca1", version: int = 0, **changes: Any) -> RulingDraft:
    known: dict[str, Any] = {"parts": PARTS, "cites": (), "expected_version": version, **changes}
    return draft_save(actor=commission.actor(key), case_id=case.id, **known)


def test_the_panel_writes_one_draft_and_nobody_overwrites_unseen(
    commission: Commission, case: Case, commit_checks: Any
) -> None:
    assert saved(commission, case).row_version == 1
    with pytest.raises(Conflict):
        saved(commission, case, "us1")
    again = saved(commission, case, "us1", 1, parts={"finding": Text("It stands.", "Elle tient.")})
    assert (again.row_version, again.parts) == (2, {"finding": {"en": "It stands.", "fr": "Elle tient."}})
    assert RulingDraft.objects.count() == 1
    commit_checks()


def test_the_trail_says_that_not_what_and_the_parties_do_not_hear_of_it(commission: Commission, case: Case) -> None:
    saved(commission, case)
    panel_note_add(actor=commission.actor("us1"), case_id=case.id, words="Page two has no date.", place="Paper 3, p. 2")
    entries = TrailEntry.objects.filter(subject_type="appeal_panel", subject_id=case.id)
    assert set(entries.values_list("event", flat=True)) == {"appeals.draft.saved", "appeals.note.added"}
    assert not any("date" in entry.body or "arrival" in entry.body for entry in entries)
    assert not TrailEntry.objects.filter(subject_type="appeal", event__contains="draft").exists()


@pytest.mark.parametrize("who", ["registrar", "ca2", "agency", "appellant", "recused"])
def test_nobody_but_the_panel_opens_it(who: str, commission: Commission) -> None:
    dispute = make_dispute()
    case = seat(make_case(dispute), commission, PANEL)
    if who == "recused":
        recusal_enter(
            actor=commission.actor("ca1"), case_id=case.id, reasons="I know the carrier from an earlier post."
        )
    others = {"agency": supervisor(), "appellant": dispute.member, "recused": commission.actor("ca1")}
    actor = others.get(who) or commission.actor(who)
    with pytest.raises(NotFound):
        bench_case(actor=actor, case_id=case.id)
    with pytest.raises(NotFound):
        draft_save(actor=actor, case_id=case.id, parts=PARTS, cites=(), expected_version=0)
    with pytest.raises(NotFound):
        panel_note_add(actor=actor, case_id=case.id, words="Nothing.")


def test_a_ruled_case_keeps_its_draft_as_it_is(commission: Commission, case: Case) -> None:
    saved(commission, case)
    vote(case, commission, {"ca1": "grant", "us1": "grant"})
    rule(case, commission)
    with pytest.raises(Conflict):
        saved(commission, case, version=1)
    with pytest.raises(Conflict):
        panel_note_add(actor=commission.actor("us1"), case_id=case.id, words="Too late.")
    assert bench_case(actor=commission.actor("us1"), case_id=case.id).draft.parts["facts"]["en"] == PARTS["facts"].en


def test_only_a_published_decision_is_cited(commission: Commission, case: Case) -> None:
    with pytest.raises(Invalid) as refused:
        saved(commission, case, cites=("D-1999-0001",))
    assert [(item.path, item.value) for item in refused.value.items] == [("cites", "D-1999-0001")]
    vote(case, commission, {"ca1": "grant", "us1": "grant"})
    with pytest.raises(Invalid):
        ruling_issue(
            actor=commission.actor("ca1"),
            case_id=case.id,
            reasons=RULING,
            cites=("D-1999-0001",),
            expected_version=Case.objects.get(pk=case.pk).row_version,
        )


def test_a_ruling_leads_to_the_decisions_it_cites_and_so_does_its_published_version(
    commission: Commission, case: Case
) -> None:
    number = published(commission, decided(commission)).number
    draft = saved(commission, case, cites=(number,))
    vote(case, commission, {"ca1": "grant", "us1": "grant"})
    page = page_of(commission, "ca1").get(reverse("appeals:case", args=[case.id]))
    ruling = next(act for act in page.context["acts"] if act.name == "rule")
    assert ruling.form["cites"].value() == number
    ruling_issue(
        actor=commission.actor("ca1"),
        case_id=case.id,
        reasons=RULING,
        cites=draft.cites,
        expected_version=Case.objects.get(pk=case.pk).row_version,
    )
    link = reverse("appeals:decision", args=[number])
    assert link in page_of(commission, "us1").get(reverse("appeals:case", args=[case.id])).content.decode()
    shown = Client().get(reverse("appeals:decision", args=[published(commission, case).number]))
    assert link in shown.content.decode()


def test_the_database_keeps_notes(commission: Commission, case: Case) -> None:
    panel_note_add(actor=commission.actor("us1"), case_id=case.id, words="Page two has no date.")
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE appeals_panel_note SET words = 'other'")
    assert PanelNote.objects.get().words == "Page two has no date."


def page_of(commission: Commission, key: str) -> Client:
    user: User = commission.users[key]
    return sign_in(Client(), user)


def test_the_page_begins_with_the_record_keeps_what_was_typed_and_ends_in_the_ruling(
    commission: Commission, case: Case, django_assert_num_queries: Any
) -> None:
    member, other = page_of(commission, "ca1"), page_of(commission, "us1")
    url = reverse("appeals:deliberation", args=[case.id])
    assert url in member.get(reverse("appeals:case", args=[case.id])).content.decode()
    begun = member.get(url)
    assert "In force that day" in begun.content.decode() and begun["Cache-Control"] == "no-store"
    words = {"facts_en": PARTS["facts"].en, "facts_fr": PARTS["facts"].fr, "expected_version": 0, "cites": ""}
    assert other.post(url, words).status_code == 302
    late = member.post(url, {**words, "facts_en": "What the other member did not see."})
    assert late.status_code == 409
    shown = late.content.decode()
    assert "What the other member did not see." in shown and late.context["stale"] is True
    assert PARTS["facts"].en in shown, "the draft as it stands is beside it"
    assert late.context["form"]["expected_version"].value() == "1", "who saves now has seen both"
    unknown = member.post(url, {**words, "expected_version": 1, "cites": "D-1999-0001"})
    assert unknown.status_code == 422 and "D-1999-0001" in unknown.content.decode()
    note = reverse("appeals:panel_note", args=[case.id])
    assert member.post(note, {"words": "", "place": "Paper 3"}).status_code == 422
    assert member.post(note, {"words": "Page two has no date.", "place": "Paper 3"}).status_code == 302
    vote(case, commission, {"ca1": "grant", "us1": "grant"})
    ruling = next(
        act for act in member.get(reverse("appeals:case", args=[case.id])).context["acts"] if act.name == "rule"
    )
    assert ruling.form["reasons_en"].value() == f"FACTS\n{PARTS['facts'].en}"
    other.get(url)
    with django_assert_num_queries(7):
        assert "Page two has no date." in other.get(url).content.decode()
