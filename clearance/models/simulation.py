"""What a policy would have done to the trips of the past, kept as it was shown to those who sign (issue item 7)."""

from django.db import models
from django.db.models import Q

from clearance.domain.simulation_workflow import KINDS, OPEN
from portal.core import clock
from portal.core.models import Tracked


class Simulation(Tracked):
    """One run of the simulator over one version of a profile, lane policy or risk appetite.

    `digest` is the document's that was run and `baseline` names what was in force ({"profile": {"number",
    "digest"}, "lane_policy": ...}); a version is put in force under the simulation of exactly these. Once
    finished the row never changes (a trigger holds it), and no row begins with a report.
    """

    kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    label = models.JSONField()
    digest = models.CharField(max_length=64)
    baseline = models.JSONField(default=dict)
    window_from = models.DateField(null=True)
    window_to = models.DateField(null=True)
    status = models.CharField(max_length=40)
    report = models.JSONField(default=dict)
    report_digest = models.CharField(max_length=64, blank=True, default="")
    error = models.TextField(blank=True, default="")
    requested_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    requested_as = models.CharField(max_length=150)
    requested_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "clearance_simulation"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id"], name="one_open_simulation", condition=Q(status__in=OPEN)
            ),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="simulation_kind_known"),
        ]
        indexes = [models.Index(fields=["kind", "subject_id"], name="simulation_of_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} {self.status}"
