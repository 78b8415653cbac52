"""The rows of one version, so that targeting, boards and reports can query what was filed. Never changed."""

from django.db import models

from clearance.models.trip import TripVersion
from portal.core import ids


class VersionRow(models.Model):
    """Base of the rows of a version: identifier, version, place in its list (from 0)."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    version = models.ForeignKey(TripVersion, on_delete=models.PROTECT)
    position = models.PositiveIntegerField()

    class Meta:
        abstract = True


class Shipment(VersionRow):
    """One shipment, released as one. `control_number` is the SCN southbound, the CCN northbound."""

    reference = models.CharField(max_length=12)
    control_number = models.CharField(max_length=25)
    release_type = models.CharField(max_length=16)
    shipper_name = models.CharField(max_length=60)
    consignee_name = models.CharField(max_length=60)
    importer_name = models.CharField(max_length=60, blank=True, default="")
    importer_identifier = models.CharField(max_length=20, blank=True, default="")
    loading_country = models.CharField(max_length=2, blank=True, default="")
    currency = models.CharField(max_length=3, blank=True, default="")
    weight_kg = models.DecimalField(max_digits=14, decimal_places=3, default=0)
    in_bond = models.BooleanField(default=False)

    class Meta:
        db_table = "clearance_shipment"
        indexes = [models.Index(fields=["control_number"], name="shipment_by_number")]

    def __str__(self) -> str:
        return self.control_number


class GoodsLine(VersionRow):
    """One kind of goods of a shipment. `weight_kg` is gross, in kilograms whatever unit was filed."""

    shipment = models.ForeignKey(Shipment, on_delete=models.PROTECT, related_name="lines")
    description = models.CharField(max_length=450)
    hs_code = models.CharField(max_length=10)
    quantity = models.PositiveIntegerField()
    package_code = models.CharField(max_length=3)
    weight_kg = models.DecimalField(max_digits=14, decimal_places=3)
    value = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    origin = models.CharField(max_length=2, blank=True, default="")
    un_number = models.CharField(max_length=4, blank=True, default="")

    class Meta:
        db_table = "clearance_goods_line"
        indexes = [models.Index(fields=["hs_code"], name="goods_line_by_hs")]

    def __str__(self) -> str:
        return f"{self.hs_code} {self.description}"


class Equipment(VersionRow):
    """One trailer, chassis or container."""

    number = models.CharField(max_length=17)
    type = models.CharField(max_length=2, blank=True, default="")
    plate = models.CharField(max_length=10, blank=True, default="")
    plate_jurisdiction = models.CharField(max_length=3, blank=True, default="")
    third_country = models.BooleanField(default=False)

    class Meta:
        db_table = "clearance_equipment"
        indexes = [models.Index(fields=["number"], name="equipment_by_number")]

    def __str__(self) -> str:
        return self.number


class Seal(VersionRow):
    """One seal; without equipment it is on the truck itself. `grade` is the ISO 17712 class."""

    equipment = models.ForeignKey(Equipment, on_delete=models.PROTECT, null=True, related_name="seals")
    number = models.CharField(max_length=15)
    grade = models.CharField(max_length=1, blank=True, default="")

    class Meta:
        db_table = "clearance_seal"
        indexes = [models.Index(fields=["number"], name="seal_by_number")]

    def __str__(self) -> str:
        return self.number


class CrewMember(VersionRow):
    """One person in the vehicle."""

    role = models.CharField(max_length=9)
    family_name = models.CharField(max_length=30, blank=True, default="")
    given_name = models.CharField(max_length=30, blank=True, default="")
    birth_date = models.DateField(null=True)
    citizenship = models.CharField(max_length=2, blank=True, default="")
    fast_card = models.CharField(max_length=14, blank=True, default="")

    class Meta:
        db_table = "clearance_crew_member"
        indexes = [models.Index(fields=["fast_card"], name="crew_by_card", condition=~models.Q(fast_card=""))]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip() or self.fast_card
