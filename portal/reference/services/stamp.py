"""Tell every process that cached reads are out of date."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from portal.reference.models import ReferenceStamp
from portal.reference.selectors.cache import announce


def stamp_bump() -> None:
    """Raise the stamp in this transaction and announce it once committed."""
    ReferenceStamp.objects.get_or_create(pk=1)
    ReferenceStamp.objects.filter(pk=1).update(value=F("value") + 1)
    value = ReferenceStamp.objects.values_list("value", flat=True).get(pk=1)
    transaction.on_commit(lambda: announce(value), robust=True)
