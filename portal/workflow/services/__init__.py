"""The one door for status changes."""

from portal.workflow.services.door import apply, apply_locked, refuse_stale
from portal.workflow.services.edges import edges_sync

__all__ = ["apply", "apply_locked", "edges_sync", "refuse_stale"]
