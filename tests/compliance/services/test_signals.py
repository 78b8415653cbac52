"""Signals of a movement: noted once, called wrong by the member, decided by an auditor, never by anybody else (R-67)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from audit.compliance.domain.signals import SIGNAL, signals_of
from audit.compliance.models import Signal
from audit.compliance.services.signals import signal_contest, signal_decide, signals_note
from clearance.domain.movement_facts import MovementFacts, SealSeen
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.text import Text
from portal.notices.models import Notice
from tests.clearance.officer.selectors.test_evidence import inspected
from tests.factories.accounts import make_member, make_organisation, make_staff, member_actor, sign_in, staff_actor
from tests.factories.audits import Movement
from tests.factories.ledger import note_signal
from tests.factories.officer import make_profile

pytestmark = pytest.mark.django_db
REASON = "The reader was tested at the yard; its log shows it."
ANSWER = Text("The log of the reader shows the test.", "Le journal du lecteur montre l'essai du matin.")
QUERIES = 5


def test_r67_signals_are_noted_once_and_the_member_is_told(reference_data: None, commit_checks: Any) -> None:
    make_profile()
    inspection, _ = inspected(Decimal(2))
    assert (signals_note(trip_id=inspection.trip_id), signals_note(trip_id=inspection.trip_id)) == (1, 0)
    row = Signal.objects.get()
    assert (row.code, row.organisation_id, row.status) == ("PMA_D02", inspection.trip.carrier_id, "noted")
    assert Notice.objects.filter(organisation_id=row.organisation_id, kind="compliance_signal").count() == 1
    commit_checks()


def test_r67_only_what_was_done_on_the_way_is_a_signal() -> None:
    seen = SealSeen("SEAL1", "TR1", "opened", True)
    facts = MovementFacts(None, 1, seals=(("SEAL1", "TR1"),), seal_events=(seen,))
    assert [hit.rule for hit in signals_of(facts)] == ["PMA_D05"]
    assert signals_of(MovementFacts(None, 1)) == []


@pytest.mark.parametrize(("correct", "status"), [(True, "corrected"), (False, "upheld")])
def test_r67_the_member_calls_it_wrong_and_an_auditor_decides(correct: bool, status: str, commit_checks: Any) -> None:
    organisation = make_organisation("carrier")
    row, member, auditor = note_signal(organisation.id), member_actor(organisation), staff_actor("auditor", "CBP")
    known: dict[str, Any] = {"signal_id": row.id, "correct": correct, "text": ANSWER}
    with pytest.raises(Conflict):
        signal_decide(actor=auditor, expected_version=1, **known)
    with pytest.raises(Invalid):
        signal_contest(actor=member, signal_id=row.id, reason=" ", expected_version=1)
    row = signal_contest(actor=member, signal_id=row.id, reason=REASON, expected_version=1)
    with pytest.raises(NotAllowed):
        signal_decide(actor=member, expected_version=2, **known)
    with pytest.raises(Invalid) as thin:
        signal_decide(actor=auditor, signal_id=row.id, correct=correct, text=Text("No.", ANSWER.fr), expected_version=2)
    assert [item.path for item in thin.value.items] == ["text_en"]
    with pytest.raises(Conflict):
        signal_decide(actor=auditor, expected_version=1, **known)
    row = signal_decide(actor=auditor, expected_version=2, **known)
    assert (row.status, row.answer) == (status, ANSWER.as_dict())
    assert Notice.objects.filter(organisation_id=organisation.id, kind="compliance_signal").count() == 1
    commit_checks()


def corrected(row: Signal, organisation: Any) -> None:
    row = signal_contest(actor=member_actor(organisation), signal_id=row.id, reason=REASON, expected_version=1)
    auditor = staff_actor("auditor", "CBP")
    signal_decide(actor=auditor, signal_id=row.id, correct=True, text=ANSWER, expected_version=row.row_version)


def test_r67_a_corrected_signal_is_no_discrepancy_of_an_audit_and_a_later_correction_stands_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    movement = Movement(monkeypatch)
    opened = SealSeen("SEAL1", "TR1", "opened", True), SealSeen("SEAL2", "TR1", "opened", True)
    seals = (("SEAL1", "TR1"), ("SEAL2", "TR1"))
    movement.facts = MovementFacts(None, 1, seals=seals, seal_events=opened)
    first, second = signals_of(movement.facts)
    rows = [
        note_signal(movement.organisation.id, text=hit.text.en, trip_id=movement.trip_id) for hit in (first, second)
    ]
    corrected(rows[0], movement.organisation)
    case = movement.opened()
    assert [(hit["rule"], hit["text"]) for hit in case.precheck] == [(second.rule, second.text.as_dict())]
    client = sign_in(Client(), make_staff("auditor", "CBP"))
    page = client.get(reverse("compliance:case", args=[case.id]))
    assert reverse("compliance:signal", args=[rows[1].id]) in page.content.decode()
    assert [hit["state"].code for hit in page.context["hits"]] == ["noted"]
    corrected(rows[1], movement.organisation)
    page = client.get(reverse("compliance:case", args=[case.id]))
    assert [hit["state"].code for hit in page.context["hits"]] == ["corrected"]


def test_every_move_is_one_role() -> None:
    assert {(move.source, move.action): set(move.roles) for move in SIGNAL.transitions} == {
        ("noted", "contest"): {"trader.admin", "trader.filer"},
        ("contested", "correct"): {"auditor"},
        ("contested", "uphold"): {"auditor"},
    }


def test_a_stranger_finds_no_signal_and_the_database_keeps_the_door() -> None:
    row = note_signal(make_organisation("carrier").id)
    with pytest.raises(NotFound):
        signal_contest(
            actor=member_actor(make_organisation("carrier")), signal_id=row.id, reason=REASON, expected_version=1
        )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE compliance_signal SET status = 'corrected', answer = '{}'")


def test_r67_the_pages_take_it_from_the_member_to_the_auditor(django_assert_num_queries: Any) -> None:
    organisation = make_organisation("carrier")
    rows = [note_signal(organisation.id, text=f"Seal {number} was open on the way.") for number in range(3)]
    member = sign_in(Client(), make_member(organisation))
    auditor = sign_in(Client(), make_staff("auditor", "CBSA"))
    member.get(reverse("compliance:signals"))
    with django_assert_num_queries(QUERIES):
        assert member.get(reverse("compliance:signals")).text.count("was open on the way.") == 3
    page = reverse("compliance:signal", args=[rows[0].id])
    contest = reverse("compliance:signal_contest", args=[rows[0].id])
    empty = member.post(contest, {"reply": "", "expected_version": 1})
    assert empty.status_code == 422
    assert member.post(contest, {"reply": REASON, "expected_version": 1}).status_code == 302
    assert REASON in auditor.get(page).text
    decide = reverse("compliance:signal_decide", args=[rows[0].id])
    words = {"text_en": ANSWER.en, "text_fr": ANSWER.fr, "expected_version": 2, "do": "correct"}
    assert auditor.post(decide, words).status_code == 302
    assert ANSWER.en in member.get(page).text


def test_a_list_longer_than_a_page_leads_to_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audit.compliance.views.signals.PAGE", 1)
    organisation = make_organisation("carrier")
    for text in ("Seal 1 was open.", "Seal 2 was open."):
        note_signal(organisation.id, text=text)
    client, url = sign_in(Client(), make_member(organisation)), reverse("compliance:signals")
    assert 'href="?page=2"' in client.get(url).content.decode()
    assert 'href="?page=1"' in client.get(f"{url}?page=2").content.decode()
