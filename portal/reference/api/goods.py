"""Goods codes for partners' systems (R-24)."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portal.core.api import BaseApi
from portal.core.api.documenting import PAGE_PARAMETERS, answers
from portal.reference.api.asking import asked, envelope, one_of, page_size
from portal.reference.domain import AgencyInterest, code_digits
from portal.reference.domain.paging import page_of
from portal.reference.selectors import agencies_for_hs, hs_codes_under, hs_get, hs_search
from portal.reference.serializers import GoodsPageSerializer


class GoodsCodeListApi(BaseApi):
    """`/hs-codes`: the six-digit codes both countries share."""

    @extend_schema(
        operation_id="hs_codes_list",
        tags=["Reference"],
        summary="List or search goods codes",
        parameters=[
            *PAGE_PARAMETERS,
            OpenApiParameter(
                "q", OpenApiTypes.STR, description="Words in English or French, or digits; best first, one page."
            ),
            OpenApiParameter("prefix", OpenApiTypes.STR, description="Only codes that begin with these digits."),
            OpenApiParameter("lang", OpenApiTypes.STR, description="`en` or `fr`: whose words weigh more in a search."),
        ],
        responses=answers({200: GoodsPageSerializer}, 422),
        auth=[],
    )
    def get(self, request: Request) -> Response:
        words, lang = asked(request, "q"), one_of(request, "lang", ("en", "fr"))
        size = page_size(request)
        if words:
            hits = hs_search(words, limit=size, lang=lang or "en")
            return Response(envelope(request, None, [_goods(hit.code) for hit in hits]))
        page = page_of(hs_codes_under(code_digits(asked(request, "prefix"))), asked(request, "cursor"), size)
        return Response(envelope(request, page, [_goods(code) for code in page.codes]))


def _goods(code: str) -> dict[str, Any]:
    goods = hs_get(code)
    return {
        "code": goods.code,
        "description": {"en": goods.description.en, "fr": goods.description.fr if goods.translated else None},
        "heading_title": goods.heading_title.as_dict(),
        "chapter": goods.chapter,
        "chapter_title": goods.chapter_title.as_dict(),
        "agencies": [_interest(interest) for interest in agencies_for_hs(code)],
    }


def _interest(interest: AgencyInterest) -> dict[str, Any]:
    return {
        "agency": interest.agency,
        "country": interest.country,
        "severity": interest.severity,
        "topic": interest.topic.as_dict(),
        "confidence": interest.confidence,
    }
