"""Shapes of the partner API. The manifest's shape is generated from the element registry, so the published
schema, the reader and the wizard can never disagree (R-21)."""

from __future__ import annotations

from functools import cache
from typing import Any

from rest_framework import serializers

from clearance.domain.elements import (
    CODE,
    CODES,
    DATE,
    DATETIME,
    DECIMAL,
    FLAG,
    FORMATS,
    GROUPS,
    INTEGER,
    MANDATORY,
    RECORD,
    RECORDS,
    Element,
)
from portal.core.api.documenting import ErrorItemSerializer, WordsSerializer


def _field(element: Element) -> serializers.Field:
    """Give the field of one element: its kind, length, choices and the words of the registry."""
    words: dict[str, Any] = {"help_text": _words(element)}
    words["required"] = element.us == element.ca == MANDATORY
    if element.kind == RECORD:
        return group_serializer(element.group)(**words)
    if element.kind == RECORDS:
        child = group_serializer(element.group)()
        return serializers.ListSerializer(child=child, max_length=element.size or None, **words)
    return _SCALARS.get(element.kind, _text)(element, words)


def _text(element: Element, words: dict[str, Any]) -> serializers.Field:
    if element.choices:
        return serializers.ChoiceField(choices=list(element.choices), **words)
    if element.format:
        pattern = f"^{FORMATS[element.format].pattern.pattern}$"
        return serializers.RegexField(pattern, max_length=element.size or None, **words)
    return serializers.CharField(max_length=element.size or None, **words)


def _decimal(element: Element, words: dict[str, Any]) -> serializers.Field:
    return serializers.DecimalField(max_digits=14, decimal_places=3, min_value=0, max_value=element.size, **words)


def _codes(element: Element, words: dict[str, Any]) -> serializers.Field:
    return serializers.ListField(
        child=serializers.ChoiceField(choices=list(element.choices)), max_length=element.size, **words
    )


_SCALARS: dict[str, Any] = {
    CODE: _text,
    CODES: _codes,
    DECIMAL: _decimal,
    INTEGER: lambda element, words: serializers.IntegerField(min_value=0, max_value=element.size, **words),
    FLAG: lambda element, words: serializers.BooleanField(**words),
    DATE: lambda element, words: serializers.DateField(**words),
    DATETIME: lambda element, words: serializers.DateTimeField(**words),
}


def _words(element: Element) -> str:
    names = ", ".join(
        part for part in (element.cbp and f"CBP: {element.cbp}", element.cbsa and f"CBSA: {element.cbsa}") if part
    )
    parts = [element.name.en + (f" ({names})" if names else "") + "."]
    if element.help:
        parts.append(element.help.en)
    if element.example:
        parts.append(f"Example: {element.example}.")
    return " ".join(parts)


@cache
def group_serializer(group: str) -> type[serializers.Serializer]:
    """Give the serializer class of one group of the registry, for the schema only: the domain reads the body."""
    title = "".join(part.title() for part in group.split("_"))
    fields: dict[str, Any] = {element.key: _field(element) for element in GROUPS[group]}
    name = "Manifest" if group == "manifest" else f"Manifest{title}"
    fields["__doc__"] = f"One {title} of a manifest."
    return type(name, (serializers.Serializer,), fields)


def shape(name: str, doc: str, **fields: serializers.Field) -> type[serializers.Serializer]:
    """Make a serializer whose fields have names the base class uses itself, such as `errors` and `label`."""
    return type(name, (serializers.Serializer,), {**fields, "__doc__": doc})


StatusSerializer = shape(
    "StatusSerializer",
    "A status with the words the public reads.",
    code=serializers.CharField(),
    label=WordsSerializer(),
    final=serializers.BooleanField(),
)
LadderStepSerializer = shape(
    "LadderStepSerializer",
    "One step of the status ladder.",
    label=WordsSerializer(),
    state=serializers.ChoiceField(choices=["done", "current", "todo", "failed", "skipped"]),
    at=serializers.DateTimeField(allow_null=True),
)


class AgencyLineSerializer(serializers.Serializer[Any]):
    """Where one agency stands, who acts for it, when it is expected to decide and what it still needs."""

    agency = serializers.CharField()
    status = StatusSerializer()
    updated_at = serializers.DateTimeField()
    acting_for = serializers.CharField(
        allow_blank=True, help_text="Delegation order under which another agency's officer decided."
    )
    hours = WordsSerializer(allow_null=True, help_text="Now and at arrival.")
    order_at_arrival = serializers.CharField(
        allow_blank=True, help_text="Delegation order under which somebody acts for it at arrival."
    )
    expected_at = serializers.DateTimeField(allow_null=True)
    needs = WordsSerializer(allow_null=True)
    request_id = serializers.UUIDField(allow_null=True, help_text="An open request for information.")


class LaneReasonSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    text = WordsSerializer()


class LaneAdviceSerializer(serializers.Serializer[Any]):
    """The advised lane with its public reasons; weights and lookouts are never published."""

    lane = serializers.CharField()
    release_then_audit = serializers.BooleanField()
    version = serializers.IntegerField()
    decided_at = serializers.DateTimeField()
    reasons = LaneReasonSerializer(many=True)


class TripSummarySerializer(serializers.Serializer[Any]):
    """A trip in a list."""

    id = serializers.UUIDField()
    trip_number = serializers.CharField()
    direction = serializers.ChoiceField(choices=["SB", "NB"])
    crossing = serializers.CharField()
    eta = serializers.DateTimeField()
    status = StatusSerializer()
    version = serializers.IntegerField(help_text="Number of the current filing.")
    row_version = serializers.IntegerField(help_text="Send it back as If-Match or expected_version.")
    lane = serializers.CharField(allow_blank=True, help_text="Empty while not decided.")
    plate = serializers.CharField()
    shipments = serializers.IntegerField()
    lines = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class TripPageSerializer(serializers.Serializer[Any]):
    """One page of trips, newest first. Follow `next` to the end."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = TripSummarySerializer(many=True)


class TripDetailSerializer(TripSummarySerializer):
    """One trip with its status ladder, agency lines and lane advice."""

    carrier_id = serializers.UUIDField()
    filer_id = serializers.UUIDField()
    ladder = LadderStepSerializer(many=True)
    agencies = AgencyLineSerializer(many=True)
    advice = LaneAdviceSerializer(allow_null=True)
    warnings = ErrorItemSerializer(many=True)


class FilingReceiptSerializer(serializers.Serializer[Any]):
    """The answer to a filing or an amendment. `digest` is the SHA-256 of the canonical manifest."""

    id = serializers.UUIDField()
    trip_number = serializers.CharField()
    version = serializers.IntegerField()
    row_version = serializers.IntegerField()
    status = serializers.CharField()
    digest = serializers.CharField()
    filed_at = serializers.DateTimeField()
    warnings = ErrorItemSerializer(many=True)


class VersionSummarySerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    digest = serializers.CharField()
    channel = serializers.ChoiceField(choices=["wizard", "upload", "api", "edi"])
    filed_as = serializers.CharField()
    filed_at = serializers.DateTimeField()


class VersionListSerializer(serializers.Serializer[Any]):
    """Every filing of a trip, newest first."""

    results = VersionSummarySerializer(many=True)


class VersionDetailSerializer(VersionSummarySerializer):
    """One filing as it was sent; absent elements are left out."""

    manifest = serializers.DictField()
    warnings = ErrorItemSerializer(many=True)
