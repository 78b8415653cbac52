"""An outage is nobody's failure: what it cut off is done as soon as the servers are back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg2.errors
import pytest
import redis
from celery import current_app
from django.db import InterfaceError, OperationalError
from kombu.exceptions import OperationalError as BrokerError
from kombu.utils.scheduling import cycle_by_name

from portal.core import clock
from portal.core.ids import uuid7
from portal.core.models import OutboxTask
from portal.core.outbox import is_outage, outbox_task
from portal.core.services import dispatch, outbox_sweep
from portal.core.tasks import hints_waiting, sweep

PROBLEM: list[Exception] = []


@outbox_task("tests.interrupted")
def interrupted(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    if PROBLEM:
        raise PROBLEM.pop()


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Broker:
    one = Broker()
    monkeypatch.setattr("portal.celery.app.send_task", one.send_task, raising=False)
    return one


class Broker:
    """Takes messages while it is up."""

    def __init__(self) -> None:
        self.up = True
        self.sent: list[str] = []

    def send_task(self, name: str, args: list[str], **_: Any) -> None:
        if not self.up:
            raise ConnectionError("no broker")
        self.sent += args


def database_error(kind: type[psycopg2.Error], code: str = "") -> OperationalError:
    """What Django raises for an error of the driver."""
    cause = type("Cause", (kind,), {"pgcode": code or None})()
    error = OperationalError("told to fail")
    error.__cause__ = cause
    return error


@pytest.mark.django_db(transaction=True)
def test_what_the_broker_did_not_take_is_sent_by_the_very_next_sweep(broker: Broker) -> None:
    broker.up = False
    dispatch("tests.interrupted", subject_id=uuid7())
    assert outbox_sweep() == 0
    broker.up = True
    assert outbox_sweep() == 1
    assert broker.sent == [str(OutboxTask.objects.get().id)]
    assert outbox_sweep() == 0


@pytest.mark.django_db(transaction=True)
def test_a_sweep_stops_at_a_dead_broker_and_the_next_one_sends_the_rest(broker: Broker) -> None:
    for _ in range(3):
        dispatch("tests.interrupted", subject_id=uuid7())
    broker.up, broker.sent = False, []
    with clock.frozen(clock.now() + timedelta(seconds=4)):
        assert outbox_sweep() == 0
        broker.up = True
        assert outbox_sweep() == 3
    assert sorted(broker.sent) == sorted(str(row.id) for row in OutboxTask.objects.all())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "problem",
    [
        database_error(psycopg2.OperationalError),
        database_error(psycopg2.errors.AdminShutdown, "57P01"),
        database_error(psycopg2.errors.DeadlockDetected, "40P01"),
        InterfaceError("connection already closed"),
        BrokerError("no broker"),
        ConnectionError("reset"),
    ],
    ids=lambda problem: f"{type(problem).__name__}-{type(problem.__cause__).__mro__[1].__name__}",
)
def test_interrupted_work_is_not_a_failed_attempt_and_is_sent_again_at_once(broker: Broker, problem: Exception) -> None:
    dispatch("tests.interrupted", subject_id=uuid7())
    row = OutboxTask.objects.get()
    PROBLEM.append(problem)
    assert interrupted(str(row.id)) == "interrupted"
    row.refresh_from_db()
    assert (row.attempts, row.done_at) == (1, None)
    assert row.due_at <= clock.now()
    assert str(problem) in row.last_error
    assert outbox_sweep() == 1
    assert interrupted(str(row.id)) == "done"
    row.refresh_from_db()
    assert row.last_error == ""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("waiting", "swept"), [(0, 3), (48, 2), (50, 0), (2500, 0)])
def test_a_queue_that_is_long_already_gets_no_repetitions(
    broker: Broker, monkeypatch: pytest.MonkeyPatch, waiting: int, swept: int
) -> None:
    for _ in range(3):
        dispatch("tests.interrupted", subject_id=uuid7())
    monkeypatch.setattr("portal.core.tasks.hints_waiting", lambda: (0, waiting))
    with clock.frozen(clock.now() + timedelta(seconds=4)):
        assert sweep() == swept


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("waiting", "swept"), [((0, 2500), {"clearance.score_trip"}), ((50, 0), {"tests.interrupted"})]
)
def test_scoring_waits_for_no_letters_and_letters_for_no_scoring(
    broker: Broker, monkeypatch: pytest.MonkeyPatch, waiting: tuple[int, int], swept: set[str]
) -> None:
    """Each queue is filled up by itself (requirements: the score is there before the truck)."""
    for task in ("tests.interrupted", "clearance.score_trip"):
        dispatch(task, subject_id=uuid7())
    before = clock.now()
    monkeypatch.setattr("portal.core.tasks.hints_waiting", lambda: waiting)
    with clock.frozen(before + timedelta(seconds=4)):
        assert sweep() == 1
    assert set(OutboxTask.objects.filter(published_at__gt=before).values_list("task", flat=True)) == swept


def test_a_worker_takes_from_the_first_queue_while_it_has_something(settings: Any) -> None:
    """The broker's own order of reading, with our options: by name."""
    order = cycle_by_name(settings.CELERY_BROKER_TRANSPORT_OPTIONS["queue_order_strategy"])()
    order.update({queue.name for queue in settings.CELERY_TASK_QUEUES})
    for _ in range(3):
        read = order.consume(2)
        assert read == [settings.FIRST_QUEUE, settings.CELERY_TASK_DEFAULT_QUEUE]
        order.rotate(read[0])
    router = current_app.amqp.router
    assert router.route({}, "clearance.score_trip")["queue"].name == settings.FIRST_QUEUE
    assert router.route({}, "clearance.send_message")["queue"].name == settings.CELERY_TASK_DEFAULT_QUEUE


def test_the_queue_is_counted_and_a_dead_broker_counts_as_empty(settings: Any) -> None:
    name = settings.CELERY_TASK_DEFAULT_QUEUE = f"counted-{uuid7()}"
    settings.FIRST_QUEUE = f"first-{name}"
    with redis.Redis.from_url(settings.CELERY_BROKER_URL) as server:
        server.lpush(name, "one", "two")
        server.lpush(settings.FIRST_QUEUE, "one")
        assert hints_waiting() == (1, 2)
        server.delete(name, settings.FIRST_QUEUE)
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    assert hints_waiting() == (0, 0)


def test_a_statement_that_runs_too_long_is_a_failure_of_the_work() -> None:
    assert not is_outage(database_error(psycopg2.errors.QueryCanceled, "57014"))
    assert not is_outage(ValueError("told to fail"))
