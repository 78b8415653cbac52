"""Same key, same answer (R-20: filing again after a lost answer never files twice)."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from portal.core.domain.errors import Conflict
from portal.core.services import Stored, idempotent, next_number


@pytest.mark.django_db
def test_the_first_answer_is_given_again_and_the_work_done_once() -> None:
    calls: list[int] = []

    def produce() -> tuple[int, dict]:
        calls.append(1)
        return 201, {"n": len(calls)}

    first = idempotent(client="c", key="k", body=b"x", produce=produce)
    second = idempotent(client="c", key="k", body=b"x", produce=produce)
    assert (first, second) == (Stored(201, {"n": 1}, False), Stored(201, {"n": 1}, True))
    assert idempotent(client="other", key="k", body=b"x", produce=produce).body == {"n": 2}


@pytest.mark.django_db
def test_the_same_key_with_another_body_is_refused() -> None:
    idempotent(client="c", key="k", body=b"x", produce=lambda: (200, {}))
    with pytest.raises(Conflict) as refusal:
        idempotent(client="c", key="k", body=b"y", produce=lambda: (200, {}))
    assert refusal.value.items[0].code == "CORE_IDEMPOTENCY_MISMATCH"


@pytest.mark.django_db(transaction=True)
def test_five_simultaneous_requests_do_the_work_once() -> None:
    calls: list[int] = []
    answers: list[Stored] = []

    def produce() -> tuple[int, dict]:
        calls.append(1)
        return 201, {"n": len(calls)}

    def send() -> None:
        answers.append(idempotent(client="c", key="race", body=b"x", produce=produce))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(calls) == 1
    assert [answer.body for answer in answers] == [{"n": 1}] * 5


@pytest.mark.django_db
def test_numbers_have_no_gaps_and_restart_each_year() -> None:
    assert [next_number("JC", 2026) for _ in range(3)] == [1, 2, 3]
    assert next_number("JC", 2027) == 1
