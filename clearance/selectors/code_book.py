"""The reference lists in the form the message engine takes: what each agency calls a crossing and a package."""

from __future__ import annotations

from clearance.edi.codebook import CodeBook, Package, Place
from portal.reference.selectors import crossing_list, package_types


def code_book() -> CodeBook:
    """Give both lists from the tables this process keeps in memory."""
    places = [
        Place(
            crossing=row.code,
            us_port=row.cbp_port_code,
            ca_office=row.cbsa_office_code,
            us_zone=row.us_timezone,
            ca_zone=row.ca_timezone,
            default=row.is_port_default,
        )
        for row in crossing_list(active=None)
    ]
    packages = [Package(row.code, row.ace_code, row.cbsa_code) for row in package_types()]
    return CodeBook(places, packages)
