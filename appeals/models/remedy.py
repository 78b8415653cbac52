"""What a ruling made happen, act by act, and what it asks others to change."""

from django.db import models
from django.db.models import Q

from appeals.domain.acts import ACTS
from appeals.models.ruling import Ruling
from portal.core.models import Base, Tracked


class Remedy(Base):
    """One act of one ruling as it was carried out: what was given to it and what came of it. Never changed (4.12)."""

    ruling = models.ForeignKey(Ruling, on_delete=models.PROTECT, related_name="acts")
    act = models.CharField(max_length=20)
    given = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    done_at = models.DateTimeField()

    class Meta:
        db_table = "appeals_remedy"
        constraints = [
            models.UniqueConstraint(fields=["ruling", "act"], name="appeals_remedy_once"),
            models.CheckConstraint(condition=Q(act__in=list(ACTS)), name="appeals_remedy_known"),
        ]

    def __str__(self) -> str:
        return f"{self.ruling_id} {self.act}"


class ChangeRequest(Tracked):
    """A change of one rule of the joint profile that a ruling recommends (3.1, 17).

    `version` and `digest` are those of the rule when it was asked. It is closed by a version in force in which the
    rule reads otherwise, or by a reasoned refusal: nothing else, which a constraint holds too.
    """

    number = models.CharField(max_length=20, unique=True)
    ruling = models.OneToOneField(Ruling, on_delete=models.PROTECT, related_name="change_request")
    docket = models.CharField(max_length=20)
    rule = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, blank=True, default="")
    words = models.JSONField()
    status = models.CharField(max_length=20, default="open", editable=False)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by_name = models.CharField(max_length=120, blank=True, default="")
    new_version = models.PositiveIntegerField(null=True)
    refusal = models.JSONField(null=True)

    class Meta:
        db_table = "appeals_change_request"
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="changed") | Q(new_version__isnull=False, new_version__gt=models.F("version")),
                name="appeals_change_version",
            ),
            models.CheckConstraint(
                condition=~Q(status="refused") | Q(refusal__isnull=False), name="appeals_change_refusal"
            ),
        ]
        indexes = [models.Index(fields=["status", "due_at"], name="appeals_change_queue")]

    def __str__(self) -> str:
        return self.number
