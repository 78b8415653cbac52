"""Hearings of a case: set, told, adjourned, cancelled, held, and their minutes (R-80)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from appeals.domain.hearings import NOTICE_DAYS, PARTIES
from appeals.models import Case, Hearing, HearingWish
from appeals.services import (
    case_withdraw,
    hearing_adjourn,
    hearing_ask,
    hearing_cancel,
    hearing_hold,
    hearing_minutes,
    hearing_set,
    panel_fill,
    recusal_enter,
)
from portal.accounts.services import staff_role_assign
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.text import Text
from portal.notices.models import Notice
from tests.factories.accounts import SEED, make_organisation, make_user, member_actor
from tests.factories.appeals import Commission, Dispute, make_case, make_commission, make_dispute, seat
from tests.factories.enrollment import supervisor
from tests.factories.hearings import WHY, make_hearing, make_plan

pytestmark = pytest.mark.django_db
PANEL = ("ca1", "us1", "us2")
MINUTES = Text(
    "Both sides were heard on the log of seals; the yard of Detroit was described.",
    "Les deux parties ont été entendues sur le registre des sceaux de la cour de Détroit.",
)


@pytest.fixture
def commission() -> Commission:
    return make_commission()


@pytest.fixture
def dispute() -> Dispute:
    return make_dispute()


@pytest.fixture
def case(dispute: Dispute, commission: Commission) -> Case:
    return seat(make_case(dispute), commission, PANEL)


def test_both_sides_and_the_panel_are_told_with_both_clocks(case: Case, commission: Commission) -> None:
    officer = supervisor()
    before = set(Notice.objects.values_list("id", flat=True))
    make_hearing(case, commission)
    told = Notice.objects.exclude(id__in=before).filter(kind="hearing")
    people = set(told.values_list("user_id", flat=True))
    assert {commission.users[key].id for key in PANEL} <= people
    assert case.organisation_id in set(told.values_list("organisation_id", flat=True))
    assert (officer.user_id in people) is (case.agency in ("", officer.agency))
    text = told[0]
    assert "in Canada" in text.body_en and "in the United States" in text.body_en
    assert "au Canada" in text.body_fr and "aux États-Unis" in text.body_fr


def test_shorter_notice_is_refused_until_both_consent(case: Case, commission: Commission) -> None:
    with pytest.raises(Invalid) as refused:
        make_hearing(case, commission, days=NOTICE_DAYS - 1)
    assert [item.code for item in refused.value.items] == ["APL_HEARING_NOTICE"]
    assert make_hearing(case, commission, days=NOTICE_DAYS - 1, consents=PARTIES).consents == list(PARTIES)


def test_only_the_registrar_sets_one_and_only_before_a_panel(case: Case, commission: Commission) -> None:
    other = "us1" if case.docket[-1] in "13579" else "ca1"  # who does not preside
    with pytest.raises(NotAllowed):
        hearing_set(actor=commission.actor(other), case_id=case.id, plan=make_plan())
    with pytest.raises(Conflict):
        make_hearing(make_case(), commission)
    make_hearing(case, commission)
    with pytest.raises(Conflict):
        make_hearing(case, commission)


def test_a_member_who_sits_elsewhere_is_named(case: Case, commission: Commission) -> None:
    first = make_hearing(case, commission)
    other = seat(make_case(), commission, ("ca1", "ca2", "us2"))
    with pytest.raises(Conflict) as refused:
        make_hearing(other, commission, starts_at=first.starts_at + timedelta(minutes=90))
    words = [item.message.en for item in refused.value.items]
    assert words == [f"Commission {key} sits in appeal {case.docket} at that time." for key in ("ca1", "us2")]
    assert make_hearing(other, commission, starts_at=first.ends_at).status == "set"


def test_a_seat_is_not_filled_with_somebody_who_sits_elsewhere(commission: Commission) -> None:
    first = seat(make_case(), commission, ("ca1", "us1", "us2"))
    other = seat(make_case(), commission, ("ca2", "us1", "us2"))
    recusal_enter(actor=commission.actor("us1"), case_id=other.id, reasons="The carrier was my client.")
    recusal_enter(actor=commission.actor("us2"), case_id=other.id, reasons="The carrier was my client.")
    hearing = make_hearing(first, commission)
    make_hearing(other, commission, starts_at=hearing.starts_at)
    with pytest.raises(Conflict):
        panel_fill(
            actor=commission.actor("registrar"),
            case_id=other.id,
            member_ids=[commission.users["ca1"].id, _third()],
        )


def _third() -> UUID:
    user = make_user(name="Commission us3")
    staff_role_assign(actor=SEED, user_id=user.id, role="commission.member", country="US")
    third: UUID = user.id
    return third


def test_adjourning_takes_a_reason_and_a_new_date(case: Case, commission: Commission) -> None:
    old = make_hearing(case, commission)
    registrar = commission.actor("registrar")
    with pytest.raises(Invalid):
        hearing_adjourn(
            actor=registrar, case_id=case.id, plan=make_plan(20), reason=Text("ill", "malade"), expected_version=1
        )
    new = hearing_adjourn(actor=registrar, case_id=case.id, plan=make_plan(20), reason=WHY, expected_version=1)
    old.refresh_from_db()
    assert (old.status, old.reason, new.status, new.follows_id) == ("adjourned", WHY.as_dict(), "set", old.id)
    assert Notice.objects.filter(kind="hearing", title_en__contains="adjourned", body_en__contains=WHY.en).exists()


def test_cancelling_takes_a_reason_and_a_fresh_version(case: Case, commission: Commission) -> None:
    hearing = make_hearing(case, commission)
    registrar = commission.actor("registrar")
    with pytest.raises(Conflict):
        hearing_cancel(actor=registrar, case_id=case.id, reason=WHY, expected_version=7)
    found = hearing_cancel(actor=registrar, case_id=case.id, reason=WHY, expected_version=hearing.row_version)
    assert found.status == "cancelled"
    with pytest.raises(NotFound):
        hearing_cancel(actor=registrar, case_id=case.id, reason=WHY, expected_version=2)


@pytest.mark.parametrize(("closed", "level"), [(None, "public"), (WHY, "protected")])
def test_minutes_follow_what_was_held_at_the_right_level(
    case: Case, commission: Commission, closed: Text | None, level: str
) -> None:
    hearing = make_hearing(case, commission, closed=closed)
    registrar = commission.actor("registrar")
    with pytest.raises(Conflict):
        hearing_hold(actor=registrar, case_id=case.id, expected_version=1)
    with clock.frozen(hearing.starts_at):
        held = hearing_hold(actor=registrar, case_id=case.id, expected_version=1)
        with pytest.raises(Invalid):
            hearing_minutes(actor=registrar, case_id=case.id, minutes=Text(MINUTES.en, "non"), expected_version=2)
        entry = hearing_minutes(actor=registrar, case_id=case.id, minutes=MINUTES, expected_version=held.row_version)
        assert (entry.level, entry.side) == (level, "commission")
        assert MINUTES.en in entry.text and MINUTES.fr in entry.text
        with pytest.raises(Conflict):
            hearing_minutes(actor=registrar, case_id=case.id, minutes=MINUTES, expected_version=held.row_version)


def test_a_hearing_falls_away_with_its_appeal(case: Case, dispute: Dispute, commission: Commission) -> None:
    make_hearing(case, commission)
    case_withdraw(actor=dispute.member, case_id=case.id, expected_version=case.row_version)
    assert Hearing.objects.get().status == "cancelled"


def test_each_party_asks_and_a_stranger_finds_nothing(case: Case, dispute: Dispute, commission: Commission) -> None:
    words = "The dispatcher who kept the log speaks Punjabi only."
    hearing_ask(actor=dispute.member, case_id=case.id, wish="interpreter", language="Punjabi", words=words)
    assert HearingWish.objects.get().side == "appellant"
    for wish, language, said in (("interpreter", "", words), ("tea", "", words), ("hearing", "", "short")):
        with pytest.raises(Invalid):
            hearing_ask(actor=dispute.member, case_id=case.id, wish=wish, language=language, words=said)
    with pytest.raises(NotAllowed):
        hearing_ask(actor=commission.actor("registrar"), case_id=case.id, wish="hearing", words=words)
    with pytest.raises(NotFound):
        stranger = member_actor(make_organisation("carrier"))
        hearing_ask(actor=stranger, case_id=case.id, wish="hearing", words=words)


def test_the_database_knows_no_other_state_and_a_wish_never_changes(
    case: Case, dispute: Dispute, commission: Commission
) -> None:
    make_hearing(case, commission)
    hearing_ask(actor=dispute.member, case_id=case.id, wish="hearing", words="We want to be heard in person.")
    for statement in (
        "UPDATE appeals_hearing SET status = 'waiting'",
        "UPDATE appeals_hearing_wish SET words = 'no'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
