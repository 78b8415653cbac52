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
        """Refuse a cursor whose position is no moment, which the database would otherwise choke on."""
        cursor = super().decode_cursor(request)
        if cursor is not None and cursor.position is not None and not _is_moment(str(cursor.position)):
            raise NotFound(self.invalid_cursor_message)
        return cursor


def _is_moment(position: str) -> bool:
    try:
        return parse_datetime(position) is not None
    except ValueError:
        return False
