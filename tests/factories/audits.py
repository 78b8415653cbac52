"""Released movements as clearance would describe them, and audits on their way. Everything goes through the services."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from audit.compliance.domain.reports import Draft
from audit.compliance.models import AuditCase, PoolEntry
from audit.compliance.services import (
    audit_open_for_trip,
    report_answer,
    report_save,
    report_send,
    report_sign,
    team_join,
)
from clearance.domain.movement_facts import MovementFacts, Version
from clearance.selectors import AuditBundle, Evidence, Reference
from portal.accounts.selectors import organisation_get
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.text import Text
from portal.core.ids import uuid7
from tests.factories.accounts import make_organisation, member_actor, staff_actor

FACTS = Text(
    "On this trip goods made in a third country were filed as made in Canada.",
    "Pour ce voyage, des marchandises d'un pays tiers ont été déclarées comme canadiennes.",
)
REMEDY = Text("Keep the proof of origin.", "Conservez la preuve d'origine.")


class Movement:
    """One released movement of a carrier. `deciders` are those who had a hand in it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.organisation = make_organisation("carrier")
        self.trip_id: UUID = uuid7()
        self.deciders: set[UUID] = set()
        self.facts = MovementFacts(clock.now(), 1, versions=(Version(1, clock.now() - timedelta(hours=2)),))
        self.references = (Reference("filing", "v1", str(uuid7()), "0" * 64, clock.now()),)
        self.bundle = AuditBundle(
            trip_number="ABCDTRIP1",
            organisation_id=self.organisation.id,
            organisation_name=self.organisation.legal_name,
            status="released",
            version=1,
            digest="0" * 64,
            compliance=35,
            audit_advised=True,
            contributions=[],
            warnings=[],
            origin_proofs=[],
            crossing="ambassador-bridge",
            direction="SB",
        )
        monkeypatch.setattr("audit.compliance.services.cases.trip_audit_bundle", lambda trip_id: self.bundle)
        monkeypatch.setattr(
            "audit.compliance.services.cases.movement_evidence", lambda trip_id: Evidence(self.facts, self.references)
        )
        monkeypatch.setattr("audit.compliance.selectors.cases.trip_deciders", lambda trip_id: frozenset(self.deciders))

    def change(self, **fields: Any) -> Movement:
        self.bundle = replace(self.bundle, **fields)
        return self

    def opened(self) -> AuditCase:
        case = audit_open_for_trip(trip_id=self.trip_id)
        assert case is not None
        return case

    def pooled(self, number: int = 1, *, compliance: int = 0) -> list[PoolEntry]:
        """Release so many movements without doubts."""
        self.change(audit_advised=False, compliance=compliance)
        made = []
        for _ in range(number):
            self.trip_id = uuid7()
            assert audit_open_for_trip(trip_id=self.trip_id) is None
            made.append(PoolEntry.objects.get(trip_id=self.trip_id))
        return made


def a_draft(**changes: Any) -> Draft:
    """A report that lacks nothing."""
    draft = Draft(
        {
            "scope": Text(
                "The filing, its papers and the marks on the goods.", "La déclaration, ses documents, les marques."
            ),
            "facts": FACTS,
            "cause": Text("The origin was copied from an older order.", "L'origine vient d'une ancienne commande."),
            "remedy": REMEDY,
        },
        infraction="UNDECLARED",
        harm="serious",
        amount=Decimal("1840.00"),
        currency="USD",
        fix_by=clock.now().date() + timedelta(days=45),
    )
    return replace(draft, **changes)


class Team:
    """The auditors of both agencies, and what they do with one case."""

    def __init__(self, case: AuditCase, seated: bool = True) -> None:
        self.id = case.id
        self.organisation_id = case.organisation_id
        self.cbp, self.cbsa = staff_actor("auditor", "CBP"), staff_actor("auditor", "CBSA")
        if seated:
            for auditor in (self.cbp, self.cbsa):
                team_join(actor=auditor, case_id=case.id)

    @property
    def case(self) -> AuditCase:
        return AuditCase.objects.get(pk=self.id)

    @property
    def version(self) -> int:
        return self.case.row_version

    def sent(self, **changes: Any) -> Team:
        """Write the report and send its draft."""
        kept = getattr(self.case, "report", None)
        version = kept.row_version if kept else 0
        report_save(actor=self.cbp, case_id=self.id, draft=a_draft(**changes), expected_version=version)
        report_send(actor=self.cbp, case_id=self.id, expected_version=self.version)
        return self

    def answered(self, member: Actor | None = None) -> Team:
        actor = member or member_actor(organisation_get(self.organisation_id))
        words = "The certificate of the supplier names Canada; we looked it up."
        report_answer(actor=actor, case_id=self.id, text=words, expected_version=self.version)
        return self

    def signed(self) -> Team:
        """Let both sign."""
        for auditor in (self.cbp, self.cbsa):
            report_sign(actor=auditor, case_id=self.id, expected_version=self.version)
        return self


def issued(case: AuditCase, **changes: Any) -> Team:
    """Take a fresh case to its finding."""
    return Team(case).sent(**changes).answered().signed()


def in_month(year: int, month: int, day: int = 10) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)
