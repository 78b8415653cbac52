"""The lives of the point standard and of mutual recognitions of decisions, both under the keys of the two agencies.

Neither needs anybody to put it in force: once both have signed it counts from its day, by the clock (R-04).
"""

from __future__ import annotations

from enrollment.domain.joint import AGENCIES
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

AGREEMENT_KEYS = frozenset({"officer.supervisor", "administrator"})
AGREEMENT_READERS = AGREEMENT_KEYS | {"officer.vetting", "auditor"}
AGREED, ENDED = "agreed", "ended"
_IN_FRENCH = {"CBP": "CBP", "CBSA": "l'ASFC"}
_ONE_OF_TWO = Text("One signature of two", "Une signature sur deux")
_HALF = ("signed_cbp", "signed_cbsa")


def _signing(event: str, source: str, agency: str, target: str) -> Transition:
    label = Text(f"Sign for {agency}", f"Signer pour {_IN_FRENCH[agency]}")
    return Transition(
        source, f"sign_{agency.lower()}", target, AGREEMENT_KEYS, f"{event}.{target}", label, agency=agency
    )


def _agreement(name: str, event: str) -> Workflow:
    return Workflow(
        name=name,
        initial="draft",
        states=(
            State("draft", Text("Draft", "Ébauche"), Text("Draft", "Ébauche"), "draft"),
            State(
                "signed_cbp",
                Text("Signed by CBP, awaiting CBSA", "Signé par CBP, en attente de l'ASFC"),
                _ONE_OF_TWO,
                "key",
                "info",
            ),
            State(
                "signed_cbsa",
                Text("Signed by CBSA, awaiting CBP", "Signé par l'ASFC, en attente de CBP"),
                _ONE_OF_TWO,
                "key",
                "info",
            ),
            State(
                AGREED, Text("Signed by both", "Signé par les deux"), Text("Agreed", "Convenu"), "double-check", "good"
            ),
            State(ENDED, Text("Ended", "Terminé"), Text("Ended", "Terminé"), "lock", "neutral", True),
            State("withdrawn", Text("Withdrawn", "Retiré"), Text("Withdrawn", "Retiré"), "cross", "neutral", True),
        ),
        transitions=(
            *(_signing(event, "draft", agency, f"signed_{agency.lower()}") for agency in AGENCIES),
            _signing(event, "signed_cbp", "CBSA", AGREED),
            _signing(event, "signed_cbsa", "CBP", AGREED),
            *(
                Transition(
                    state,
                    "withdraw",
                    "withdrawn",
                    AGREEMENT_KEYS,
                    f"{event}.withdrawn",
                    Text("Withdraw", "Retirer"),
                )
                for state in ("draft", *_HALF)
            ),
            Transition(AGREED, "end", ENDED, AGREEMENT_KEYS, f"{event}.ended", Text("End it now", "Y mettre fin")),
        ),
    )


STANDARD = _agreement("vetting_standard", "enrollment.standard")
MUTUAL = _agreement("mutual_recognition", "enrollment.mutual")
