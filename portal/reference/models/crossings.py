"""Where trucks cross: crossings, their lanes, the hours of each agency (R-14, R-40, R-42)."""

from __future__ import annotations

from django.db import models

from portal.core.domain.text import Text
from portal.core.models import Base, Tracked
from portal.reference.domain.confidence import CONFIDENCES
from portal.reference.domain.directions import DIRECTIONS, SOUTHBOUND
from portal.reference.domain.hours import DAY_MINUTES, HoursRow
from portal.reference.domain.lanes import LANE_KINDS
from portal.reference.domain.transitions import LANE

KINDS = ("road", "bridge", "tunnel", "ferry")


def _confidence(*, blank: bool = False) -> models.CharField[str, str]:
    return models.CharField(
        max_length=12, choices=[(str(code), mark.label.en) for code, mark in CONFIDENCES.items()], blank=blank
    )


class Crossing(Base):
    """One place where the border is crossed; a CBP port may cover several.

    The truck counts are those of the whole CBP port, northbound not counted. `is_port_default` marks the
    crossing meant when only the CBP port code is given. Each side keeps its own clock.
    """

    code = models.SlugField(max_length=60, unique=True)
    name_en = models.CharField(max_length=120)
    name_fr = models.CharField(max_length=120)
    us_place = models.CharField(max_length=80)
    ca_place_en = models.CharField(max_length=80, blank=True)
    ca_place_fr = models.CharField(max_length=80, blank=True)
    ca_place_confidence = _confidence(blank=True)
    kind = models.CharField(max_length=8, choices=[(kind, kind) for kind in KINDS], default="road")
    cbp_port_code = models.CharField(max_length=4, blank=True)
    cbsa_office_code = models.CharField(max_length=4, blank=True)
    cbsa_confidence = _confidence(blank=True)
    is_port_default = models.BooleanField(default=False)
    state = models.CharField(max_length=2)
    province = models.CharField(max_length=2)
    us_timezone = models.CharField(max_length=40)
    ca_timezone = models.CharField(max_length=40)
    latitude = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)
    longitude = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)
    commercial = models.BooleanField(default=False)
    active = models.BooleanField(default=True)
    always_open_confidence = _confidence(blank=True)
    shared_facility_confidence = _confidence(blank=True)
    port_trucks_2019_06 = models.PositiveIntegerField(null=True, blank=True)
    port_trucks_2020_03 = models.PositiveIntegerField(null=True, blank=True)
    note_en = models.CharField(max_length=200, blank=True)
    note_fr = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cbp_port_code__regex=r"^(\d{4})?$"), name="crossing_cbp_port_code"
            ),
            models.CheckConstraint(
                condition=models.Q(cbsa_office_code__regex=r"^(\d{4})?$"), name="crossing_cbsa_office_code"
            ),
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="crossing_kind"),
            models.CheckConstraint(
                condition=models.Q(active=False) | ~models.Q(cbp_port_code=""), name="crossing_active_has_port_code"
            ),
            models.CheckConstraint(
                condition=models.Q(cbsa_office_code="", cbsa_confidence="")
                | (~models.Q(cbsa_office_code="") & ~models.Q(cbsa_confidence="")),
                name="crossing_office_code_has_confidence",
            ),
            models.UniqueConstraint(
                fields=["cbp_port_code"], condition=models.Q(is_port_default=True), name="crossing_one_default_per_port"
            ),
            models.UniqueConstraint(
                fields=["cbsa_office_code"], condition=~models.Q(cbsa_office_code=""), name="crossing_office_code_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name_en

    @property
    def name(self) -> Text:
        return Text(self.name_en, self.name_fr)

    @property
    def ca_place(self) -> Text:
        return Text(self.ca_place_en, self.ca_place_fr)

    @property
    def note(self) -> Text:
        return Text(self.note_en, self.note_fr)

    @property
    def timezone(self) -> str:
        """The clock of the American side; use `timezone_for` wherever the direction is known."""
        return self.us_timezone

    def timezone_for(self, direction: str) -> str:
        """Give the clock of the side the traffic arrives on: ETA and hours are local there."""
        return self.us_timezone if direction == SOUTHBOUND else self.ca_timezone

    @property
    def two_clocks(self) -> bool:
        return self.us_timezone != self.ca_timezone

    @property
    def shared_facility(self) -> bool:
        return bool(self.shared_facility_confidence)

    @property
    def always_open(self) -> bool:
        return bool(self.always_open_confidence)


class Lane(Tracked):
    """One lane of a crossing. `daily_from` and `daily_to` are minutes of the local day when it has own hours."""

    crossing = models.ForeignKey(Crossing, on_delete=models.CASCADE, related_name="lanes")
    direction = models.CharField(max_length=2, choices=[(code, label.en) for code, label in DIRECTIONS.items()])
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=[(str(code), label.en) for code, label in LANE_KINDS.items()])
    status = models.CharField(max_length=8, default=LANE.initial, choices=[(s.code, s.staff.en) for s in LANE.states])
    status_since = models.DateTimeField(null=True, blank=True)
    daily_from = models.PositiveSmallIntegerField(null=True, blank=True)
    daily_to = models.PositiveSmallIntegerField(null=True, blank=True)
    confidence = _confidence()

    class Meta:
        ordering = ["crossing", "direction", "number"]
        constraints = [
            models.UniqueConstraint(fields=["crossing", "direction", "number"], name="lane_number_once"),
            models.CheckConstraint(condition=models.Q(direction__in=list(DIRECTIONS)), name="lane_direction"),
            models.CheckConstraint(condition=models.Q(kind__in=[str(code) for code in LANE_KINDS]), name="lane_kind"),
            models.CheckConstraint(condition=models.Q(status__in=[s.code for s in LANE.states]), name="lane_status"),
            models.CheckConstraint(
                condition=models.Q(daily_from__isnull=True, daily_to__isnull=True)
                | models.Q(daily_from__lt=models.F("daily_to"), daily_to__lte=DAY_MINUTES),
                name="lane_daily_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.crossing_id} {self.direction}{self.number} {self.kind}"

    @property
    def label(self) -> Text:
        return LANE_KINDS[self.kind]

    @property
    def is_open(self) -> bool:
        return self.status == "open"

    @property
    def own_hours(self) -> HoursRow | None:
        if self.daily_from is None or self.daily_to is None:
            return None
        return HoursRow("1234567", self.daily_from, self.daily_to, self.confidence)


class AgencyHours(Tracked):
    """When an agency serves trucks at a crossing, in the local time of the agency's side.

    `edited` rows were set by an administrator; loading the files again leaves them alone.
    """

    crossing = models.ForeignKey(Crossing, on_delete=models.CASCADE, related_name="hours")
    agency = models.ForeignKey("reference.Agency", on_delete=models.PROTECT, related_name="hours")
    days = models.CharField(max_length=7)
    opens = models.PositiveSmallIntegerField()
    closes = models.PositiveSmallIntegerField()
    confidence = _confidence()
    edited = models.BooleanField(default=False)

    class Meta:
        ordering = ["crossing", "agency", "days", "opens"]
        verbose_name_plural = "agency hours"
        constraints = [
            models.UniqueConstraint(fields=["crossing", "agency", "days", "opens"], name="agency_hours_once"),
            models.CheckConstraint(
                condition=models.Q(days__regex=r"^1?2?3?4?5?6?7?$") & ~models.Q(days=""), name="hours_days"
            ),
            models.CheckConstraint(
                condition=models.Q(opens__lt=models.F("closes"), closes__lte=DAY_MINUTES),
                name="hours_opens_before_closes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.crossing_id} {self.agency_id} {self.days} {self.opens}-{self.closes}"

    @property
    def row(self) -> HoursRow:
        return HoursRow(self.days, self.opens, self.closes, self.confidence)
