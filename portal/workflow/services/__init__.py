"""The one door for status changes."""

from portal.workflow.services.door import apply
from portal.workflow.services.edges import edges_sync

__all__ = ["apply", "edges_sync"]
