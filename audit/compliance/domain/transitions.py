"""The life of a post-movement audit (R-70)."""

from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

AUDITOR = frozenset({"auditor"})

AUDIT_CASE = Workflow(
    name="audit_case",
    initial="open",
    states=(
        State(
            "open",
            Text("Open, to be examined", "Ouvert, à examiner"),
            Text("In audit", "En vérification"),
            "search",
            "info",
        ),
        State(
            "finding_issued",
            Text("Finding issued", "Constat émis"),
            Text("Finding issued", "Constat émis"),
            "warning",
            "warn",
            final=True,
        ),
        State(
            "clean",
            Text("Closed, nothing found", "Clos, rien à signaler"),
            Text("Closed", "Clos"),
            "check",
            "good",
            final=True,
        ),
    ),
    transitions=(
        Transition(
            "open",
            "issue_finding",
            "finding_issued",
            AUDITOR,
            "compliance.finding.issued",
            Text("Issue a finding", "Émettre un constat"),
        ),
        Transition(
            "open",
            "close_clean",
            "clean",
            AUDITOR,
            "compliance.audit.closed_clean",
            Text("Close: nothing found", "Clore : rien à signaler"),
        ),
    ),
)
