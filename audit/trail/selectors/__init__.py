"""What other apps may read from the trail."""

from audit.trail.selectors.checkpoints import DayOfLog, checkpoint_note, checkpoints_daily, consistency_proof
from audit.trail.selectors.entries import (
    SealState,
    entries_for,
    entries_for_organisation,
    entries_visible,
    seal_state,
)
from audit.trail.selectors.hands import hands_in
from audit.trail.selectors.keys import trusted_keys
from audit.trail.selectors.receipts import (
    latest_checkpoint,
    receipt,
    receipt_for,
    receipts_for_subject,
)
from audit.trail.selectors.verifying import trail_verify

__all__ = [
    "DayOfLog",
    "SealState",
    "checkpoint_note",
    "checkpoints_daily",
    "consistency_proof",
    "entries_for",
    "entries_for_organisation",
    "entries_visible",
    "hands_in",
    "latest_checkpoint",
    "receipt",
    "receipt_for",
    "receipts_for_subject",
    "seal_state",
    "trail_verify",
    "trusted_keys",
]
