"""The comment record: released or kept from the page by who holds a key, and no answer before all is decided (R-51)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from audit.trail.selectors import entries_for
from enrollment import services
from enrollment.models import Consultation, ConsultationComment
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, Invalid, NotFound
from portal.core.domain.subjects import Subject
from portal.notices.models import Notice
from portal.workflow.domain.public_comments import REFUSALS
from tests.factories.accounts import make_organisation, member_actor, staff_actor
from tests.factories.consultations import ANSWER, CHANGES, COMMENT, Change, commented, released

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


@pytest.fixture
def fee(reference_data: None) -> Change:
    return CHANGES["fee"]()


def refused(actor: Actor, comment: ConsultationComment, refusal: str = "advertising") -> ConsultationComment:
    return services.consultation_comment_refuse(
        actor=actor,
        number=comment.consultation.number,
        comment=comment.number,
        refusal=refusal,
        expected_version=comment.row_version,
    )


def answered(actor: Actor, row: Consultation) -> Consultation:
    return services.consultation_answer(actor=actor, number=row.number, answer=ANSWER, expected_version=1)


def test_a_comment_waits_until_either_agency_releases_it_and_its_words_stay(fee: Change, commit_checks: Any) -> None:
    row = fee.flag()
    comment = commented(row)
    assert comment.status == "received"
    other = staff_actor("officer.supervisor", "CBSA")
    found = released(other, comment)
    assert (found.status, found.words, found.refusal) == ("released", COMMENT, "")
    assert (found.decided_by_name, found.decided_at is None) == (other.name, False)
    assert not Notice.objects.filter(user_id=comment.user_id).exists()
    last = list(entries_for(Subject("consultation", row.id)))[-1]
    assert last.event == "enrollment.consultation_comment.released"
    assert (json.loads(last.body)["number"], json.loads(last.body)["to"]) == (1, "released")
    commit_checks()


@pytest.mark.parametrize("refusal", REFUSALS)
def test_its_author_is_told_in_both_languages_for_which_class_it_is_kept_from_the_page(
    refusal: str, fee: Change, commit_checks: Any
) -> None:
    row = fee.flag()
    author = member_actor(make_organisation("carrier"))
    found = refused(fee.asker, commented(row, author), refusal)
    assert (found.status, found.refusal, found.words) == ("refused", refusal, COMMENT)
    notice = Notice.objects.get(kind="consultation_comment")
    assert (notice.user_id, notice.link) == (author.user_id, f"/membership/proposals/{row.number}/")
    assert REFUSALS[refusal].en in notice.body_en and REFUSALS[refusal].fr in notice.body_fr
    assert row.label["en"] in notice.title_en and row.label["fr"] in notice.title_fr
    last = next(entry for entry in entries_for(Subject("consultation", row.id)) if "refused" in entry.event)
    assert json.loads(last.body)["why"] == refusal and COMMENT not in last.body
    commit_checks()


def test_a_decision_is_taken_back_and_nobody_decides_on_what_changed_meanwhile(fee: Change) -> None:
    comment = commented(fee.flag())
    shown = released(fee.asker, comment)
    with pytest.raises(Conflict) as stale:
        refused(fee.asker, comment)
    assert stale.value.items[0].code == "WORKFLOW_STALE"
    kept = refused(fee.asker, shown, "personal")
    again = released(fee.asker, kept)
    assert (again.status, again.refusal, again.row_version) == ("released", "", 4)


@pytest.mark.parametrize("refusal", ["", "disagrees"])
def test_disagreement_is_no_class_of_reasons(refusal: str, fee: Change) -> None:
    comment = commented(fee.flag())
    with pytest.raises(Invalid) as refusal_of_it:
        refused(fee.asker, comment, refusal)
    assert refusal_of_it.value.items[0].path == "refusal"
    comment.refresh_from_db()
    assert comment.status == "received" and not Notice.objects.filter(kind="consultation_comment").exists()


def test_no_answer_is_published_while_a_comment_is_undecided(fee: Change, commit_checks: Any) -> None:
    row = fee.flagged_and_closed()
    first, second = commented(row), commented(row)
    for said, left in (("2 comments are", first), ("1 comment is", second)):
        with pytest.raises(Conflict) as refusal:
            answered(fee.asker, row)
        item = refusal.value.items[0]
        assert item.code == "ENR_CONSULT_UNDECIDED" and item.message.en.startswith(said) and item.fix is not None
        decided = released if left is first else refused
        decided(fee.asker, left)
    assert answered(fee.asker, row).status == "answered"
    commit_checks()


def test_after_the_answer_a_comment_can_still_be_taken_down(fee: Change) -> None:
    row = fee.flagged_and_closed()
    shown = released(fee.asker, commented(row))
    answered(fee.asker, row)
    assert refused(fee.asker, shown, "personal").status == "refused"


@pytest.mark.parametrize(
    ("role", "agency", "kind", "error"),
    [
        ("officer.supervisor", "FDA", "fee", NotFound),
        ("officer.vetting", "CBP", "fee", NotFound),
        ("auditor", "CBP", "fee", NotFound),
        ("officer.targeting", "CBP", "fee", Conflict),
        ("officer.supervisor", "CBP", "profile", Conflict),
    ],
)
def test_who_holds_no_key_of_the_change_decides_nothing(role: str, agency: str, kind: str, error: Any) -> None:
    comment = commented(CHANGES[kind]().flag())
    for decide in (released, refused):
        with pytest.raises(error):
            decide(staff_actor(role, agency), comment)
    comment.refresh_from_db()
    assert comment.status == "received"


def test_neither_its_author_nor_another_member_decides_and_a_number_of_another_proposal_finds_nothing(
    fee: Change,
) -> None:
    author = member_actor(make_organisation("carrier"))
    comment = commented(fee.flag(), author)
    for outsider in (author, member_actor(make_organisation("carrier"))):
        with pytest.raises(NotFound):
            released(outsider, comment)
    elsewhere = CHANGES["criteria"]().flag()
    for number, which in ((elsewhere.number, comment.number), (comment.consultation.number, 2)):
        with pytest.raises(NotFound):
            services.consultation_comment_release(actor=fee.asker, number=number, comment=which, expected_version=1)
