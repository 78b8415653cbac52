"""The demonstration's connections: both lead to the simulators that run beside it."""

from __future__ import annotations

from django.conf import settings

from clearance.services import EndpointFacts, endpoint_save
from portal.site.seed.people import SEED

# agency: simulator, name, their identifier in our messages
AGENCIES: dict[str, tuple[str, str, str]] = {
    "CBP": ("ace", "ACE (CBP) · simulator / simulateur", "CBP-ACE-TEST"),
    "CBSA": ("cbsa", "CBSA / ASFC · simulator / simulateur", "INETCECT"),
}
OWN_ID = "PRECLEAR"


def gateways_seed() -> int:
    """Enter a connection per simulator that runs; none where none does. Gives how many."""
    running = [(agency, facts) for agency, facts in AGENCIES.items() if facts[0] in settings.SIMULATORS]
    for agency, (simulator, name, receiver) in running:
        endpoint_save(
            actor=SEED,
            facts=EndpointFacts(
                code=f"{simulator}-simulator",
                agency=agency,
                name=name,
                adapter="as2",
                address=f"http://{{{simulator}}}/as2",
                sender_id=OWN_ID,
                receiver_id=receiver,
                test=True,
                secret=settings.SIMULATOR_SECRET,
            ),
        )
    return len(running)
