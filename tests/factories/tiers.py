"""Signed criteria, recognitions and confirmed schemes for tests, made by the services."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from enrollment import services
from enrollment.domain.criteria_document import founding_document, rows_of
from enrollment.models import (
    CriteriaVersion,
    GraduationProposal,
    Membership,
    MovementTally,
    Recognition,
    SchemeMembership,
)
from portal.accounts.models import Organisation
from portal.core import clock
from portal.core.domain.actors import Actor
from tests.factories.accounts import make_organisation, member_actor, staff_actor
from tests.factories.enrollment import make_membership, vetting

WHY = "The pilot showed that fewer movements tell as much."


def supervisor(agency: str = "CBP") -> Actor:
    return staff_actor("officer.supervisor", agency)


def founding_rows(programme: str = "FAST_CARRIER", **values: float) -> list[dict[str, Any]]:
    """Give the founding criteria as rows; `T2_movements=30` changes one value."""
    rows = [{**row, "value": float(row["value"])} for row in rows_of(founding_document(programme))]
    return [{**row, "value": values.get(f"{row['tier']}_{row['metric']}", row["value"])} for row in rows]


def make_criteria(
    rows: list[dict[str, Any]] | None = None,
    *,
    programme: str = "FAST_CARRIER",
    valid_from: datetime | None = None,
    upto: str = "signed",
) -> CriteriaVersion:
    """Propose a version; `upto` is draft, simulated or signed."""
    version = services.criteria_propose(
        actor=staff_actor("administrator", ""),
        programme=programme,
        rows=rows if rows is not None else founding_rows(programme, T2_movements=30),
        valid_from=valid_from or clock.now(),
        note=WHY,
    )
    if upto == "draft":
        return version
    version = services.criteria_simulate(actor=supervisor(), version_id=version.id)
    if upto == "simulated":
        return version
    for agency in ("CBP", "CBSA"):
        version = services.criteria_sign(
            actor=supervisor(agency), version_id=version.id, expected_version=version.row_version
        )
    return version


def make_recognition(
    scheme: str = "SENTRI", programme: str = "NEXUS", tier: str = "NEXUS", *, signed: bool = True, **more: Any
) -> Recognition:
    """Propose a row and have both agencies sign it; it counts from now unless told otherwise."""
    given = {"valid_from": clock.now(), "note": "Agreed by exchange of letters.", **more}
    row = services.recognition_propose(
        actor=staff_actor("administrator", ""), scheme=scheme, programme=programme, tier=tier, **given
    )
    for agency in ("CBP", "CBSA") if signed else ():
        row = services.recognition_sign(actor=supervisor(agency), version_id=row.id, expected_version=row.row_version)
    return row


def make_scheme(
    holder: Actor, scheme: str = "SENTRI", number: str = "987654321", *, agency: str = "CBP", confirmed: bool = True
) -> SchemeMembership:
    """Enter a scheme for its holder and have the agency confirm it; it began a year ago and lasts four more."""
    today = clock.now().date()
    row = services.scheme_claim(
        actor=holder,
        scheme=scheme,
        number=number,
        valid_from=date(today.year - 1, 1, 1),
        valid_until=today + timedelta(days=1460),
    )
    return services.scheme_confirm(actor=vetting(agency), scheme_id=row.id) if confirmed else row


def with_record(membership: Membership, movements: int = 30, clean: int | None = None, visits: int = 0) -> None:
    """Give a membership its counts."""
    MovementTally.objects.filter(membership=membership).update(
        movements=movements, clean_movements=movements if clean is None else clean, site_visits=visits
    )


def tier_records(owner: Organisation, words: str) -> dict[str, UUID]:
    """A criteria draft, a recognition draft, and a proposal and scheme of the owner's, each with the words."""
    holder = member_actor(owner)
    member = make_membership("FAST_SHIPPER", organisation=make_organisation("shipper", name=f"Shipper {words}"))
    with_record(member)
    services.graduations_turn()
    admin = staff_actor("administrator", "")
    criteria = services.criteria_propose(
        actor=admin, programme="FAST_CARRIER", rows=founding_rows(), valid_from=clock.now(), note=words
    )
    return {
        "criteria": criteria.id,
        "recognition": make_recognition(signed=False, note=words).id,
        "proposal": GraduationProposal.objects.get(membership=member).id,
        "scheme": make_scheme(holder, "MX_OEA", words[-8:], confirmed=False).id,
    }
