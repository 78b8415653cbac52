"""What other apps may call to write in the trail."""

from audit.trail.services.recording import record

__all__ = ["record"]
