"""What other apps may read from the trail."""

from audit.trail.selectors.keys import trusted_keys
from audit.trail.selectors.verifying import trail_verify

__all__ = ["trail_verify", "trusted_keys"]
