"""Countries, states and provinces, packaging."""

from __future__ import annotations

from portal.core.domain.errors import NotFound
from portal.reference.models import Country, PackageType, Subdivision
from portal.reference.selectors.cache import cached


def _countries() -> dict[str, Country]:
    return cached("countries", lambda: {country.code: country for country in Country.objects.all()})


def countries() -> list[Country]:
    """List all countries by code."""
    return list(_countries().values())


def country_find(code: str) -> Country | None:
    return _countries().get(code.upper())


def country_get(code: str) -> Country:
    """Give the country with that two-letter code; raises NotFound."""
    country = country_find(code)
    if country is None:
        raise NotFound
    return country


def _subdivisions() -> dict[tuple[str, str], Subdivision]:
    return cached("subdivisions", lambda: {(row.country_id, row.code): row for row in Subdivision.objects.all()})


def subdivisions(country: str = "") -> list[Subdivision]:
    """List states and territories of `US`, provinces and territories of `CA`, or both."""
    return [row for row in _subdivisions().values() if not country or row.country_id == country]


def subdivision_find(country: str, code: str) -> Subdivision | None:
    return _subdivisions().get((country.upper(), code.upper()))


def _package_types() -> dict[str, PackageType]:
    return cached("package_types", lambda: {row.code: row for row in PackageType.objects.all()})


def package_types() -> list[PackageType]:
    """List packaging codes with the code of each side."""
    return list(_package_types().values())


def package_type_find(code: str) -> PackageType | None:
    return _package_types().get(code.upper())
