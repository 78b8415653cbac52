"""Shapes of the membership API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from enrollment.domain.decisions import KINDS, appeal_link
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.tiers import TIERS
from enrollment.domain.transitions import DECISION, MEMBERSHIP
from enrollment.models import Membership, MembershipDecision
from portal.core.api.documenting import WordsSerializer

MEMBERSHIP_STATES = [state.code for state in MEMBERSHIP.states]
DECISION_STATES = [state.code for state in DECISION.states]


class MembershipReason(serializers.Serializer[Any]):
    """Why an adverse step was taken, what it rests on, how to put it right and how to contest it."""

    code = serializers.CharField()
    text = WordsSerializer()
    evidence = serializers.CharField()
    fix = WordsSerializer()
    appeal = WordsSerializer()


class MembershipShape(serializers.Serializer[Membership]):
    """A membership. `tier` is what was earned; it opens lanes only while `status` is active and no pause runs."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    programme = serializers.ChoiceField(choices=list(PROGRAMMES))
    organisation_id = serializers.UUIDField(allow_null=True)
    holder = serializers.SerializerMethodField()
    tier = serializers.ChoiceField(choices=TIERS)
    tier_since = serializers.DateTimeField()
    status = serializers.ChoiceField(choices=MEMBERSHIP_STATES)
    status_label = serializers.SerializerMethodField()
    valid_from = serializers.DateTimeField()
    valid_until = serializers.DateTimeField()
    paused_until = serializers.DateTimeField(allow_null=True)

    def get_holder(self, row: Membership) -> str:
        return row.organisation.legal_name if row.organisation else row.user.name if row.user else ""

    @extend_schema_field(WordsSerializer)
    def get_status_label(self, row: Membership) -> dict[str, str]:
        return MEMBERSHIP.state(row.status).public.as_dict()


class OwnStanding(serializers.Serializer[Membership]):
    """The traveller's own membership, as far as a lane needs it."""

    number = serializers.CharField()
    status = serializers.ChoiceField(choices=MEMBERSHIP_STATES)
    status_label = serializers.SerializerMethodField()
    valid_until = serializers.DateTimeField()
    paused_until = serializers.DateTimeField(allow_null=True)

    @extend_schema_field(WordsSerializer)
    def get_status_label(self, row: Membership) -> dict[str, str]:
        return MEMBERSHIP.state(row.status).public.as_dict()


class OwnEligibilityShape(serializers.Serializer[Any]):
    """Whether the traveller may use the lane, or why not. `scheme` is set where a membership elsewhere counts."""

    eligible = serializers.BooleanField(source="answer.eligible")
    code = serializers.CharField(source="answer.code")
    reason = WordsSerializer(source="answer.words")
    crossing = serializers.CharField()
    direction = serializers.CharField()
    number = serializers.CharField(allow_blank=True, help_text="The card or number that was asked about.")
    scheme = serializers.CharField(source="answer.scheme", allow_blank=True)
    membership = OwnStanding(allow_null=True)


class CriterionShape(serializers.Serializer[Any]):
    """One criterion of the next tier with the present value."""

    code = serializers.CharField(source="criterion.code")
    comparison = serializers.ChoiceField(choices=["at_least", "at_most"], source="criterion.comparison")
    target = serializers.FloatField(source="criterion.target")
    value = serializers.FloatField()
    met = serializers.BooleanField()

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Add `label`, which as an attribute would hide the serializer's own."""
        return {**super().get_fields(), "label": WordsSerializer(source="criterion.label")}


class MembershipDetailShape(MembershipShape):
    """A membership with its points and what the next tier asks; `next_tier` is empty at the top."""

    points = serializers.IntegerField()
    next_tier = serializers.CharField(allow_blank=True)
    criteria = CriterionShape(many=True)


class MembershipPage(serializers.Serializer[Any]):
    """One page of memberships."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = MembershipShape(many=True)


class DecisionShape(serializers.Serializer[MembershipDecision]):
    """An adverse decision with its reason. `appeal_link` is the path of the page where it is contested."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    kind = serializers.ChoiceField(choices=KINDS)
    membership_id = serializers.UUIDField(allow_null=True)
    application_id = serializers.UUIDField(allow_null=True)
    from_tier = serializers.CharField(allow_blank=True)
    to_tier = serializers.CharField(allow_blank=True)
    status = serializers.ChoiceField(choices=DECISION_STATES)
    status_label = serializers.SerializerMethodField()
    reason = MembershipReason()
    agency = serializers.CharField(allow_blank=True)
    noticed_at = serializers.DateTimeField()
    effective_at = serializers.DateTimeField()
    appeal_deadline = serializers.DateTimeField()
    appeal_link = serializers.SerializerMethodField()
    docket = serializers.CharField(allow_blank=True)

    @extend_schema_field(WordsSerializer)
    def get_status_label(self, row: MembershipDecision) -> dict[str, str]:
        return DECISION.state(row.status).public.as_dict()

    def get_appeal_link(self, row: MembershipDecision) -> str:
        return appeal_link(row.id)
