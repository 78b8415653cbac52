"""The payment simulator as its own process, over HTTP in both directions, with signed messages (R-05)."""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from enrollment import services, tasks
from enrollment.models import Application, Payment, PaymentEvent
from enrollment.payments import Order, Refused
from enrollment.payments.http_provider import HttpProvider
from portal.accounts.selectors import actor_for_user
from portal.core.models import OutboxTask
from portal.devstack.simulators import answers_path
from tests.clearance.gateways.machine import Simulator, wait_for
from tests.factories.accounts import make_user, sign_in
from tests.factories.enrollment import make_sent
from tests.factories.gateways import SECRET

pytestmark = pytest.mark.django_db(transaction=True)
STRAIGHT = {
    name: False for name in ("down", "silent", "duplicate", "old_signature", "wrong_signature", "refuse_refunds")
}


@pytest.fixture(scope="module")
def process(live_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    """One process for the file; it brings its messages to the live server."""
    home: Path = tmp_path_factory.mktemp("payments")
    found = Simulator("payments", home, live_server.url + answers_path("payments"))
    found.start()
    yield found
    found.kill()


@pytest.fixture
def simulator(process: Simulator, settings: Any) -> Simulator:
    settings.PAYMENTS_URL, settings.PAYMENTS_SECRET = process.address, SECRET
    process.behave(**STRAIGHT)
    return process


class Desk:
    """A traveller with an unpaid application, at the browser."""

    def __init__(self) -> None:
        self.user = make_user()
        self.actor = actor_for_user(self.user, capacity="self")
        self.application = make_sent("NEXUS", self.actor)
        self.client = sign_in(Client(), self.user, capacity="self")
        self.invoice = self.application.invoice.id

    def post(self, name: str) -> str:
        answer = self.client.post(reverse(f"enrollment:{name}", args=[self.invoice]), follow=True)
        assert answer.status_code == 200
        return str(answer.text)

    def payment(self) -> Payment:
        return Payment.objects.select_related("invoice__application").latest("created_at")

    def state(self) -> tuple[str, str, str]:
        row = self.payment()
        return row.status, row.invoice.status, row.invoice.application.status

    def reaches(self, *state: str) -> None:
        wait_for(lambda: self.state() == state, 15)


def press(payment: Payment, action: str) -> str:
    """Press a button on the provider's page; gives the page that follows."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    body = urllib.parse.urlencode({"action": action}).encode()
    with opener.open(payment.checkout_url, body, timeout=5) as answer:
        return str(answer.read().decode())


def run(task: str, name: str) -> None:
    """Do one kind of promised work as a worker does."""
    for row in OutboxTask.objects.filter(task=f"enrollment.{task}", done_at=None):
        getattr(tasks, name).run(str(row.id))


def test_paying_brings_the_application_before_both_agencies(simulator: Simulator) -> None:
    desk = Desk()
    page = desk.post("invoice_pay")
    payment = desk.payment()
    assert payment.checkout_url in page and payment.checkout_url.startswith(simulator.address)
    assert "not a payment service" in press(payment, "decline")
    desk.reaches("failed", "open", "awaiting_payment")
    simulator.behave(duplicate=True)
    assert "Paid" in press(payment, "pay")
    desk.reaches("succeeded", "paid", "submitted")
    outcomes = list(PaymentEvent.objects.order_by("created_at").values_list("outcome", flat=True))
    assert outcomes == ["not_paid", "paid"]
    run("payment_open", "payment_open")
    assert desk.state() == ("succeeded", "paid", "submitted")


def test_time_runs_out_and_another_attempt_pays(simulator: Simulator) -> None:
    desk = Desk()
    desk.post("invoice_pay")
    press(desk.payment(), "timeout")
    desk.reaches("expired", "open", "awaiting_payment")
    first = desk.payment()
    assert "Pay in another attempt" in desk.client.get(reverse("enrollment:invoice", args=[desk.invoice])).text
    desk.post("invoice_pay")
    assert desk.payment() != first
    press(desk.payment(), "pay")
    desk.reaches("succeeded", "paid", "submitted")


@pytest.mark.parametrize("fault", ["wrong_signature", "old_signature"])
def test_a_message_that_is_not_signed_now_and_with_our_key_counts_for_nothing(simulator: Simulator, fault: str) -> None:
    desk = Desk()
    desk.post("invoice_pay")
    before = len(simulator.ask("/messages"))
    simulator.behave(**{fault: True})
    press(desk.payment(), "pay")
    waiting = simulator.ask("/messages")[before:]
    assert [message["sent"] for message in waiting] == [0] and not PaymentEvent.objects.exists()
    simulator.behave(**STRAIGHT)
    desk.reaches("succeeded", "paid", "submitted")


def test_a_lost_message_is_found_by_asking(simulator: Simulator) -> None:
    desk = Desk()
    desk.post("invoice_pay")
    simulator.behave(silent=True)
    press(desk.payment(), "pay")
    assert desk.state()[0] == "opened"
    desk.post("invoice_check")
    assert desk.state() == ("succeeded", "paid", "submitted")
    simulator.behave(**STRAIGHT)
    wait_for(lambda: PaymentEvent.objects.filter(outcome="late").exists(), 15)


def test_a_service_that_is_down_is_asked_again_by_a_worker(simulator: Simulator) -> None:
    desk = Desk()
    simulator.behave(down=True)
    assert "The payment service does not answer" in desk.post("invoice_pay")
    assert desk.state()[0] == "created"
    run("payment_open", "payment_open")
    row = OutboxTask.objects.get(task="enrollment.payment_open")
    assert row.done_at is None and "Unreachable" in row.last_error
    simulator.behave(**STRAIGHT)
    run("payment_open", "payment_open")
    assert desk.state()[0] == "opened"
    sessions = [one for one in simulator.ask("/sessions") if one["reference"] == str(desk.payment().id)]
    assert len(sessions) == 1


def test_a_fee_is_given_back_once(simulator: Simulator) -> None:
    desk = Desk()
    desk.post("invoice_pay")
    press(desk.payment(), "pay")
    desk.reaches("succeeded", "paid", "submitted")
    services.application_withdraw(actor=desk.actor, application_id=desk.application.id)
    simulator.behave(refuse_refunds=True)
    run("payment_refund", "payment_refund")
    wait_for(lambda: PaymentEvent.objects.filter(outcome="refund_failed").exists(), 15)
    simulator.behave(**STRAIGHT)
    for _ in range(2):
        run("payment_refund", "payment_refund")
    desk.reaches("refunded", "refunded", "withdrawn")
    session = next(one for one in simulator.ask("/sessions") if one["reference"] == str(desk.payment().id))
    assert session["refunded"] == 12000 and Application.objects.get().status == "withdrawn"


def test_the_service_refuses_strangers_other_amounts_and_too_much(simulator: Simulator) -> None:
    provider = HttpProvider(simulator.address, SECRET)
    order = Order("key-1", "00000000-0000-0000-0000-000000000001", 500, "USD", "A fee", "http://127.0.0.1/")
    first = provider.session_open(order)
    assert provider.session_open(order) == first == provider.session_get(first.id)
    with pytest.raises(Refused, match="another amount"):
        provider.session_open(Order("key-1", order.reference, 600, "USD", "A fee", "http://127.0.0.1/"))
    with pytest.raises(Refused, match="nothing was paid"):
        provider.refund(session_id=first.id, amount_minor=500, currency="USD", key="refund-1")
    with pytest.raises(Refused, match="401"):
        HttpProvider(simulator.address, "another key").session_get(first.id)
