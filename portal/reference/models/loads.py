"""What was loaded, and the stamp by which processes notice that reference data changed."""

from django.db import models

from portal.core.models import Base


class ReferenceLoad(Base):
    """One run of `load_reference`: the digest of all files and the SHA-256 of each."""

    digest = models.CharField(max_length=64)
    files = models.JSONField()
    counts = models.JSONField()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M} {self.digest[:12]}"


class ReferenceStamp(models.Model):
    """One row; its value grows with each change that cached reads must see."""

    value = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="reference_stamp_one_row")]

    def __str__(self) -> str:
        return str(self.value)
