"""Tables of the trail. Only rows are added; triggers refuse anything else."""

from audit.trail.models.entry import TrailEntry
from audit.trail.models.log import Checkpoint, TrailLeaf, TrailNode

__all__ = ["Checkpoint", "TrailEntry", "TrailLeaf", "TrailNode"]
