"""Nothing happens before commit, nothing committed is forgotten, nothing happens twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from portal.core import clock
from portal.core.ids import uuid7
from portal.core.models import OutboxTask
from portal.core.outbox import outbox_task
from portal.core.services import dispatch, outbox_sweep

SEEN: list[UUID] = []


@outbox_task("tests.remember")
def remember(*, subject_id: UUID, key: str, payload: dict[str, Any]) -> None:
    SEEN.append(subject_id)
    if payload.get("fail"):
        raise ValueError("told to fail")


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    SEEN.clear()
    names: list[str] = []
    monkeypatch.setattr("portal.celery.app.send_task", lambda name, args, **_: names.append(name), raising=False)
    return names


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_promise_leaves_no_row_and_no_message(sent: list[str]) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        dispatch("tests.remember", subject_id=uuid7())
        raise RuntimeError
    assert sent == []
    assert not OutboxTask.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_committed_promise_is_hinted_once_per_subject_and_key(sent: list[str]) -> None:
    subject = uuid7()
    for _ in range(2):
        with transaction.atomic():
            dispatch("tests.remember", subject_id=subject, key="1")
            assert sent in ([], ["tests.remember"])
    assert OutboxTask.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_work_delivered_three_times_is_done_once(sent: list[str]) -> None:
    subject = uuid7()
    dispatch("tests.remember", subject_id=subject)
    row = OutboxTask.objects.get()
    assert [remember(str(row.id)) for _ in range(3)] == ["done", *["done already or in other hands"] * 2]
    assert [subject] == SEEN
    row.refresh_from_db()
    assert row.done_at is not None


@pytest.mark.django_db(transaction=True)
def test_failed_work_is_kept_with_its_error_and_put_off(sent: list[str]) -> None:
    dispatch("tests.remember", subject_id=uuid7(), payload={"fail": True})
    row = OutboxTask.objects.get()
    assert remember(str(row.id)) == "failed"
    row.refresh_from_db()
    assert row.done_at is None
    assert "told to fail" in row.last_error
    assert row.due_at > clock.now()


@pytest.mark.django_db(transaction=True)
def test_the_sweeper_repeats_only_what_is_late_and_undone(sent: list[str]) -> None:
    dispatch("tests.remember", subject_id=uuid7())
    sent.clear()
    assert outbox_sweep() == 0
    with clock.frozen(clock.now() + timedelta(seconds=6)):
        assert outbox_sweep() == 1
        assert outbox_sweep() == 0
    assert sent == ["tests.remember"]
    OutboxTask.objects.update(done_at=clock.now())
    with clock.frozen(clock.now() + timedelta(seconds=60)):
        assert outbox_sweep() == 0


@pytest.mark.django_db(transaction=True)
def test_a_dead_broker_does_not_disturb_the_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise ConnectionError("no broker")

    monkeypatch.setattr("portal.celery.app.send_task", refuse, raising=False)
    dispatch("tests.remember", subject_id=uuid7())
    assert OutboxTask.objects.filter(done_at=None).count() == 1
