"""Cards and travel documents: activation, loss, return, the registry, one record behind chip and number (R-12, R-49)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from enrollment import services
from enrollment.domain.cards import DOCUMENT_TYPES, check_document, nudge_due
from enrollment.models import Credential, Membership, TravelDocument
from enrollment.selectors import card_valid_to, links_for, membership_find, tags_of_cards
from enrollment.selectors.cards import records_of_token, uptake
from enrollment.services.cards import cards_expire
from enrollment.services.travel_documents import travel_documents_nudge
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.notices.models import Notice
from tests.factories.accounts import staff_actor
from tests.factories.enrollment import a_reason, make_membership, person_actor, vetting

TODAY = date(2026, 11, 27)
EDL: dict[str, Any] = {
    "type": "edl",
    "number": "T0034-12345",
    "country": "CA",
    "subdivision": "ON",
    "tag": "E2801160600002054D6F1A2B",
    "expires_on": date(2031, 4, 30),
}


@pytest.fixture
def driver() -> Actor:
    return person_actor()


@pytest.fixture
def card(driver: Actor) -> Credential:
    return make_membership("FAST_DRIVER", applicant=driver).credentials.get()


def link(card: Credential) -> Any:
    return links_for(carrier_id=card.id, importer_ids=[], driver_card=card.card_number).driver


def enter(actor: Actor, **more: Any) -> TravelDocument:
    return services.travel_document_enter(actor=actor, **{**EDL, **more})


@pytest.mark.django_db
def test_a_lost_card_is_refused_at_once_and_its_successor_works_once_activated(
    driver: Actor, card: Credential, commit_checks: Any
) -> None:
    assert link(card).tier == "T2"
    new = services.card_stop(actor=driver, card_id=card.id, cause="lost")
    assert (link(card).problem, link(card).tier) == ("card_inactive", "T0")
    assert links_for(carrier_id=card.id, importer_ids=[], driver_card=card.rfid_tag).driver.problem == "card_inactive"
    assert tags_of_cards([card.card_number]) == {} and card_valid_to(card.card_number) < clock.now().date()
    assert link(new).problem == "card_inactive" and new.card_number[-1] == "2"
    with pytest.raises(Invalid, match="ENR_CARD_DIGITS"):
        services.card_activate(actor=driver, card_id=new.id, last_digits="0000")
    services.card_activate(actor=driver, card_id=new.id, last_digits=new.card_number[-4:])
    assert link(new).tier == "T2"
    assert Notice.objects.get(kind="card_stopped").user_id == driver.user_id
    assert Membership.objects.get().status == "active"
    with pytest.raises(Conflict):
        services.card_stop(actor=driver, card_id=card.id, cause="lost")
    services.card_take_back(actor=vetting(), card_id=card.id)
    assert Credential.objects.get(pk=card.pk).status == "returned"
    commit_checks()


@pytest.mark.django_db
def test_a_new_card_ends_the_old_one_when_it_is_activated(driver: Actor, card: Credential) -> None:
    new = services.card_stop(actor=driver, card_id=card.id, cause="damaged")
    second = services.card_stop(actor=driver, card_id=new.id, cause="not_arrived")
    services.card_activate(actor=driver, card_id=second.id, last_digits=second.card_number[-4:])
    states = dict(Credential.objects.values_list("id", "status"))
    assert states == {card.id: "stopped", new.id: "stopped", second.id: "active"}


@pytest.mark.django_db
def test_cards_are_their_holders_business(card: Credential) -> None:
    for stranger in (person_actor(), staff_actor("officer.primary")):
        with pytest.raises(NotFound):
            services.card_stop(actor=stranger, card_id=card.id, cause="lost")
    with pytest.raises(Invalid, match="ENR_CARD_CAUSE"):
        services.card_stop(actor=vetting(), card_id=card.id, cause="eaten")


@pytest.mark.django_db
def test_cards_end_with_the_membership_and_on_their_last_day(driver: Actor, card: Credential) -> None:
    with clock.frozen(clock.now() + timedelta(days=6 * 366)):
        assert cards_expire() == 1
        assert cards_expire() == 0
    ended = Credential.objects.get()
    assert (ended.status, ended.cause) == ("ended", "expired")
    other = make_membership("NEXUS", applicant=driver)
    services.membership_withdraw(actor=driver, membership_id=other.id)
    assert other.credentials.get().cause == "membership_ended"


@pytest.mark.django_db
def test_the_database_knows_why_a_card_is_stopped_and_how_it_moves(card: Credential) -> None:
    with pytest.raises(IntegrityError, match="credential_cause_said"), transaction.atomic():
        Credential.objects.filter(pk=card.pk).update(status="stopped", cause="")
    with pytest.raises(IntegrityError, match="is not a transition"), transaction.atomic():
        Credential.objects.filter(pk=card.pk).update(status="issued")


@pytest.mark.django_db
def test_the_chip_of_a_document_opens_the_same_record_as_its_number(driver: Actor, card: Credential) -> None:
    document = enter(driver)
    booth = staff_actor("officer.primary")
    with pytest.raises(NotFound):
        records_of_token(actor=booth, value=document.number)
    services.travel_document_check(actor=vetting("CBSA"), document_id=document.id)
    for value in (
        EDL["number"],
        EDL["tag"],
        EDL["tag"].lower(),
        card.card_number,
        card.rfid_tag,
        card.membership.number,
    ):
        assert records_of_token(actor=booth, value=value) == [card.membership]
        assert membership_find(actor=booth, value=value) == card.membership
    for actor in (driver, staff_actor("commission.member", "")):
        with pytest.raises(NotFound):
            records_of_token(actor=actor, value=EDL["tag"])


@pytest.mark.django_db
def test_a_checked_document_belongs_to_one_person(driver: Actor) -> None:
    other = person_actor()
    mine, theirs = enter(driver), enter(other)
    services.travel_document_check(actor=vetting(), document_id=mine.id)
    with pytest.raises(Conflict, match="ENR_DOC_TAKEN"):
        services.travel_document_check(actor=vetting(), document_id=theirs.id)
    services.travel_document_refuse(actor=vetting(), document_id=theirs.id, reason=a_reason("DOCUMENT"))
    assert Notice.objects.get(kind="travel_document_refused").reason
    with pytest.raises(Conflict, match="ENR_DOC_THERE"):
        enter(driver)
    services.travel_document_remove(actor=driver, document_id=mine.id)
    with pytest.raises(NotFound):
        services.travel_document_check(actor=vetting(), document_id=mine.id)
    with pytest.raises(NotFound):
        services.travel_document_remove(actor=other, document_id=mine.id)
    with pytest.raises(NotAllowed):
        enter(vetting())
    with pytest.raises(IntegrityError, match="travel_document_checked_by_somebody"), transaction.atomic():
        TravelDocument.objects.filter(pk=enter(driver).pk).update(status="checked")


@pytest.mark.django_db
def test_uptake_is_by_province_and_small_cells_are_not_published() -> None:
    for place, count in (("ON", 5), ("BC", 4)):
        for number in range(count):
            enter(person_actor(), subdivision=place, number=f"{place}{number}0000", tag="")
    assert [(row.subdivision, row.people) for row in uptake()] == [("BC", None), ("ON", 5)]


@pytest.mark.django_db
def test_a_document_that_runs_out_nudges_once_per_step(driver: Actor) -> None:
    document = enter(driver, expires_on=clock.now().date() + timedelta(days=100))
    services.travel_document_check(actor=vetting(), document_id=document.id)
    counts = []
    for days in (0, 11, 12, 45, 46, 94, 95, 101):
        with clock.frozen(clock.now() + timedelta(days=days)):
            counts.append(travel_documents_nudge())
    assert counts == [0, 1, 0, 1, 0, 1, 0, 0]
    assert Notice.objects.filter(kind="travel_document_nudge").count() == 3


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"type": "library_card"}, "ENR_DOC_TYPE"),
        ({"number": "1"}, "ENR_DOC_NUMBER"),
        ({"country": "Canada"}, "ENR_DOC_COUNTRY"),
        ({"subdivision": "MI"}, "ENR_DOC_PLACE"),
        ({"tag": "12"}, "ENR_DOC_TAG"),
        ({"type": "passport"}, "ENR_DOC_NO_CHIP"),
        ({"expires_on": None}, "ENR_DOC_EXPIRY"),
        ({"expires_on": TODAY}, "ENR_DOC_EXPIRED"),
    ],
)
def test_each_fault_of_a_document_names_field_rule_and_fix(change: dict[str, Any], code: str) -> None:
    assert check_document(EDL, TODAY) == []
    items = check_document({**EDL, **change}, TODAY)
    assert [item.code for item in items] == [code]
    assert items[0].path in change or items[0].path == "tag"
    assert items[0].fix and items[0].fix.fr


@pytest.mark.parametrize(
    ("left", "sent", "due"),
    [(91, None, None), (90, None, 90), (60, 90, 60), (59, 60, None), (5, None, 7), (5, 7, None), (-1, None, None)],
)
def test_reminders_go_out_once_and_the_most_urgent_first(left: int, sent: int | None, due: int | None) -> None:
    assert nudge_due(TODAY + timedelta(days=left), TODAY, (90, 60, 30, 7), sent) == due


@pytest.mark.django_db
def test_no_table_of_enrolment_can_hold_a_biometric() -> None:
    tables = [model._meta.db_table for model in apps.get_app_config("enrollment").get_models()]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_name = ANY(%s) "
            "AND (data_type = 'bytea' OR column_name ~ '(finger.*(data|image|template)|iris|face)')",
            [tables],
        )
        assert cursor.fetchall() == []
    assert all("photo" not in code for code in DOCUMENT_TYPES)
