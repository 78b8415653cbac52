"""The eight-minute slice of requirements section 6, played through the services by the demonstration's people.

enrol → graduate → file → score → booth → audit → finding → demotion → appeal with stay → panel → ruling → restored
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from appeals.selectors import case_get, panel_proposal
from appeals.services import case_file, panel_assign, ruling_issue, vote_cast
from audit.compliance.domain.reports import Draft
from audit.compliance.selectors import audit_case_get, audit_case_list
from audit.compliance.services import (
    audit_open_for_trip,
    report_answer,
    report_save,
    report_send,
    report_sign,
    team_join,
)
from clearance.selectors import trip_for_officer
from clearance.services import agency_clear, booth_release, manifest_read, release_settled, trip_file, trip_score
from clearance.targeting.lanes import SECONDARY
from enrollment.selectors import membership_get
from portal.core import clock
from portal.core.domain.text import Text
from portal.site.demo_accounts import PORT
from portal.site.seed.people import Cast
from portal.site.seed.trucks import manifest

WORKER_SECONDS = 20.0
NEXT_TRUCKS = "BCDEFGHJ"
# The line's origin is not where it was marked as coming from: a doubt about papers, never about safety.
DOUBTFUL = {"origin": "CN", "marked_origin": "CA"}


@dataclass
class Story:
    """Who plays and what has happened so far. `inline` does the worker's part here instead of waiting for it."""

    cast: Cast
    memberships: dict[str, UUID]
    card: str
    inline: bool = True
    chance: random.Random = field(default_factory=lambda: random.Random(2026))
    told: Callable[[str], None] = lambda line: None

    def filed(self, *, reference: str, minutes: int = 90, doubtful: bool = False, **changes: Any) -> UUID:
        """File one southbound trip of the carrier and see it scored."""
        data = manifest(
            carrier="carrier",
            reference=reference,
            crossing=PORT,
            eta=clock.now() + timedelta(minutes=minutes),
            direction="SB",
            chance=self.chance,
            card=self.card,
            **changes,
        )
        if doubtful:
            data["shipments"][0]["lines"][0] |= DOUBTFUL
        trip = trip_file(actor=self.cast.actor("carrier"), manifest=manifest_read(data), channel="api")
        if self.inline:
            trip_score(trip_id=trip.id, version=1)
        else:
            self._until(lambda: self._trip(trip.id).scored_version == 1, "scoring")
        return trip.id

    def filed_undrawn(self, *, reference: str, **filing: Any) -> UUID:
        """File a truck that goes straight through. One that the day's draw picks waits for its inspection like any
        other, and the next one, with another last letter, takes its place in the story (R-43).
        """
        for last in (reference[-1], *NEXT_TRUCKS):
            trip_id = self.filed(reference=f"{reference[:-1]}{last}", **filing)
            if self._trip(trip_id).lane != SECONDARY:
                return trip_id
        raise RuntimeError(f"{len(NEXT_TRUCKS) + 1} trucks in a row were advised to secondary")

    def released(self, trip_id: UUID) -> None:
        """Release the trip at the booth: partner agencies answer, then CBP, and the truck goes."""
        for key, agency in (("fda", "FDA"), ("cfia", "CFIA")):
            trip = self._trip(trip_id)
            if trip.agency_lines.filter(agency=agency).exclude(status="may_proceed").exists():
                agency_clear(actor=self.cast.actor(key), trip_id=trip_id, expected_version=trip.row_version)
        trip = self._trip(trip_id)
        booth_release(actor=self.cast.actor("cbp.primary"), trip_id=trip_id, expected_version=trip.row_version)

    def audited(self, trip_id: UUID) -> Any:
        """See the audit that opens by itself, and give its case."""
        auditor = self.cast.actor("cbp.auditor")
        if self.inline:
            release_settled(trip_id=trip_id)
            audit_open_for_trip(trip_id=trip_id)
        self._until(lambda: audit_case_list(actor=auditor).filter(trip_id=trip_id).exists(), "the audit")
        return audit_case_list(actor=auditor).get(trip_id=trip_id)

    def reported(self, case: Any) -> None:
        """Seat the team of both agencies, write the joint report and send its draft to the carrier."""
        for key in TEAM:
            team_join(actor=self.cast.actor(key), case_id=case.id)
        first = self.cast.actor(TEAM[0])
        report_save(actor=first, case_id=case.id, draft=third_country(case.trip_number), expected_version=0)
        report_send(actor=first, case_id=case.id, expected_version=self._case(case.id).row_version)

    def found(self, case: Any) -> UUID:
        """See the finding through: report, the carrier's answer, both keys; the matrix demotes. Gives the decision's id."""
        self.reported(case)
        report_answer(
            actor=self.cast.actor("carrier"),
            case_id=case.id,
            text="Our supplier names Canada as origin on its certificate; we look for the paper and send it.",
            expected_version=self._case(case.id).row_version,
        )
        for key in TEAM:
            report_sign(actor=self.cast.actor(key), case_id=case.id, expected_version=self._case(case.id).row_version)
        decision_id = self._case(case.id).finding.decision_id
        if decision_id is None:
            raise RuntimeError("the sanction matrix gave no decision")
        return UUID(str(decision_id))

    def _case(self, case_id: UUID) -> Any:
        return audit_case_get(actor=self.cast.actor(TEAM[0]), case_id=case_id)

    def appealed(self, decision_id: UUID) -> UUID:
        """File the appeal: docket number, record and stay come by themselves."""
        case = case_file(
            actor=self.cast.actor("carrier"),
            decision_id=decision_id,
            grounds="The supplier's certificate names Canada as origin; it was on file before the trip arrived.",
            language="en",
        )
        return case.id

    def ruled(self, case_id: UUID) -> str:
        """Seat the panel, vote and rule; gives the carrier's tier afterwards."""
        registrar = self.cast.actor("registrar")
        case = case_get(actor=registrar, case_id=case_id)
        seats = panel_proposal(case)
        ids = [seat.user_id for seat in seats]
        panel_assign(actor=registrar, case_id=case_id, member_ids=ids, expected_version=case.row_version)
        keys = [key for user_id in ids for key, known in self.cast.users.items() if known == user_id]
        for key in keys:
            reasons = "The certificate of origin was on file before arrival; the finding rests on a label alone."
            vote_cast(actor=self.cast.actor(key), case_id=case_id, choice="grant", reasons=reasons)
        member = self.cast.actor(keys[0])
        version = case_get(actor=member, case_id=case_id).row_version
        ruling_issue(actor=member, case_id=case_id, reasons=RULING, expected_version=version)
        carrier = membership_get(actor=self.cast.actor("carrier"), membership_id=self.memberships["carrier"])
        return str(carrier.tier)

    def _trip(self, trip_id: UUID) -> Any:
        return trip_for_officer(actor=self.cast.actor("cbp.primary"), trip_id=trip_id)

    def _until(self, done: Callable[[], bool], what: str) -> None:
        for _ in range(int(WORKER_SECONDS * 5)):
            if done():
                return
            time.sleep(0.2)
        raise RuntimeError(f"waited {WORKER_SECONDS:.0f} s for {what}: is a worker running?")


