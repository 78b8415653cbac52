"""Cursor pages: constant cost at any depth, stable while rows are added."""

from typing import Any

from django.utils.dateparse import parse_datetime
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request


class CreatedPages(CursorPagination):
    """Newest first, 50 a page, at most 200 with `?page_size=`."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
    ordering = ("-created_at", "-id")

    def decode_cursor(self, request: Request) -> Any:
        """Refuse a cursor that says nothing, or whose position is no moment: the database would choke on it."""
        cursor = super().decode_cursor(request)
        if cursor is None:
            return None
        says_nothing = not cursor.offset and not cursor.reverse and cursor.position is None
        if says_nothing or (cursor.position is not None and not _is_moment(str(cursor.position))):
            raise NotFound(self.invalid_cursor_message)
        return cursor


def _is_moment(position: str) -> bool:
    try:
        return parse_datetime(position) is not None
    except ValueError:
        return False
