"""The life of an appeal before the joint commission (R-80, R-82)."""

from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

APPELLANT = frozenset({"trader.admin", "trader.filer", "traveller", "driver"})
REGISTRAR = frozenset({"commission.registrar"})
MEMBER = frozenset({"commission.member"})

APPEAL = Workflow(
    name="appeal",
    initial="filed",
    states=(
        State(
            "filed",
            Text("Filed, panel to be assigned", "Déposé, formation à désigner"),
            Text("Filed", "Déposé"),
            "inbox",
            "info",
        ),
        State(
            "with_panel",
            Text("Before the panel", "Devant la formation"),
            Text("Before the panel", "Devant la formation"),
            "people",
            "info",
        ),
        State("decided", Text("Decided", "Tranché"), Text("Decided", "Tranché"), "gavel", "good", final=True),
        State("withdrawn", Text("Withdrawn", "Retiré"), Text("Withdrawn", "Retiré"), "undo", "neutral", final=True),
    ),
    transitions=(
        Transition(
            "filed",
            "assign_panel",
            "with_panel",
            REGISTRAR,
            "appeals.panel.assigned",
            Text("Assign the panel", "Désigner la formation"),
        ),
        Transition(
            "with_panel",
            "rule",
            "decided",
            MEMBER,
            "appeals.ruling.issued",
            Text("Issue the ruling", "Rendre la décision"),
        ),
        Transition(
            "filed",
            "withdraw",
            "withdrawn",
            APPELLANT,
            "appeals.case.withdrawn",
            Text("Withdraw the appeal", "Retirer l'appel"),
        ),
        Transition(
            "with_panel",
            "withdraw",
            "withdrawn",
            APPELLANT,
            "appeals.case.withdrawn",
            Text("Withdraw the appeal", "Retirer l'appel"),
        ),
    ),
)
