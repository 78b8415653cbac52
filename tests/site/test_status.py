"""The state of the house for everybody: what is late says so, on the page and in its table."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.core import clock
from portal.core.ids import uuid7
from portal.core.services import dispatch

pytestmark = pytest.mark.django_db
QUERIES = 4


def table() -> dict[str, dict[str, str]]:
    lines = csv.DictReader(StringIO(Client().get(reverse("site:status_csv")).text.removeprefix("\ufeff")))
    return {line["figure"]: line for line in lines}


def test_a_quiet_house_is_on_time(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(QUERIES):
        page = Client().get(reverse("site:status"))
    assert "are on time" in page.text
    assert f'href="{reverse("site:status_csv")}"' in page.text
    work = table()["work_waiting"]
    assert (work["value"], work["on_time"], work["seconds_behind"]) == ("0", "yes", "0")
    assert work["definition_en"]
    assert work["definition_fr"]


@pytest.mark.parametrize(("seconds", "on_time"), [(10, "yes"), (11, "no")])
def test_work_that_waits_too_long_is_said_to_be_late(seconds: int, on_time: str) -> None:
    now = clock.now()
    with clock.frozen(now):
        dispatch("status.nothing", subject_id=uuid7())
    with clock.frozen(now + timedelta(seconds=seconds)):
        work = table()["work_waiting"]
        assert ("are late" in Client().get(reverse("site:status")).text) is (on_time == "no")
    assert (work["value"], work["on_time"], work["seconds_behind"]) == ("1", on_time, str(seconds))
