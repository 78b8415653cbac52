"""Trip, shipments, goods, equipment, seals, crew, agency lines: the columns of the real tables, no triggers."""

import uuid

from django.db import models


class Row(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)

    class Meta:
        abstract = True


class Trip(Row):
    scac = models.CharField(max_length=4)
    direction = models.CharField(max_length=2)
    crossing = models.CharField(max_length=60)
    reference = models.CharField(max_length=25, unique=True)
    eta = models.DateTimeField()
    status = models.CharField(max_length=40, default="filed")
    created_at = models.DateTimeField(auto_now_add=True)
    plate = models.CharField(max_length=10, db_index=True)
    plate_jurisdiction = models.CharField(max_length=3)

    def __str__(self) -> str:
        return self.reference


class AgencyLine(Row):
    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="agencies")
    agency = models.CharField(max_length=10)
    status = models.CharField(max_length=40, default="pending")

    def __str__(self) -> str:
        return self.agency


class Equipment(Row):
    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="equipment")
    number = models.CharField(max_length=17, db_index=True)
    type = models.CharField(max_length=2)
    plate = models.CharField(max_length=10)
    plate_jurisdiction = models.CharField(max_length=3)

    def __str__(self) -> str:
        return self.number


class Seal(Row):
    equipment = models.ForeignKey(Equipment, on_delete=models.CASCADE, related_name="seals")
    number = models.CharField(max_length=15, db_index=True)
    grade = models.CharField(max_length=1)

    def __str__(self) -> str:
        return self.number


class CrewMember(Row):
    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="crew")
    role = models.CharField(max_length=9)
    family_name = models.CharField(max_length=30)
    given_name = models.CharField(max_length=30)
    birth_date = models.DateField()
    citizenship = models.CharField(max_length=2)
    fast_card = models.CharField(max_length=14, db_index=True)

    def __str__(self) -> str:
        return self.family_name


class Shipment(Row):
    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="shipments")
    reference = models.CharField(max_length=12, db_index=True)
    release_type = models.CharField(max_length=16)
    shipper_name = models.CharField(max_length=60)
    consignee_name = models.CharField(max_length=60)
    importer_identifier = models.CharField(max_length=20)
    loading_country = models.CharField(max_length=2)
    currency = models.CharField(max_length=3)

    def __str__(self) -> str:
        return self.reference


class GoodsLine(Row):
    shipment = models.ForeignKey(Shipment, on_delete=models.CASCADE, related_name="lines")
    description = models.CharField(max_length=450)
    hs_code = models.CharField(max_length=10, db_index=True)
    quantity = models.PositiveIntegerField()
    package_code = models.CharField(max_length=3)
    weight = models.DecimalField(max_digits=14, decimal_places=3)
    weight_unit = models.CharField(max_length=2)
    value = models.DecimalField(max_digits=14, decimal_places=3)
    origin = models.CharField(max_length=2)

    def __str__(self) -> str:
        return self.description
