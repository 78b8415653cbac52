"""Gists: proposed, settled, read by the other side, and without one no ruling leans on the paper (R-85)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from appeals.domain.docket import PUBLIC_DAYS
from appeals.models import Case, DocketEntry, Gist
from appeals.selectors import entries_to_chase
from appeals.services import entry_file, gist_propose, gist_settle, ruling_issue
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.text import Text
from tests.appeals.domain.test_gists import GIST_WORDS, PAPER
from tests.factories.accounts import make_member, sign_in
from tests.factories.appeals import RULING, Commission, Dispute, make_case, make_commission, make_dispute, seat, vote
from tests.factories.enrollment import supervisor

pytestmark = pytest.mark.django_db
PANEL = ("ca1", "us1", "us2")


@pytest.fixture
def commission() -> Commission:
    return make_commission()


@pytest.fixture
def dispute() -> Dispute:
    return make_dispute()


@pytest.fixture
def case(dispute: Dispute, commission: Commission) -> Case:
    return seat(make_case(dispute), commission, PANEL)


@pytest.fixture
def agency() -> Actor:
    return supervisor()


@pytest.fixture
def paper(case: Case, agency: Actor) -> DocketEntry:
    return entry_file(
        actor=agency, case_id=case.id, kind="exhibit", level="confidential", subject="Report of the yard", text=PAPER
    )


def settle(commission: Commission, case: Case, paper: DocketEntry, words: Text = GIST_WORDS) -> Gist:
    return gist_settle(
        actor=commission.actor("registrar"), case_id=case.id, entry_id=paper.id, words=words, expected_version=1
    )


def test_the_side_proposes_the_registrar_settles_and_the_appellant_reads_the_gist_only(
    case: Case, dispute: Dispute, commission: Commission, agency: Actor, paper: DocketEntry
) -> None:
    owner, page = sign_in(Client(), make_member(dispute.organisation)), reverse("appeals:case", args=[case.id])
    with pytest.raises(NotFound):
        settle(commission, case, paper)
    gist_propose(actor=agency, case_id=case.id, entry_id=paper.id, words=GIST_WORDS)
    assert GIST_WORDS.en not in owner.get(page).text
    settle(commission, case, paper)
    text = owner.get(page).text
    assert GIST_WORDS.en in text
    assert PAPER not in text
    with pytest.raises(Conflict):
        settle(commission, case, paper)


def test_nobody_else_proposes_and_only_the_registrar_settles(
    case: Case, dispute: Dispute, commission: Commission, agency: Actor, paper: DocketEntry
) -> None:
    for actor, error in ((dispute.member, NotFound), (commission.actor("registrar"), NotAllowed)):
        with pytest.raises(error):
            gist_propose(actor=actor, case_id=case.id, entry_id=paper.id, words=GIST_WORDS)
    with pytest.raises(Invalid):
        gist_propose(actor=agency, case_id=case.id, entry_id=paper.id, words=Text(PAPER, GIST_WORDS.fr))
    gist_propose(actor=agency, case_id=case.id, entry_id=paper.id, words=GIST_WORDS)
    with pytest.raises(Conflict):
        gist_propose(actor=agency, case_id=case.id, entry_id=paper.id, words=GIST_WORDS)
    for actor in (agency, commission.actor("ca1")):
        with pytest.raises(NotAllowed):
            gist_settle(actor=actor, case_id=case.id, entry_id=paper.id, words=GIST_WORDS, expected_version=1)


def rule(commission: Commission, case: Case, **given: Any) -> Any:
    version = Case.objects.get(pk=case.pk).row_version
    actor = commission.actor("ca1")
    return ruling_issue(actor=actor, case_id=case.id, reasons=RULING, expected_version=version, **given)


def test_a_ruling_that_leans_on_a_paper_without_a_gist_is_refused_and_names_it(
    case: Case, commission: Commission, agency: Actor, paper: DocketEntry
) -> None:
    vote(case, commission, {"ca1": "grant", "us1": "grant"})
    gist_propose(actor=agency, case_id=case.id, entry_id=paper.id, words=GIST_WORDS)
    with pytest.raises(Conflict) as refused:
        rule(commission, case)
    [item] = refused.value.items
    assert (item.code, item.path) == ("APL_GIST_MISSING", "set_aside")
    assert paper.name in item.message.en and paper.name in item.message.fr
    settle(commission, case, paper)
    assert rule(commission, case).set_aside == []


def test_a_paper_set_aside_or_with_a_public_version_does_not_hold_the_ruling(
    case: Case, commission: Commission, agency: Actor, paper: DocketEntry
) -> None:
    vote(case, commission, {"ca1": "grant", "us1": "grant"})
    other = entry_file(
        actor=agency, case_id=case.id, kind="exhibit", level="confidential", subject="Log of the yard", text=PAPER
    )
    entry_file(
        actor=agency,
        case_id=case.id,
        kind="exhibit",
        level="public",
        subject="Log of the yard",
        text=GIST_WORDS.en,
        public_of=other.id,
    )
    page = sign_in(Client(), commission.users["ca1"]).get(reverse("appeals:case", args=[case.id]))
    [form] = [act.form for act in page.context["acts"] if act.name == "rule"]
    assert form.fields["set_aside"].choices == [(str(paper.id), paper.name)]
    assert rule(commission, case, set_aside=[paper.id]).set_aside == [str(paper.id)]


def test_a_settled_gist_ends_the_reminders(
    case: Case, commission: Commission, agency: Actor, paper: DocketEntry
) -> None:
    later = clock.now() + timedelta(days=PUBLIC_DAYS + 1)
    with clock.frozen(later):
        assert [entry.id for entry in entries_to_chase()] == [paper.id]
        gist_propose(actor=agency, case_id=case.id, entry_id=paper.id, words=GIST_WORDS)
        assert [entry.id for entry in entries_to_chase()] == [paper.id]
        settle(commission, case, paper)
        assert entries_to_chase() == []


def test_the_cards_are_offered_to_whom_they_concern(
    case: Case, dispute: Dispute, commission: Commission, agency: Actor, paper: DocketEntry
) -> None:
    page = reverse("appeals:case", args=[case.id])
    registrar = sign_in(Client(), commission.users["registrar"])
    owner = sign_in(Client(), make_member(dispute.organisation))
    gist_propose(actor=agency, case_id=case.id, entry_id=paper.id, words=GIST_WORDS)
    assert "gist_settle" in {act.name for act in registrar.get(page).context["acts"]}
    assert "gist_propose" not in {act.name for act in owner.get(page).context["acts"]}
    data = {"entry": str(paper.id), "gist_en": GIST_WORDS.en, "gist_fr": GIST_WORDS.fr, "expected_version": 1}
    assert registrar.post(reverse("appeals:gist_settle", args=[case.id]), {**data, "gist_fr": "non"}).status_code == 422
    registrar.post(reverse("appeals:gist_settle", args=[case.id]), data)
    assert Gist.objects.get().status == "settled"


def test_the_database_knows_no_other_way_between_states(case: Case, agency: Actor, paper: DocketEntry) -> None:
    gist_propose(actor=agency, case_id=case.id, entry_id=paper.id, words=GIST_WORDS)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE appeals_gist SET status = 'returned'")
