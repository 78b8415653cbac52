"""The transition tables as the database sees them."""

from django.db import models


class WorkflowEdge(models.Model):
    """One permitted (source, target) pair of one workflow. Written from the registered tables after migrate.

    The trigger of `portal.core.sql.workflow_guard` refuses any status change that is not listed here, so
    that a stray UPDATE cannot take a record where no officer could.
    """

    workflow = models.CharField(max_length=60)
    source = models.CharField(max_length=40)
    target = models.CharField(max_length=40)

    class Meta:
        db_table = "workflow_edge"
        constraints = [models.UniqueConstraint(fields=["workflow", "source", "target"], name="workflow_edge_unique")]

    def __str__(self) -> str:
        return f"{self.workflow}: {self.source} -> {self.target}"
