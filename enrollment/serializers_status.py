"""Shapes of an application's status in the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.steps import CURRENT, DONE, FAILED, SKIPPED, TODO
from enrollment.domain.transitions import APPLICATION, INVOICE
from portal.core.api.documenting import WordsSerializer

APPLICATION_STATES = [state.code for state in APPLICATION.states]
INVOICE_STATES = [state.code for state in INVOICE.states]
STEP_STATES = [DONE, CURRENT, TODO, FAILED, SKIPPED]


class AgencyPaceShape(serializers.Serializer[Any]):
    """One agency's part. `median_days` is null when fewer than ten decisions in twelve months would make it up."""

    agency = serializers.CharField(source="one.agency")
    status = serializers.CharField(source="one.status")
    decided_at = serializers.DateTimeField(source="one.decided_at", allow_null=True)
    median_days = serializers.IntegerField(source="one.usual.days", allow_null=True, default=None)
    decisions = serializers.IntegerField(source="one.usual.n", allow_null=True, default=None)
    line = WordsSerializer()


class StepShape(serializers.Serializer[Any]):
    """One step of the way."""

    code = serializers.CharField()
    state = serializers.ChoiceField(choices=STEP_STATES)
    at = serializers.DateTimeField(allow_null=True)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Add `label`, which as an attribute would hide the serializer's own."""
        return {**super().get_fields(), "label": WordsSerializer()}


class ApplicationStatusShape(serializers.Serializer[Any]):
    """Where an application stands. `due` is null when no time runs; `fee_due` is in US dollars."""

    id = serializers.UUIDField(source="application.id")
    programme = serializers.ChoiceField(choices=list(PROGRAMMES), source="application.programme")
    status = serializers.ChoiceField(choices=APPLICATION_STATES, source="application.status")
    status_label = serializers.SerializerMethodField()
    where = WordsSerializer(source="said.where")
    who = WordsSerializer(source="said.who")
    next = WordsSerializer(source="said.next")
    due = serializers.DateTimeField(source="said.due", allow_null=True)
    days_late = serializers.IntegerField()
    fee_due = serializers.DecimalField(max_digits=10, decimal_places=2)
    fee_status = serializers.ChoiceField(choices=INVOICE_STATES, allow_blank=True)
    agencies = AgencyPaceShape(many=True)
    steps = StepShape(many=True)

    @extend_schema_field(WordsSerializer)
    def get_status_label(self, row: dict[str, Any]) -> dict[str, str]:
        return APPLICATION.state(row["application"].status).public.as_dict()
