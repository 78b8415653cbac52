"""From a planned message to its bytes: envelope, control number, our reference."""

from __future__ import annotations

from clearance.edi import X12, Envelope, build, map_get
from clearance.edi.codebook import CBP
from clearance.edi.planning import PlannedMessage
from clearance.edi.x12_shape import to_x12
from clearance.models import AgencyEndpoint
from portal.core import clock

# The application reference each agency's guide asks for in the interchange header; CBSA's is not published.
APPLICATIONS = {CBP: "ACE"}


def render(endpoint: AgencyEndpoint, planned: PlannedMessage, number: int) -> tuple[str, bytes]:
    """Give the kind of the message and its bytes: one interchange with one group and one message.

    The control number is that of all three levels, and our reference in the message: an answer names one of
    them. Raises EdiError for what cannot be sent, with the canonical path.
    """
    control = f"{number:09d}"
    envelope = Envelope(
        sender=endpoint.sender_id,
        receiver=endpoint.receiver_id,
        control=control,
        prepared=clock.now(),
        test=endpoint.test,
        application=APPLICATIONS.get(endpoint.agency, ""),
        encoding="latin-1",
    )
    found = map_get(planned.map_id)
    values = {**planned.values, "@sender_reference": control}
    if found.syntax == X12:
        values = to_x12(values, found.kind)
    return found.kind, build(planned.map_id, values, envelope)
