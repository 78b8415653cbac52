"""The addresses of the pages around one page keep the filters of the list."""

from __future__ import annotations

from django.core.paginator import Paginator

from portal.core.paging import around


def test_the_first_the_middle_and_the_last_page_lead_to_their_neighbours() -> None:
    pages = Paginator(range(5), 2)
    assert around(pages.page(1)) == {"previous_url": "", "next_url": "?page=2"}
    assert around(pages.page(2), "show=mine") == {
        "previous_url": "?show=mine&page=1",
        "next_url": "?show=mine&page=3",
    }
    assert around(pages.page(3), "show=mine") == {"previous_url": "?show=mine&page=2", "next_url": ""}
    assert around(Paginator([1], 2).page(1)) == {"previous_url": "", "next_url": ""}
