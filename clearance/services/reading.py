"""A received message goes to the reader of its kind."""

from __future__ import annotations

from uuid import UUID

from clearance.models import InboundMessage
from clearance.services.agency_answers import answer_read
from clearance.services.edi_filing import filing_read


def inbound_read(*, inbound_id: UUID) -> InboundMessage:
    """Read one message that was kept: an agency's answer, or a partner's filing."""
    source = InboundMessage.objects.values_list("source", flat=True).get(pk=inbound_id)
    return answer_read(inbound_id=inbound_id) if source == "agency" else filing_read(inbound_id=inbound_id)
