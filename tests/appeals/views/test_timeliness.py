"""How long appeals take: the public page, its file and the day on the case (R-80)."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from appeals.domain.timeliness import DEFINITION, STANDARDS
from appeals.models import Case
from appeals.services import case_withdraw, leave_decide
from portal.core import clock
from tests.factories.accounts import make_member, sign_in
from tests.factories.appeals import LATE, make_case, make_commission, make_dispute

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=500)


def old_cases(count: int) -> list[Case]:
    with clock.frozen(clock.now() - LONG_AGO):
        return [make_case() for _ in range(count)]


@pytest.mark.parametrize("count", [5, 7])
def test_everybody_reads_it_in_one_query(count: int, django_assert_num_queries: Any) -> None:
    old_cases(count)
    with django_assert_num_queries(1):
        page = Client().get(reverse("appeals:timeliness"))
    [row] = [each["row"] for each in page.context["rows"]]
    assert (row.kind, row.filed, row.in_time, row.open_over, row.days) == ("demotion", count, 0, count, None)
    assert f"{count} of {count}" in page.text


def test_it_is_taken_away_with_its_definition(django_assert_num_queries: Any) -> None:
    old_cases(5)
    with django_assert_num_queries(1):
        answer = Client().get(reverse("appeals:timeliness_csv"))
    [line] = csv.DictReader(io.StringIO(answer.text))
    assert line["standard_days"] == str(STANDARDS["demotion"])
    assert (line["filed"], line["in_time"], line["over"], line["open_over"]) == ("5", "0", "0", "5")
    assert line["median_days"] == ""
    assert (line["definition_en"], line["definition_fr"]) == (DEFINITION.en, DEFINITION.fr)


def test_a_small_group_is_left_out_and_one_withdrawn_in_time_is_not_counted() -> None:
    dispute = make_dispute()
    with clock.frozen(clock.now() - LONG_AGO):
        case = make_case(dispute)
        case_withdraw(actor=dispute.member, case_id=case.id, expected_version=case.row_version)
    assert Case.objects.get(pk=case.pk).closed_at is not None
    assert Client().get(reverse("appeals:timeliness")).context["rows"] == []
    old_cases(4)
    [row] = [each["row"] for each in Client().get(reverse("appeals:timeliness")).context["rows"]]
    assert (row.filed, row.in_time) == (None, None)


def test_a_refused_appeal_keeps_when_it_was_closed() -> None:
    commission, dispute = make_commission(), make_dispute()
    with clock.frozen(clock.now() + timedelta(days=31)):
        case = make_case(dispute, late_reasons=LATE)
        refused = leave_decide(
            actor=commission.actor("registrar"),
            case_id=case.id,
            allow=False,
            reasons="The letter reached the registered address on the first day.",
            expected_version=case.row_version,
        )
        assert refused.closed_at == clock.now()


def test_the_case_shows_the_day_of_the_standard() -> None:
    dispute = make_dispute()
    case = make_case(dispute)
    page = sign_in(Client(), make_member(dispute.organisation)).get(reverse("appeals:case", args=[case.id]))
    assert page.context["ruling_due"] == case.filed_at + timedelta(days=STANDARDS["demotion"])
    assert f"The standard: {STANDARDS['demotion']} days from filing" in page.text
