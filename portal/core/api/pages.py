"""Cursor pages: constant cost at any depth, stable while rows are added."""

from rest_framework.pagination import CursorPagination


class CreatedPages(CursorPagination):
    """Newest first, 50 a page, at most 200 with `?page_size=`."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
    ordering = ("-created_at", "-id")
