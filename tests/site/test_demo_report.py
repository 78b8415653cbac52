"""`demo_report` lets ninety days pass for a report of the demonstration, and nowhere else (R-84)."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("demo", [True, False])
def test_it_refuses_where_there_is_no_demonstration(settings: Any, demo: bool) -> None:
    settings.DEMO = demo
    with pytest.raises(CommandError):
        call_command("demo_report", "PR-2026-0001", days=91)
