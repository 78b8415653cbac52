"""What became of trips and of advice, for counting (R-38, R-104): views the database works out, and lost appeals."""

from django.db import models

from portal.core.models import Base


class OverturnedMovement(Base):
    """A movement whose finding the joint commission set aside: what raised it was wrong. Never changed."""

    trip = models.OneToOneField("clearance.Trip", on_delete=models.PROTECT, related_name="overturned")
    docket = models.CharField(max_length=20)

    class Meta:
        db_table = "clearance_overturned_movement"

    def __str__(self) -> str:
        return self.docket


class TripOutcome(models.Model):
    """One trip that was decided: the advice, the first referral that stood, and what its inspection found.

    `kind` names trips that are alike: direction, member links, empty, dangerous goods, goods of a third country.
    `minutes` is the delay the member had. Trips without stored facts are left out.
    """

    trip = models.OneToOneField("clearance.Trip", on_delete=models.DO_NOTHING, primary_key=True, related_name="+")
    crossing = models.CharField(max_length=60)
    eta = models.DateTimeField()
    carrier_id = models.UUIDField()
    tier = models.CharField(max_length=2)
    kind = models.CharField(max_length=60)
    lane = models.CharField(max_length=20)
    cause = models.CharField(max_length=20)
    referred = models.BooleanField()
    drawn = models.BooleanField()
    inspected = models.BooleanField()
    finding = models.BooleanField()
    paper = models.BooleanField()
    minutes = models.PositiveIntegerField()
    overturned = models.BooleanField()

    class Meta:
        managed = False
        db_table = "clearance_trip_outcome"

    def __str__(self) -> str:
        return str(self.pk)


class OfficerDecision(models.Model):
    """One officer's own decision on a trip: sent to secondary, or let go without it. `against` the stored advice."""

    id = models.UUIDField(primary_key=True)
    trip = models.ForeignKey("clearance.Trip", on_delete=models.DO_NOTHING, related_name="+")
    officer_id = models.UUIDField()
    name = models.CharField(max_length=150)
    agency = models.CharField(max_length=10)
    crossing = models.CharField(max_length=60)
    eta = models.DateTimeField()
    sent = models.BooleanField()
    against = models.BooleanField()

    class Meta:
        managed = False
        db_table = "clearance_officer_decision"

    def __str__(self) -> str:
        return f"{self.name} {self.trip_id}"
