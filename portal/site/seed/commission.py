"""The commission in the demonstration: a complaint answered, others that wait, an appeal under stay (R-81 to R-83)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta
from uuid import UUID

from appeals.domain.hearings import Plan, moment_of
from appeals.selectors import case_get, case_list_for_actor, case_panel, panel_proposal
from appeals.services import (
    Redaction,
    case_file,
    complaint_answer,
    complaint_file,
    complaint_send,
    decision_publish,
    decision_redact,
    hearing_ask,
    hearing_set,
    panel_assign,
)
from enrollment.domain.decisions import HOW_TO_APPEAL
from enrollment.services import membership_demote
from portal.core import clock
from portal.core.domain.reasons import Reason
from portal.core.domain.text import Text
from portal.site.seed.people import Cast

LOWERED = Reason(
    "SECURITY_PROFILE",
    Text(
        "Criterion 4, seals: at the visit of 12 May nine of forty trailers in the Detroit yard stood without a seal.",
        "Critère 4, sceaux : à la visite du 12 mai, neuf remorques sur quarante étaient sans sceau dans la cour de Détroit.",
    ),
    "customs:VISIT-2026-0512",
    Text(
        "Seal every loaded trailer and keep the log of seals for a year.",
        "Scellez chaque remorque chargée et conservez le registre des sceaux un an.",
    ),
    HOW_TO_APPEAL,
)

REDACTED = Redaction(
    headnote_en="A demotion cannot rest on a packing label when the proof of origin is on file before arrival.",
    headnote_fr="Une rétrogradation ne peut reposer sur une étiquette d'emballage quand la preuve d'origine est au dossier "
    "avant l'arrivée.",
    text_en="The carrier had filed the certificate of origin before the truck arrived. The finding rested on a packing label "
    "alone. The tier is restored and the points are expunged.",
    text_fr="Le transporteur avait déposé le certificat d'origine avant l'arrivée du camion. Le constat reposait sur une "
    "seule étiquette d'emballage. Le niveau est rétabli et les points sont radiés.",
    region="lakes",
)


def commission_seed(cast: Cast, memberships: Mapping[str, UUID]) -> str:
    """Answer a complaint, leave another overdue, and appeal a demotion, which is stayed; says what was done."""
    now = clock.now()
    with clock.frozen(now - timedelta(days=20)):
        answered = complaint_file(
            actor=cast.actor("traveller"),
            category="delay",
            words="My renewal was to be answered in two weeks. Five weeks later I have heard nothing.",
            language="en",
            place="Enrolment centre, Windsor",
        )
        complaint_send(
            actor=cast.actor("registrar"),
            complaint_id=answered.id,
            agency="CBSA",
            expected_version=answered.row_version,
        )
    with clock.frozen(now - timedelta(days=12)):
        complaint_answer(
            actor=cast.actor("cbsa.supervisor"),
            complaint_id=answered.id,
            answer="Your renewal lay in a queue that nobody watched during a change of desks. It was taken up today, "
            "and your membership goes on meanwhile. We are sorry.",
            expected_version=2,
        )
    with clock.frozen(now - timedelta(days=11)):
        complaint_file(
            actor=cast.actor("dispatcher"),
            category="delay",
            words="La voie FAST était fermée trois matins de suite, sans avis au tableau du port.",
            language="fr",
            place="Pont Ambassador",
        )
    decision = membership_demote(
        actor=cast.actor("cbp.vetting"), membership_id=memberships["shipper"], to_tier="T1", reason=LOWERED
    )
    case = case_file(
        actor=cast.actor("shipper"),
        decision_id=decision.id,
        grounds="The nine trailers were empty and waited for the wash; the log of 12 May, attached to the visit, says so.",
        language="en",
    )
    _hear(cast, case.id)
    _publish(cast)
    return "a complaint answered, one overdue, an appeal of a demotion under stay and its hearing, a decision published"


def _hear(cast: Cast, case_id: UUID) -> None:
    """Seat the proposed panel, ask for an interpreter, and set the hearing in three weeks."""
    registrar = cast.actor("registrar")
    case = case_get(actor=registrar, case_id=case_id)
    members = [seat.user_id for seat in panel_proposal(case)]
    panel_assign(actor=registrar, case_id=case_id, member_ids=members, expected_version=case.row_version)
    hearing_ask(
        actor=cast.actor("shipper"),
        case_id=case_id,
        wish="interpreter",
        language="Español",
        words="The dispatcher who kept the log of seals in the Detroit yard speaks Spanish.",
    )
    day = (clock.now() + timedelta(days=21)).date()
    hearing_set(
        actor=registrar,
        case_id=case_id,
        plan=Plan(
            starts_at=moment_of(day, time(10), "America/Toronto"),
            minutes=120,
            zone_ca="America/Toronto",
            zone_us="America/New_York",
            place="Joint commission, hearing room 2, Windsor",
            link="https://hearings.preclear.example/room-2",
            interpreters=(("appellant", "Español"),),
        ),
    )


def _publish(cast: Cast) -> None:
    """Let everybody read the ruling of the story: the registrar redacts, a member of its panel checks."""
    registrar = cast.actor("registrar")
    case = case_list_for_actor(actor=registrar, status="decided").first()
    if case is None:
        raise RuntimeError("the story has no ruling to publish")
    made = decision_redact(actor=registrar, case_id=case.id, redaction=REDACTED)
    seated = {seat["user_id"] for seat in case_panel(case)}
    checker = next(key for key, person in cast.users.items() if person in seated)
    decision_publish(actor=cast.actor(checker), case_id=case.id, expected_version=made.row_version)
