"""What a report needs before the member reads it, and what its digest holds (R-77)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from audit.compliance.domain.reports import SECTIONS, Draft, draft_faults, report_digest
from portal.core import clock
from portal.core.domain.text import Text
from tests.factories.audits import a_draft

THIN = Text("Short.", "Court.")


def test_a_whole_report_has_no_fault() -> None:
    assert draft_faults(a_draft(), clock.now().date()) == []


@pytest.mark.parametrize("section", [section.code for section in SECTIONS])
def test_each_section_is_asked_for_in_both_languages(section: str) -> None:
    draft = a_draft(sections={**a_draft().sections, section: THIN})
    assert [item.path for item in draft_faults(draft, clock.now().date())] == [f"{section}_en", f"{section}_fr"]


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"infraction": ""}, "infraction"),
        ({"harm": "huge"}, "harm"),
        ({"currency": ""}, "amount"),
        ({"amount": None}, "amount"),
        ({"fix_by": None}, "fix_by"),
        ({"fix_by": clock.now().date()}, "fix_by"),
    ],
)
def test_class_harm_amount_and_day_are_checked(changes: dict[str, Any], path: str) -> None:
    faults = draft_faults(a_draft(**changes), clock.now().date())
    assert [item.path for item in faults] == [path]
    assert all(item.message.fr and item.fix for item in faults)


def test_an_empty_report_lacks_everything_but_an_amount() -> None:
    paths = {item.path for item in draft_faults(Draft({}), clock.now().date())}
    assert paths == {f"{s.code}_{tongue}" for s in SECTIONS for tongue in ("en", "fr")} | {
        "infraction",
        "harm",
        "fix_by",
    }


def test_the_digest_covers_every_part() -> None:
    base = a_draft()
    assert base.fix_by is not None
    others = [
        a_draft(infraction="CLERICAL"),
        a_draft(harm="minor"),
        a_draft(amount=Decimal("1840.01")),
        a_draft(currency="CAD"),
        a_draft(fix_by=base.fix_by + timedelta(days=1)),
        *(a_draft(sections={**base.sections, section.code: THIN}) for section in SECTIONS),
    ]
    digests = [report_digest("PMA-1", 1, draft) for draft in (base, *others)]
    digests += [report_digest("PMA-2", 1, base), report_digest("PMA-1", 2, base)]
    assert len(set(digests)) == len(digests)
