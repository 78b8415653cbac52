"""One endpoint: POST /trips, a nested ModelSerializer in one transaction."""

from django.db import transaction
from django.urls import path
from rest_framework import generics, serializers

from bench.plain import models


class LineSerializer(serializers.ModelSerializer):
    class Meta:
        model = models.GoodsLine
        exclude = ("shipment",)


class ShipmentSerializer(serializers.ModelSerializer):
    lines = LineSerializer(many=True)

    class Meta:
        model = models.Shipment
        exclude = ("trip",)


class SealSerializer(serializers.ModelSerializer):
    class Meta:
        model = models.Seal
        exclude = ("equipment",)


class EquipmentSerializer(serializers.ModelSerializer):
    seals = SealSerializer(many=True)

    class Meta:
        model = models.Equipment
        exclude = ("trip",)


class CrewSerializer(serializers.ModelSerializer):
    class Meta:
        model = models.CrewMember
        exclude = ("trip",)


class AgencySerializer(serializers.ModelSerializer):
    class Meta:
        model = models.AgencyLine
        exclude = ("trip",)


class TripSerializer(serializers.ModelSerializer):
    agencies = AgencySerializer(many=True)
    equipment = EquipmentSerializer(many=True)
    crew = CrewSerializer(many=True)
    shipments = ShipmentSerializer(many=True)

    class Meta:
        model = models.Trip
        exclude = ()

    def create(self, validated_data: dict) -> models.Trip:
        nested = {key: validated_data.pop(key) for key in ("agencies", "equipment", "crew", "shipments")}
        trip = models.Trip.objects.create(**validated_data)
        for row in nested["agencies"]:
            models.AgencyLine.objects.create(trip=trip, **row)
        for row in nested["crew"]:
            models.CrewMember.objects.create(trip=trip, **row)
        for row in nested["equipment"]:
            seals = row.pop("seals")
            equipment = models.Equipment.objects.create(trip=trip, **row)
            for seal in seals:
                models.Seal.objects.create(equipment=equipment, **seal)
        for row in nested["shipments"]:
            lines = row.pop("lines")
            shipment = models.Shipment.objects.create(trip=trip, **row)
            for line in lines:
                models.GoodsLine.objects.create(shipment=shipment, **line)
        return trip


class TripCreate(generics.CreateAPIView):
    serializer_class = TripSerializer

    @transaction.atomic
    def perform_create(self, serializer: TripSerializer) -> None:
        serializer.save()


urlpatterns = [path("trips", TripCreate.as_view())]
