"""The joint after-action of an inspection: one text, two agencies, two keys (R-50)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.test import Client
from django.urls import reverse

from clearance.domain.after_action import AFTER_ACTION, LONGEST, PARTS, length_faults, signing_faults
from clearance.models import AfterAction, AfterActionKey, Inspection
from clearance.selectors.after_actions import after_action_list
from clearance.services.after_actions import after_action_reopen, after_action_save, after_action_sign
from portal.accounts.selectors import user_get
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.factories.accounts import sign_in
from tests.factories.officer import make_inspected, make_profile, make_referred, partner, primary, secondary
from tests.factories.trail import in_the_book

pytestmark = pytest.mark.django_db
WORDS = {code: f"{code}: the seal was cut before the bay was free." for code in PARTS}


@pytest.fixture
def inspection() -> Inspection:
    make_profile()
    return make_inspected()


def saved(inspection: Inspection, actor: Actor | None = None, version: int = 0, **changes: str) -> AfterAction:
    return after_action_save(
        actor=actor or secondary("CBP"),
        inspection_id=inspection.id,
        parts={**WORDS, **changes},
        expected_version=version,
    )


def signed(row: AfterAction, actor: Actor) -> AfterAction:
    version = AfterAction.objects.get(pk=row.pk).row_version
    return after_action_sign(actor=actor, inspection_id=row.inspection_id, expected_version=version)


def test_r50_both_agencies_write_one_text_and_sign_the_same_words(inspection: Inspection, commit_checks: Any) -> None:
    row = saved(inspection)
    with pytest.raises(Conflict):
        saved(inspection, secondary("CBSA"))
    row = saved(inspection, secondary("CBSA"), 1, change="Both desks open the bay list at the same minute.")
    assert (row.row_version, row.written_agency) == (2, "CBSA")
    assert signed(row, secondary("CBP")).status == "signed_cbp"
    joint = signed(row, secondary("CBSA"))
    keys = AfterActionKey.objects.all()
    assert (joint.status, {key.agency for key in keys}, {key.digest for key in keys}) == (
        "joint",
        {"CBP", "CBSA"},
        {joint.digest},
    )
    commit_checks()


def test_r50_signed_words_stay_until_it_is_taken_up_again(inspection: Inspection) -> None:
    row = signed(saved(inspection), secondary("CBP"))
    with pytest.raises(Conflict):
        saved(inspection, version=row.row_version)
    with pytest.raises(Conflict):
        signed(row, secondary("CBP"))
    row = after_action_reopen(actor=secondary("CBSA"), inspection_id=inspection.id, expected_version=row.row_version)
    row = saved(inspection, version=row.row_version, worked="The other agency called at once.")
    row = signed(row, secondary("CBSA"))
    assert (row.status, AfterActionKey.objects.filter(digest=row.digest).count()) == ("signed_cbsa", 1)
    assert signed(row, secondary("CBP")).status == "joint"
    with pytest.raises(Conflict):
        after_action_reopen(actor=secondary("CBP"), inspection_id=inspection.id, expected_version=row.row_version + 1)


def test_r50_a_key_that_was_taken_back_is_none_for_the_same_words(inspection: Inspection) -> None:
    row = signed(saved(inspection), secondary("CBP"))
    row = after_action_reopen(actor=secondary("CBP"), inspection_id=inspection.id, expected_version=row.row_version)
    row = signed(row, secondary("CBSA"))
    assert [key.agency for key in AfterActionKey.objects.filter(digest=row.digest)] == ["CBSA"]
    with pytest.raises(Error), transaction.atomic(), in_the_book(), connection.cursor() as cursor:
        cursor.execute("UPDATE clearance_after_action SET status = 'joint'")
    second = secondary("CBP")
    joint = signed(row, second)
    assert AfterActionKey.objects.get(digest=joint.digest, agency="CBP").officer_id == second.person


def test_r50_a_draft_has_gaps_a_signature_does_not(inspection: Inspection) -> None:
    row = saved(inspection, hindered="", change="Later.")
    with pytest.raises(Invalid) as refused:
        signed(row, secondary("CBP"))
    assert [item.path for item in refused.value.items] == ["hindered", "change"]
    assert [fault.path for fault in length_faults({"gossip": "", "worked": "x" * (LONGEST + 1)})] == [
        "gossip",
        "worked",
    ]
    assert signing_faults(WORDS) == []


def test_r50_only_the_border_agencies_of_the_port_write_it(inspection: Inspection) -> None:
    for actor in (secondary("CBP", "peace-bridge"), secondary("CBSA", "peace-bridge")):
        with pytest.raises(NotFound):
            saved(inspection, actor)
    with pytest.raises((NotAllowed, NotFound)):
        saved(inspection, partner("FDA"))
    row = saved(inspection)
    with pytest.raises(NotAllowed):
        signed(row, primary("CBP"))
    assert not after_action_list(actor=secondary("CBP", "peace-bridge")).exists()
    assert after_action_list(actor=secondary("CBSA")).get() == row


def test_r50_there_is_none_before_the_result() -> None:
    make_profile()
    referral = make_referred()
    waiting = Inspection.objects.get(referral=referral)
    with pytest.raises(Conflict) as early:
        saved(waiting)
    assert early.value.items[0].code == "CLR_AFTER_EARLY"
    officer = sign_in(Client(), user_get(secondary("CBP").person))
    page = officer.get(reverse("clearance:after_action", args=[waiting.id]))
    assert page.status_code == 200 and page.context["form"] is None


def test_r50_nothing_is_signed_that_nobody_wrote(inspection: Inspection) -> None:
    with pytest.raises(Conflict) as empty:
        after_action_sign(actor=secondary("CBP"), inspection_id=inspection.id, expected_version=0)
    assert empty.value.items[0].code == "CLR_AFTER_EMPTY"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE clearance_after_action SET parts = '{}'",
        "UPDATE clearance_after_action SET status = 'joint'",
        "DELETE FROM clearance_after_action",
        "UPDATE clearance_after_action_key SET signed_as = 'another'",
    ],
)
def test_r50_the_database_keeps_what_was_signed(inspection: Inspection, change: str) -> None:
    signed(saved(inspection), secondary("CBP"))
    with pytest.raises(Error), transaction.atomic(), in_the_book(), connection.cursor() as cursor:
        cursor.execute(change)


def test_every_move_is_one_of_the_two_agencies() -> None:
    moves = {(move.source, move.action): (move.target, move.agency) for move in AFTER_ACTION.transitions}
    assert moves == {
        ("draft", "sign_cbp"): ("signed_cbp", "CBP"),
        ("draft", "sign_cbsa"): ("signed_cbsa", "CBSA"),
        ("signed_cbsa", "sign_cbp"): ("joint", "CBP"),
        ("signed_cbp", "sign_cbsa"): ("joint", "CBSA"),
        ("signed_cbp", "reopen"): ("draft", ""),
        ("signed_cbsa", "reopen"): ("draft", ""),
    }


def test_r50_the_pages_take_it_from_the_inspection_to_both_keys(
    inspection: Inspection, django_assert_num_queries: Any
) -> None:
    first, second = secondary("CBP"), secondary("CBSA")
    cbp, cbsa = (sign_in(Client(), user_get(actor.person)) for actor in (first, second))
    page = reverse("clearance:after_action", args=[inspection.id])
    assert page in cbp.get(reverse("clearance:inspection", args=[inspection.id])).content.decode()
    assert cbp.post(page, {**WORDS, "expected_version": 0}).status_code == 302
    stale = cbsa.post(page, {**WORDS, "worked": "Nobody else saw this.", "expected_version": 0})
    assert stale.status_code == 409
    assert "Nobody else saw this." in stale.content.decode() and WORDS["worked"] in stale.content.decode()
    assert cbsa.post(page, {"worked": "Nobody else saw this.", "expected_version": 1}).status_code == 302
    act = [reverse("clearance:after_action_act", args=[inspection.id, action]) for action in ("sign", "reopen")]
    assert cbsa.post(act[0], {"expected_version": 2}).status_code == 422
    assert cbsa.post(page, {**WORDS, "expected_version": 2}).status_code == 302
    assert cbsa.post(act[0], {"expected_version": 3}).status_code == 302
    assert cbp.post(act[1], {"expected_version": 4}).status_code == 302
    assert cbp.post(act[0], {"expected_version": 5}).status_code == 302
    assert cbsa.post(act[0], {"expected_version": 6}).status_code == 302
    assert cbsa.post(reverse("clearance:after_action_act", args=[inspection.id, "burn"])).status_code == 404
    assert AfterAction.objects.get().status == "joint"
    listed = reverse("clearance:after_actions")
    assert page in cbp.get(listed).content.decode()
    with django_assert_num_queries(7):
        cbp.get(page)
    with django_assert_num_queries(5):
        cbp.get(listed)
