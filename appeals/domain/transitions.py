"""The life of an appeal before the joint commission (R-80, R-82). A late one needs the registrar's leave first."""

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
        State(
            "late",
            Text("Late, leave to be decided", "Tardif, autorisation à décider"),
            Text("Late: the registrar decides whether it is heard", "Tardif : le greffe décide s'il est entendu"),
            "hourglass",
            "warn",
        ),
        State(
            "refused",
            Text("Late, not heard", "Tardif, non entendu"),
            Text("Not heard: filed too late", "Non entendu : déposé trop tard"),
            "stop",
            "bad",
            final=True,
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
            "find_late",
            "late",
            APPELLANT,
            "appeals.case.filed_late",
            Text("File late, with reasons", "Déposer en retard, avec motifs"),
        ),
        Transition(
            "late",
            "allow",
            "filed",
            REGISTRAR,
            "appeals.case.leave_given",
            Text("Hear it although it is late", "L'entendre malgré le retard"),
        ),
        Transition(
            "late",
            "refuse",
            "refused",
            REGISTRAR,
            "appeals.case.leave_refused",
            Text("Refuse to hear it", "Refuser de l'entendre"),
        ),
        *(
            Transition(
                state,
                "withdraw",
                "withdrawn",
                APPELLANT,
                "appeals.case.withdrawn",
                Text("Withdraw the appeal", "Retirer l'appel"),
            )
            for state in ("filed", "late", "with_panel")
        ),
    ),
)
