"""Clearances given before the booth: sites, sessions, who checked what, protocols between agencies (R-59 to R-61, R-66)."""

from django.db import models
from django.db.models import F, Q

from clearance.domain.prior.protocols import ProtocolTerms
from clearance.models.perimeter import PerimeterClearance
from clearance.models.seals import SealRecord
from portal.core import clock
from portal.core.models import Base, Tracked


class Site(Tracked):
    """A plant, warehouse, inland site, rail yard or marine terminal where officers may clear goods (R-59, R-107).

    Being in the register is not enough: an accreditation of both border agencies has to cover the act.
    """

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=16)
    city = models.CharField(max_length=60)
    country = models.CharField(max_length=2)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    agency = models.CharField(max_length=10)
    registered_as = models.CharField(max_length=150)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        db_table = "clearance_site"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["plant", "warehouse", "inland", "rail_yard", "marine_terminal"]),
                name="site_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class InspectionProtocol(Tracked):
    """One version of one protocol: `receiver` inspects for `giver` within `terms`, once both signed (R-61).

    Terms and dates are never edited (a trigger holds them); a change is the next version of the same number.
    """

    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    giver = models.CharField(max_length=10)
    receiver = models.CharField(max_length=10)
    terms = models.JSONField()
    digest = models.CharField(max_length=64)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    status = models.CharField(max_length=40)
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    author_as = models.CharField(max_length=150, blank=True, default="")
    in_force_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True, default="")

    class Meta:
        db_table = "clearance_inspection_protocol"
        constraints = [
            models.UniqueConstraint(fields=["number", "version"], name="protocol_version_once"),
            models.UniqueConstraint(fields=["number"], name="protocol_one_in_force", condition=Q(status="in_force")),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="protocol_dates"),
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="protocol_two_agencies"),
        ]

    def __str__(self) -> str:
        return f"{self.label} v{self.version}"

    @property
    def label(self) -> str:
        """The name people use: P-3."""
        return f"P-{self.number}"

    @property
    def rules(self) -> ProtocolTerms:
        return ProtocolTerms.from_dict(self.terms)


class ProtocolSignature(Base):
    """One agency's signature under one version: it takes both, by two people. Never changed."""

    protocol = models.ForeignKey(InspectionProtocol, on_delete=models.PROTECT, related_name="signatures")
    agency = models.CharField(max_length=10)
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    signed_as = models.CharField(max_length=150)
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "clearance_protocol_signature"
        constraints = [models.UniqueConstraint(fields=["protocol", "agency"], name="protocol_signed_once_per_agency")]

    def __str__(self) -> str:
        return f"{self.agency} {self.signed_as}"


class PriorClearance(Tracked):
    """One load cleared before the booth, or on its way to be: of a site it is the gate session (R-60).

    `token` is the short code shown on the lead sheet and at the booth; `goods` are the codes it was given for
    (empty: whatever is in the container). A trigger and a check keep it from being cleared without the evidence
    of its kind.
    """

    token = models.CharField(max_length=35, unique=True)
    kind = models.CharField(max_length=10)
    status = models.CharField(max_length=40)
    agency = models.CharField(max_length=10)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, related_name="clearances")
    perimeter = models.OneToOneField(PerimeterClearance, on_delete=models.PROTECT, null=True, related_name="prior")
    place = models.CharField(max_length=80, blank=True, default="")
    equipment = models.CharField(max_length=17)
    goods = models.JSONField(default=list, blank=True)
    description = models.CharField(max_length=200, blank=True, default="")
    planned_at = models.DateTimeField(null=True)
    inspected_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)
    cleared_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    cleared_as = models.CharField(max_length=150, blank=True, default="")
    seal = models.ForeignKey(SealRecord, on_delete=models.PROTECT, null=True, related_name="clearances")
    route = models.CharField(max_length=200, blank=True, default="")
    expires_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        db_table = "clearance_prior_clearance"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["perimeter", "site", "away"]), name="prior_kind_known"),
            models.CheckConstraint(
                condition=~Q(status="cleared")
                | Q(seal__isnull=False, cleared_at__isnull=False)
                & (
                    Q(kind="perimeter", perimeter__isnull=False)
                    | Q(kind="site", site__isnull=False, inspected_at__isnull=False, expires_at__isnull=False)
                    | Q(kind="away", inspected_at__isnull=False, expires_at__isnull=False) & ~Q(place="") & ~Q(route="")
                ),
                name="prior_cleared_has_evidence",
            ),
        ]
        indexes = [
            models.Index(fields=["equipment"], name="prior_by_equipment", condition=Q(status="cleared")),
            models.Index(fields=["agency", "-created_at"], name="prior_by_agency"),
            models.Index(fields=["organisation", "-created_at"], name="prior_by_organisation"),
        ]

    def __str__(self) -> str:
        return self.token


class ClearanceCheck(Base):
    """Who checked what, when, and with which result. Never changed."""

    clearance = models.ForeignKey(PriorClearance, on_delete=models.PROTECT, related_name="checks")
    code = models.CharField(max_length=12)
    passed = models.BooleanField()
    agency = models.CharField(max_length=10)
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    officer_as = models.CharField(max_length=150)
    checked_at = models.DateTimeField(default=clock.now)
    note = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        db_table = "clearance_clearance_check"
        constraints = [models.UniqueConstraint(fields=["clearance", "code"], name="prior_check_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.passed}"
