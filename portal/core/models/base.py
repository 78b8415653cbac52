"""Abstract bases of business tables."""

from django.db import models

from portal.core import clock, ids


class Base(models.Model):
    """A public, time-ordered identifier and the moment of creation."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True


class Tracked(Base):
    """A record with a version that grows with each change, compared before every transition."""

    row_version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
