"""Reading the plumbing: what is stuck, and how far behind the workers are."""

from portal.core.selectors.outbox import QueueState, queue_state, stuck_work

__all__ = ["QueueState", "queue_state", "stuck_work"]
