"""What a rule of the joint profile says in one version, for those who asked that it be changed (3.1, 17)."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from clearance.models import ThreatProfile


def profile_rule_digest(*, number: int, rule: str) -> str:
    """Give the digest of one rule of one version; empty when that version has no such rule."""
    document = ThreatProfile.objects.filter(number=number).values_list("document", flat=True).first() or {}
    found = next((row for row in document.get("rules", ()) if row.get("id") == rule), None)
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest() if found else ""


def profile_number_active() -> tuple[int, datetime] | None:
    """Give the number of the profile in force and since when; None before the first one."""
    found = ThreatProfile.objects.filter(status="active").values_list("number", "active_from").first()
    return (found[0], found[1]) if found and found[1] else None
