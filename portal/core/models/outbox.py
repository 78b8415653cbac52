"""Work that must be done after a commit, kept until it is done."""

from django.db import models

from portal.core.models.base import Base


class OutboxTask(Base):
    """One piece of work, written in the transaction that makes it necessary.

    Redis only carries hints about these rows. A row is done when `done_at` is set, which happens in the
    same transaction as the work's own writes; until then the sweeper publishes it again.
    """

    task = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    key = models.CharField(max_length=80, default="", blank=True)
    payload = models.JSONField(default=dict)
    due_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(default="", blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "core_outbox_task"
        constraints = [models.UniqueConstraint(fields=["task", "subject_id", "key"], name="outbox_task_once")]
        indexes = [models.Index(fields=["due_at"], name="outbox_undone", condition=models.Q(done_at=None))]

    def __str__(self) -> str:
        return f"{self.task} {self.subject_id} {self.key}".strip()
