"""The commission in the demonstration: a complaint answered, others that wait, an appeal under stay (R-81 to R-83)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from appeals.services import case_file, complaint_answer, complaint_file, complaint_send
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
    case_file(
        actor=cast.actor("shipper"),
        decision_id=decision.id,
        grounds="The nine trailers were empty and waited for the wash; the log of 12 May, attached to the visit, says so.",
        language="en",
    )
    return "a complaint answered, one overdue, and an appeal of a demotion under stay"
