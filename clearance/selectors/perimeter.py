"""The perimeter clearances a manifest cites: no query when it cites none."""

from __future__ import annotations

from collections.abc import Mapping

from clearance.domain.context import PerimeterFacts
from clearance.domain.manifest import Manifest
from clearance.models import PerimeterClearance


def perimeter_of(manifest: Manifest) -> Mapping[str, PerimeterFacts]:
    """Give the clearances by number."""
    cited = {shipment.perimeter_id for shipment in manifest.shipments if shipment.perimeter_id}
    if not cited:
        return {}
    return {
        row.number: PerimeterFacts(row.number, row.container, row.port, row.cleared_on, row.seal, row.agency)
        for row in PerimeterClearance.objects.filter(number__in=cited)
    }
