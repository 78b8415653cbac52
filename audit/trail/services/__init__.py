"""What other apps may call to write in the trail."""

from audit.trail.services.recording import record
from audit.trail.services.sealing import Sealed, TrailDamaged, seal, seal_pending

__all__ = ["Sealed", "TrailDamaged", "record", "seal", "seal_pending"]
