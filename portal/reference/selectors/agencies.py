"""Agencies of both countries."""

from __future__ import annotations

from portal.core.domain.errors import NotFound
from portal.reference.models import Agency
from portal.reference.selectors.cache import cached


def agencies_by_code() -> dict[str, Agency]:
    return cached("agencies", lambda: {agency.code: agency for agency in Agency.objects.all()})


def agency_find(code: str) -> Agency | None:
    return agencies_by_code().get(code.upper())


def agency_get(code: str) -> Agency:
    """Give the agency with that code; raises NotFound."""
    agency = agency_find(code)
    if agency is None:
        raise NotFound
    return agency


def agency_list(*, country: str = "", border: bool | None = None) -> list[Agency]:
    """List agencies, border agencies first; narrowed to a country or to border or partner agencies."""
    return [
        agency
        for agency in agencies_by_code().values()
        if (not country or agency.country == country) and (border is None or agency.border == border)
    ]
