"""The shapes of the reference endpoints, for the OpenAPI document; answers are built by hand."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class BilingualSerializer(serializers.Serializer[Any]):
    en = serializers.CharField(allow_blank=True)
    fr = serializers.CharField(allow_blank=True, allow_null=True)


class FastSidesSerializer(serializers.Serializer[Any]):
    southbound = serializers.BooleanField()
    northbound = serializers.BooleanField()


class ClocksSerializer(serializers.Serializer[Any]):
    us = serializers.CharField()
    ca = serializers.CharField()


class PortSerializer(serializers.Serializer[Any]):
    """A crossing; `cbsa_office_code_confidence` says how well the office code is known."""

    code = serializers.SlugField()
    name = BilingualSerializer()
    cbp_port_code = serializers.CharField(allow_blank=True)
    cbsa_office_code = serializers.CharField(allow_blank=True)
    cbsa_office_code_confidence = serializers.CharField(allow_blank=True)
    state = serializers.CharField()
    province = serializers.CharField()
    time_zones = ClocksSerializer()
    active = serializers.BooleanField()
    takes_trucks = serializers.BooleanField()
    fast = FastSidesSerializer()


class PortLaneSerializer(serializers.Serializer[Any]):
    direction = serializers.CharField()
    number = serializers.IntegerField()
    kind = serializers.CharField()
    status = serializers.CharField()
    in_service = serializers.BooleanField()
    confidence = serializers.CharField()


class PortHoursSerializer(serializers.Serializer[Any]):
    """Weekly hours: ISO weekday digits, minutes after local midnight on the agency's side."""

    agency = serializers.CharField()
    days = serializers.CharField()
    opens = serializers.IntegerField()
    closes = serializers.IntegerField()
    confidence = serializers.CharField()


class PortDetailSerializer(PortSerializer):
    lanes = PortLaneSerializer(many=True)
    hours = PortHoursSerializer(many=True)


class PortPageSerializer(serializers.Serializer[Any]):
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = PortSerializer(many=True)


class GoodsAgencySerializer(serializers.Serializer[Any]):
    agency = serializers.CharField()
    country = serializers.CharField()
    severity = serializers.CharField()
    topic = BilingualSerializer()
    confidence = serializers.CharField()


class GoodsCodeSerializer(serializers.Serializer[Any]):
    """A six-digit code of HS 2022. The source describes codes in English only, so `description.fr` is null."""

    code = serializers.CharField()
    description = BilingualSerializer()
    heading_title = BilingualSerializer()
    chapter = serializers.CharField()
    chapter_title = BilingualSerializer()
    agencies = GoodsAgencySerializer(many=True)


class GoodsPageSerializer(serializers.Serializer[Any]):
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = GoodsCodeSerializer(many=True)
