"""The short names on pages are those of the reference data, code by code."""

import csv
from pathlib import Path

from portal.core.domain.agencies import agency_short

AGENCIES = Path(__file__).parents[2] / "portal" / "reference" / "data" / "agencies.csv"


def test_every_agency_is_named_as_in_the_reference_data() -> None:
    with AGENCIES.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) > 30
    for row in rows:
        assert agency_short(row["code"]).as_dict() == {"en": row["short_en"], "fr": row["short_fr"]}, row["code"]
