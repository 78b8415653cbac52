"""The pages before and after one page of a list."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page


def around(page: Page[Any], query: str = "") -> dict[str, str]:
    """Give the addresses of the pages before and after, with the filters of the query."""
    kept = f"{query}&" if query else ""
    return {
        "previous_url": f"?{kept}page={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?{kept}page={page.next_page_number()}" if page.has_next() else "",
    }
