"""From a planned message to its bytes: envelope, control number, our reference."""

from __future__ import annotations

from clearance.edi.planning import PlannedMessage
from clearance.models import AgencyEndpoint


def render(endpoint: AgencyEndpoint, planned: PlannedMessage, number: int) -> tuple[str, bytes]:
    """Give the kind of the message and its bytes: one interchange with one group and one message."""
    from clearance.edi import build

    values = {**planned.values, "@sender_reference": f"{number:09d}"}
    return planned.kind, build(planned.map_id, values, endpoint)
