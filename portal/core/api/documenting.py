"""What the OpenAPI document says about every endpoint alike: the problem, who answers it, and pages."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from portal.core.api.problems import CONTENT_TYPE

EVERYWHERE = (401, 403, 404, 406, 429)

PAGE_PARAMETERS = [
    OpenApiParameter("cursor", OpenApiTypes.STR, description="From `next` or `previous`."),
    OpenApiParameter("page_size", OpenApiTypes.STR, description="Up to 200; 50 when absent."),
]


class WordsSerializer(serializers.Serializer[Any]):
    """The same words in both languages."""

    en = serializers.CharField()
    fr = serializers.CharField()


class SuggestionSerializer(serializers.Serializer[Any]):
    """One change of what was sent that puts the error right."""

    action = serializers.ChoiceField(choices=["set", "unset", "merge", "add", "remove"])
    path = serializers.CharField(help_text="The place in what was sent.")
    value = serializers.JSONField(allow_null=True)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Add `label`, which as an attribute would hide the serializer's own."""
        return {**super().get_fields(), "label": WordsSerializer()}


class ErrorItemSerializer(serializers.Serializer[Any]):
    """The one error object: what is wrong, where, and how to put it right."""

    code = serializers.CharField(help_text="Stable code; also the anchor in the documentation of rules.")
    severity = serializers.ChoiceField(choices=["error", "warning", "info"])
    agency = serializers.CharField(allow_blank=True)
    message = WordsSerializer()
    path = serializers.CharField(allow_blank=True, help_text="For example shipments[0].lines[2].hs_code.")
    value = serializers.JSONField(allow_null=True)
    fix = WordsSerializer(allow_null=True)
    help = serializers.CharField(allow_blank=True, help_text="Address of the rule in the documentation.")
    suggestions = SuggestionSerializer(many=True, required=False, help_text="Changes that would put it right.")


class ProblemSerializer(serializers.Serializer[Any]):
    """A refusal as problem details (RFC 9457) with the error objects."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Add `errors`, which as an attribute would hide the serializer's own."""
        return {**super().get_fields(), "errors": ErrorItemSerializer(many=True)}


def answers(success: dict[Any, Any], *problems: int) -> dict[Any, Any]:
    """Give the answers of one operation: the good ones, its own problems, and those any endpoint can give."""
    return {**success, **{(code, CONTENT_TYPE): ProblemSerializer for code in sorted({*problems, *EVERYWHERE})}}
