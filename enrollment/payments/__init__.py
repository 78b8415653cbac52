"""Taking payments: what any provider has to do, how its messages are signed, and the one that speaks HTTP.

No card data touches Preclear: the member pays on the provider's own page.
"""

from enrollment.payments.provider import (
    Event,
    EventError,
    Order,
    Provider,
    Refused,
    Session,
    Unreachable,
    event_read,
)

__all__ = ["Event", "EventError", "Order", "Provider", "Refused", "Session", "Unreachable", "event_read"]