def played(story: Story, reference: str) -> Iterator[str]:
    """Play the slice chapter by chapter; yields a line as each one ends."""
    trip_id = story.filed_undrawn(reference=reference, doubtful=True)
    yield f"filed once for both countries and scored: trip {reference}"
    story.released(trip_id)
    yield "released at the booth; doubts about papers did not stop it"
    case = story.audited(trip_id)
    yield f"audit {case.number} opened by itself"
    decision_id = story.found(case)
    yield "the team of both agencies reported, the carrier answered, both signed; the matrix demotes, with reasons"
    case_id = story.appealed(decision_id)
    yield "appeal filed: docket number, record and stay by themselves"
    yield f"panel of both countries ruled; the carrier is back at {story.ruled(case_id)}"


TEAM = ("cbp.auditor", "cbsa.auditor")


def third_country(trip_number: str) -> Draft:
    """The report of the story: goods of a third country, filed as made in Canada."""
    return Draft(
        {
            "scope": Text(
                "The filing, the supplier's papers and the marks on the goods of one shipment.",
                "La déclaration, les documents du fournisseur et les marques des marchandises d'une expédition.",
            ),
            "facts": Text(
                f"On trip {trip_number} goods made in a third country were filed as made in Canada.",
                f"Pour le voyage {trip_number}, des marchandises d'un pays tiers ont été déclarées comme canadiennes.",
            ),
            "cause": Text(
                "The origin was copied from an earlier order and not checked against the marks.",
                "L'origine a été reprise d'une commande antérieure sans vérification des marques.",
            ),
            "remedy": Text(
                "Amend the filing and keep the supplier's proof of origin with every shipment.",
                "Modifiez la déclaration et conservez la preuve d'origine du fournisseur avec chaque expédition.",
            ),
        },
        infraction="UNDECLARED",
        harm="serious",
        amount=Decimal("1840.00"),
        currency="USD",
        fix_by=clock.now().date() + timedelta(days=45),
    )


RULING = Text(
    "The proof of origin was on file before the truck arrived. The demotion rests on a packing label alone "
    "and cannot stand.",
    "La preuve d'origine figurait au dossier avant l'arrivée du camion. La rétrogradation repose sur une seule "
    "étiquette d'emballage et ne peut être maintenue.",
)
