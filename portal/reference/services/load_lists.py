"""Load countries, subdivisions, agencies and packaging."""

from __future__ import annotations

from portal.reference.models import Agency, Country, PackageType, Subdivision
from portal.reference.services.files import DataFiles, stable_id

NAMES = ["name_en", "name_fr"]


def load_countries(files: DataFiles) -> int:
    rows = [Country(**row) for row in files.rows("countries.csv")]
    Country.objects.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=["alpha3", *NAMES])
    return len(rows)


def load_subdivisions(files: DataFiles) -> int:
    rows = [
        Subdivision(country_id=row["country"], code=row["code"], name_en=row["name_en"], name_fr=row["name_fr"])
        for row in files.rows("subdivisions.csv")
    ]
    Subdivision.objects.bulk_create(rows, update_conflicts=True, unique_fields=["country", "code"], update_fields=NAMES)
    return len(rows)


def load_agencies(files: DataFiles) -> int:
    rows = [
        Agency(**{**row, "id": stable_id("agency", row["code"]), "border": row["border"] == "1"})
        for row in files.rows("agencies.csv")
    ]
    Agency.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["country", "border", "short_en", "short_fr", *NAMES],
    )
    return len(rows)


def load_packages(files: DataFiles) -> int:
    rows = [PackageType(**row) for row in files.rows("package_types.csv")]
    PackageType.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["ace_code", "cbsa_code", "cbsa_confidence", *NAMES],
    )
    return len(rows)
