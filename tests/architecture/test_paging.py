"""A list that is cut into pages leads to all of them."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ("portal", "enrollment", "clearance", "audit", "appeals")
WAYS = ("around(", "previous_url")


def test_every_view_that_cuts_a_list_gives_the_way_to_the_rest() -> None:
    cutting = [path for app in APPS for path in (ROOT / app).rglob("*.py") if ".get_page(" in path.read_text("utf-8")]
    assert len(cutting) > 15
    lost = [path for path in cutting if not any(way in path.read_text("utf-8") for way in WAYS)]
    assert [str(path.relative_to(ROOT)) for path in lost] == []
