"""What the engine knew of each trip, in columns, so that a million of them can be replayed in seconds (ADR 0017)."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from clearance.models.trip import Trip
from clearance.targeting.schema import CODE, FLAG, NUMBER, SCHEMA, FactSpec


class TripFacts(models.Model):
    """The facts of the last scored version of a trip, one column per fact of the schema.

    The database keeps the row itself, from the score as it is stored (a trigger); nobody else can write here. A
    fact that joins the schema becomes a column by `makemigrations`. `open_lanes`, `minute`, `fast_wait`,
    `fast_wait_age`, `importer_tiers` and `loop_checks` are what the lane was decided on; empty in scores older than
    they are, and the last in trips without a loop.
    """

    trip = models.OneToOneField(Trip, on_delete=models.PROTECT, primary_key=True, related_name="facts")
    carrier_id = models.UUIDField()
    eta = models.DateTimeField()
    lane = models.CharField(max_length=20)
    open_lanes = ArrayField(models.CharField(max_length=20), null=True)
    importer_tiers = ArrayField(models.CharField(max_length=2), null=True)
    minute = models.PositiveSmallIntegerField(null=True)
    fast_wait = models.PositiveSmallIntegerField(null=True)
    fast_wait_age = models.PositiveIntegerField(null=True)
    loop_checks = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "clearance_trip_facts"
        indexes = [models.Index(fields=["eta"], name="trip_facts_by_eta")]

    def __str__(self) -> str:
        return str(self.pk)


def _column(spec: FactSpec) -> models.Field[Any, Any]:
    maybe = spec.may_be_unknown
    if spec.kind == NUMBER:
        return models.FloatField(null=maybe)
    if spec.kind == FLAG:
        return models.BooleanField(null=maybe)
    if spec.kind == CODE:
        return models.CharField(max_length=60, null=maybe)
    return ArrayField(models.CharField(max_length=60))


for _spec in SCHEMA.values():
    TripFacts.add_to_class(_spec.name, _column(_spec))
