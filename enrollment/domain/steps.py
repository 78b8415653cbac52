"""The ladder of sanctions and the columns of history: the words the matrix is written in (R-10)."""

from __future__ import annotations

from portal.core.domain.text import Text

NOTICE = "notice"
WARNING = "warning"
CORRECTIVE_PLAN = "corrective_plan"
POINTS = "points"
LANE_PAUSE = "lane_pause"
DEMOTION = "demotion"
SUSPENSION = "suspension"
REVOCATION = "revocation"
LADDER = (NOTICE, WARNING, CORRECTIVE_PLAN, POINTS, LANE_PAUSE, DEMOTION, SUSPENSION, REVOCATION)

STEP_LABELS: dict[str, Text] = {
    NOTICE: Text("Notice", "Avis"),
    WARNING: Text("Warning", "Avertissement"),
    CORRECTIVE_PLAN: Text("Corrective plan", "Plan correctif"),
    POINTS: Text("Points", "Points"),
    LANE_PAUSE: Text("Lane pause", "Suspension d'accès à la voie"),
    DEMOTION: Text("Demotion by one tier", "Rétrogradation d'un niveau"),
    SUSPENSION: Text("Suspension", "Suspension"),
    REVOCATION: Text("Revocation", "Révocation"),
}

FIRST = "first"
SECOND = "second"
REPEATED = "repeated"
HISTORIES = (FIRST, SECOND, REPEATED)
HISTORY_LABELS: dict[str, Text] = {
    FIRST: Text("First time", "Première fois"),
    SECOND: Text("Second time", "Deuxième fois"),
    REPEATED: Text("Third time or more", "Troisième fois ou plus"),
}
