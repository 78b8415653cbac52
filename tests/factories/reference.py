"""Reference data for tests: the real files, loaded once per session."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from portal.core.domain.actors import Actor, system_actor
from portal.reference.models import Crossing, HsCode
from portal.reference.selectors import (
    agencies_for_hs,
    agency_hours,
    countries,
    crossing_list,
    hs_many,
    package_types,
    subdivisions,
)
from portal.reference.services import reference_load
from tests.leftovers import emptying_statements


def load() -> None:
    """Load the shipped files unless they are there, and read every part that is kept in memory."""
    if not (Crossing.objects.exists() and HsCode.objects.exists()):
        reference_load(actor=system_actor("tests"), force=True)
    warm()


def warm() -> None:
    """Read every part that a process keeps, so that later reads cost no query."""
    from portal.core import clock

    crossing_list()
    hs_many(["870830"])
    agencies_for_hs("870830")
    agency_hours("ambassador-bridge", "CBP", clock.now())
    countries()
    subdivisions()
    package_types()


@pytest.fixture(scope="session")
def _reference_loaded(django_db_setup: Any, django_db_blocker: Any) -> None:
    """Load them for good, and take their entry out of the trail: whether a test finds the trail empty must not
    hang on whether its process has loaded them before.
    """
    with django_db_blocker.unblock():
        load()
        with connection.cursor() as cursor:
            for statement in emptying_statements():
                cursor.execute(statement)


@pytest.fixture
def reference_data(_reference_loaded: None, db: None) -> None:
    """Crossings, lanes, hours, goods codes, agencies and lists, in the database and in memory."""
    load()


def administrator() -> Actor:
    return Actor(kind="administrator", name="Administrator", roles=frozenset({"administrator"}), mfa=True)


def supervisor(agency: str, port: str = "") -> Actor:
    """Give a supervisor of CBP or CBSA, posted to one crossing or to any."""
    country = "US" if agency == "CBP" else "CA"
    roles = frozenset({"officer.supervisor"})
    return Actor(
        kind="officer", name=f"{agency} supervisor", roles=roles, agency=agency, country=country, port=port, mfa=True
    )
