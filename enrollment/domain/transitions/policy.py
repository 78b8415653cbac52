"""The lives of tier criteria and of recognition rows, both under the keys of the two agencies (R-03, R-08)."""

from __future__ import annotations

from enrollment.domain.joint import AGENCIES
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow
from portal.workflow.domain.two_keys import two_key_events, two_key_workflow

POLICY_KEYS = frozenset({"officer.supervisor", "administrator"})
POLICY_READERS = POLICY_KEYS | {"officer.vetting", "auditor"}
AGREED, ENDED = "agreed", "ended"
_IN_FRENCH = {"CBP": "CBP", "CBSA": "l'ASFC"}
_ONE_OF_TWO = Text("One signature of two", "Une signature sur deux")

CRITERIA = two_key_workflow(name="tier_criteria", event="enrollment.criteria", keys=POLICY_KEYS, expires=False)


def _sign(source: str, agency: str, target: str) -> Transition:
    label = Text(f"Sign for {agency}", f"Signer pour {_IN_FRENCH[agency]}")
    event = f"enrollment.recognition.{target}"
    return Transition(source, f"sign_{agency.lower()}", target, POLICY_KEYS, event, label, agency=agency)


RECOGNITION = Workflow(
    name="recognition",
    initial="draft",
    states=(
        State("draft", Text("Draft", "Ébauche"), Text("Draft", "Ébauche"), "draft"),
        State(
            "signed_cbp", Text("Signed by CBP, awaiting CBSA", "Signée par CBP, en attente de l'ASFC"), _ONE_OF_TWO,
            "key", "info",
        ),
        State(
            "signed_cbsa", Text("Signed by CBSA, awaiting CBP", "Signée par l'ASFC, en attente de CBP"), _ONE_OF_TWO,
            "key", "info",
        ),
        State(AGREED, Text("Signed by both", "Signée par les deux"), Text("Agreed", "Convenue"), "double-check", "good"),
        State(
            ENDED, Text("End set", "Fin fixée"), Text("Ends, or has ended", "Prend fin ou a pris fin"), "lock",
            "neutral", True,
        ),
        State("withdrawn", Text("Withdrawn", "Retirée"), Text("Withdrawn", "Retirée"), "cross", "neutral", True),
    ),
    transitions=(
        *(_sign("draft", agency, f"signed_{agency.lower()}") for agency in AGENCIES),
        _sign("signed_cbp", "CBSA", AGREED),
        _sign("signed_cbsa", "CBP", AGREED),
        *(
            Transition(
                state, "withdraw", "withdrawn", POLICY_KEYS, "enrollment.recognition.withdrawn",
                Text("Withdraw", "Retirer"),
            )
            for state in ("draft", "signed_cbp", "signed_cbsa")
        ),
        Transition(
            AGREED, "end", ENDED, POLICY_KEYS, "enrollment.recognition.ended", Text("Set its end", "En fixer la fin")
        ),
    ),
)  # fmt: skip
POLICY_EVENTS = {
    **two_key_events("enrollment.criteria", expires=False),
    "enrollment.criteria.founded": Text("Founding version put on file", "Version fondatrice versée au dossier"),
    "enrollment.recognition.proposed": Text("Proposed", "Proposée"),
    "enrollment.recognition.signed_cbp": Text("Signed by CBP", "Signée par CBP"),
    "enrollment.recognition.signed_cbsa": Text("Signed by CBSA", "Signée par l'ASFC"),
    "enrollment.recognition.agreed": Text("Signed by the second agency", "Signée par le second organisme"),
    "enrollment.recognition.ended": Text("End set", "Fin fixée"),
    "enrollment.recognition.withdrawn": Text("Withdrawn", "Retirée"),
}
