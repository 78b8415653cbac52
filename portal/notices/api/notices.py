"""Notices for partners' systems and for the people behind them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portal.core.api import BaseApi, CreatedPages
from portal.core.api.documenting import PAGE_PARAMETERS, answers
from portal.notices.api.documenting import NOTICE_EXAMPLE
from portal.notices.selectors import notice_get, notice_list
from portal.notices.serializers import NoticePage, NoticeShape


class NoticeListApi(BaseApi):
    """The notices of the key's organisation, and of its clients that allow it."""

    @extend_schema(
        operation_id="notices_list",
        summary="List notices",
        description="Newest first, in pages by cursor.",
        tags=["Notices"],
        parameters=PAGE_PARAMETERS,
        responses=answers({200: NoticePage}, 404),
    )
    def get(self, request: Request) -> Response:
        pages = CreatedPages()
        rows: Any = pages.paginate_queryset(notice_list(actor=self.actor), request, view=self)
        return pages.get_paginated_response(NoticeShape(rows, many=True).data)


class NoticeApi(BaseApi):
    """One notice."""

    @extend_schema(
        operation_id="notices_read",
        summary="Read a notice",
        description="The whole letter in both languages, with its reason when it tells of an adverse step.",
        tags=["Notices"],
        responses=answers({200: NoticeShape}, 404),
        examples=[NOTICE_EXAMPLE],
    )
    def get(self, request: Request, notice_id: UUID) -> Response:
        return Response(NoticeShape(notice_get(actor=self.actor, notice_id=notice_id)).data)
