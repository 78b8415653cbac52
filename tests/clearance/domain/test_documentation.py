"""The committed pages on rules and elements are what the rules and the table say today."""

from __future__ import annotations

from pathlib import Path

import pytest

from clearance.domain.documentation import PAGES, write
from clearance.domain.rules import RULES

DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_is_current(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), (
        "run: python -m clearance.domain.documentation docs"
    )


def test_every_rule_has_its_anchor(tmp_path: Path) -> None:
    write(tmp_path)
    page = (tmp_path / "rules.md").read_text(encoding="utf-8")
    assert page.count("\n## CLR_N") == len(RULES)
    assert "| `shipments[].lines[].hs_code` |" in (tmp_path / "elements.md").read_text(encoding="utf-8")
