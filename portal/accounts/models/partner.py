"""A partner's machine that calls the API with client credentials."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from oauth2_provider.models import AbstractApplication

from portal.accounts.models.organisation import Organisation
from portal.core import clock, ids


class PartnerApplication(AbstractApplication):
    """One key of one organisation. `scopes` is the most a token of it can ever do; the secret is hashed.

    A key belongs to the organisation, never to a person: `user`, which the toolkit wants, stays empty.
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    scopes = ArrayField(models.CharField(max_length=30))
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    rotated_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[PartnerApplication]] = models.Manager()

    class Meta(AbstractApplication.Meta):
        abstract = False
        db_table = "accounts_partner_application"

    def is_usable(self, request: Any) -> bool:
        """Say whether the token endpoint serves this key: what django-oauth-toolkit asks."""
        return self.is_active
