"""The demonstration's connections: both lead to the simulators that run beside it."""

from __future__ import annotations

from django.conf import settings

from clearance.services import EndpointFacts, endpoint_save
from portal.core.domain.text import Text
from portal.site.seed.people import SEED

# agency: simulator, name, their identifier in our messages
AGENCIES: dict[str, tuple[str, Text, str]] = {
    "CBP": ("ace", Text("CBP, ACE simulator", "CBP, simulateur ACE"), "CBP-ACE-TEST"),
    "CBSA": ("cbsa", Text("CBSA, simulator", "ASFC, simulateur"), "INETCECT"),
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
                name=name.en,
                adapter="as2",
                address=f"http://{{{simulator}}}/as2",
                sender_id=OWN_ID,
                receiver_id=receiver,
                test=True,
                secret=settings.SIMULATOR_SECRET,
            ),
        )
    return len(running)
