"""A flag and an activation at once, in two transactions: the second sees the first, whatever the change (R-51)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction

from enrollment.models import Consultation
from portal.core.domain.errors import Conflict
from tests.factories.consultations import CHANGES, Change
from tests.factories.reference import load

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 30


def refused(change: Change) -> str:
    """Let the change take effect; gives the code it was refused with, nothing when it was not."""
    try:
        change.act()
    except Conflict as refusal:
        return refusal.items[0].code
    finally:
        connection.close()
    return ""


@pytest.mark.parametrize("kind", sorted(CHANGES))
def test_an_activation_waits_for_the_flag_that_is_being_written(kind: str) -> None:
    load()
    change, begun, commit = CHANGES[kind](), Event(), Event()

    def flagging() -> None:
        try:
            with transaction.atomic():
                change.flag()
                begun.set()
                assert commit.wait(PATIENCE)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        flagged = pool.submit(flagging)
        assert begun.wait(PATIENCE)
        acted = pool.submit(refused, change)
        with pytest.raises(TimeoutError):
            acted.result(timeout=0.5)
        commit.set()
        flagged.result()
        assert acted.result() == "ENR_CONSULT_FIRST"
    assert Consultation.objects.get().status == "open" and change.status() != change.effective
