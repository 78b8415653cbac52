"""A container cleared where it entered the perimeter: does it ride here, under the seal it got there? (R-55)"""

from __future__ import annotations

from clearance.domain.context import PerimeterFacts
from clearance.domain.manifest import Manifest
from portal.core.domain.text import Text

CONTAINER = Text("container {container}", "le conteneur {container}")
SEAL = Text("seal {seal}", "le sceau {seal}")


def difference(manifest: Manifest, cleared: PerimeterFacts) -> Text | None:
    """Give what of the clearance is not on this truck, or None: the clearance is inherited."""
    carried = next((item for item in manifest.equipment if item.number == cleared.container), None)
    if carried is None:
        return CONTAINER.format(container=cleared.container)
    if cleared.seal and cleared.seal not in {seal.number for seal in carried.seals}:
        return SEAL.format(seal=cleared.seal)
    return None
