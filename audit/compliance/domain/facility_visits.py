"""The life of an unannounced facility visit: drawn, planned, on site, reported, signed by both, answered (R-63)."""

from __future__ import annotations

from typing import Any

from audit.compliance.domain.transitions import HEARD, HOLDER, SIGN, SYSTEM, TEAM, holder_only, move, on_the_team
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Workflow

DRAWN, PLANNED, ON_SITE, REPORTED = "drawn", "planned", "on_site", "reported"
SIGNED_CBP, SIGNED_CBSA, SIGNED = "signed_cbp", "signed_cbsa", "signed"
ANSWERED, UNANSWERED, NO_ACCESS, MISSED = "answered", "unanswered", "no_access", "missed"
BOSS = frozenset({"officer.supervisor"})
BOTH = "both"


def both_seated(visit: Any, actor: Actor) -> ErrorItem | None:
    """Nobody goes alone. `visit.team_agencies` are the agencies that have their auditor on the team."""
    if len(visit.team_agencies) == 2:
        return on_the_team(visit, actor)
    return ErrorItem(
        "CMP_VISIT_JOINT",
        Text("A visit takes an auditor of each agency.", "Une visite exige un vérificateur de chaque organisme."),
        path="team",
        fix=Text("Wait until the other place is taken.", "Attendez que l'autre place soit prise."),
    )


_GOES_ON = Text("Visit going on", "Visite en cours")
_LAPSE = Text("Not held", "Ne pas tenir")
FACILITY_VISIT = Workflow(
    name="facility_visit",
    initial=DRAWN,
    states=(
        State(DRAWN, Text("Drawn, to be planned", "Tirée, à planifier"), _GOES_ON, "search", "info"),
        State(PLANNED, Text("Planned, not announced", "Planifiée, non annoncée"), _GOES_ON, "calendar", "info"),
        State(ON_SITE, Text("On site", "Sur place"), _GOES_ON, "hourglass", "warn"),
        State(REPORTED, Text("Reported, to be signed", "Rapport à signer"), _GOES_ON, "document", "warn"),
        State(
            SIGNED_CBP,
            Text("Signed by CBP, awaiting CBSA", "Signé par CBP, en attente de l'ASFC"),
            _GOES_ON,
            "key",
            "info",
        ),
        State(
            SIGNED_CBSA,
            Text("Signed by CBSA, awaiting CBP", "Signé par l'ASFC, en attente de CBP"),
            _GOES_ON,
            "key",
            "info",
        ),
        State(
            SIGNED,
            Text("Signed by both", "Signé par les deux"),
            Text("Signed by both: you may answer", "Signé par les deux : vous pouvez répondre"),
            "double-check",
            "good",
        ),
        State(
            ANSWERED,
            Text("The member answered", "Le membre a répondu"),
            Text("Answered", "Répondu"),
            "sent",
            "good",
            True,
        ),
        State(
            UNANSWERED,
            Text("The member kept silent", "Le membre n'a pas répondu"),
            Text("Closed", "Close"),
            "check",
            "good",
            True,
        ),
        State(NO_ACCESS, Text("No access", "Accès refusé"), Text("No access", "Accès refusé"), "warning", "bad", True),
        State(MISSED, Text("Not held", "Non tenue"), Text("Not held", "Non tenue"), "cross", "neutral", True),
    ),
    transitions=(
        move(DRAWN, "plan", PLANNED, "visit.planned", Text("Set the day", "Fixer la date"), guard=BOTH),
        move(PLANNED, "replan", PLANNED, "visit.planned", Text("Change the day", "Changer la date"), guard=BOTH),
        move(PLANNED, "begin", ON_SITE, "visit.begun", Text("We are on site", "Nous sommes sur place"), guard=BOTH),
        move(ON_SITE, "finish", REPORTED, "visit.reported", Text("Finish the report", "Terminer le rapport")),
        move(REPORTED, "reopen", ON_SITE, "visit.reopened", Text("Correct the report", "Corriger le rapport")),
        *(
            move(source, action, target, event, SIGN[agency], agency=agency)
            for agency, action, first, other in (
                ("CBP", "sign_cbp", SIGNED_CBP, SIGNED_CBSA),
                ("CBSA", "sign_cbsa", SIGNED_CBSA, SIGNED_CBP),
            )
            for source, target, event in ((REPORTED, first, "visit.key_given"), (other, SIGNED, "visit.signed"))
        ),
        move(
            SIGNED,
            "answer",
            ANSWERED,
            "visit.answered",
            Text("Answer the report", "Répondre au rapport"),
            roles=HEARD,
            guard=HOLDER,
        ),
        move(
            SIGNED,
            "note_silence",
            UNANSWERED,
            "visit.silence_noted",
            Text("Note that no answer came", "Prendre acte du silence"),
            roles=SYSTEM,
            guard="",
        ),
        *(
            move(
                state,
                "no_access",
                NO_ACCESS,
                "visit.no_access",
                Text("We were not let in", "L'accès nous a été refusé"),
            )
            for state in (PLANNED, ON_SITE)
        ),
        *(
            move(state, "miss", MISSED, "visit.missed", _LAPSE, roles=BOSS | SYSTEM, guard="")
            for state in (DRAWN, PLANNED)
        ),
    ),
    guards={TEAM: on_the_team, HOLDER: holder_only, BOTH: both_seated},
)
TO_DO = (DRAWN, PLANNED)
UNDECIDED_VISITS = (DRAWN, PLANNED, ON_SITE, REPORTED, SIGNED_CBP, SIGNED_CBSA)
PUT_RIGHT_FROM = (SIGNED, ANSWERED, UNANSWERED)
SHOWN_TO_MEMBER = (SIGNED, ANSWERED, UNANSWERED, NO_ACCESS)
VISIT_EVENTS: dict[str, Text] = {
    "compliance.visit.drawn": Text("Facility drawn for a visit", "Installation tirée pour une visite"),
    "compliance.visit.joined": Text(
        "An auditor took a place on the team", "Un vérificateur a pris place dans l'équipe"
    ),
    "compliance.visit.planned": Text("Day of the visit set", "Date de la visite fixée"),
    "compliance.visit.begun": Text("Both agencies arrived on site", "Les deux organismes sont arrivés sur place"),
    "compliance.visit.marked": Text("A point of the checklist marked", "Un point de la liste noté"),
    "compliance.visit.photographed": Text("Photo taken", "Photo prise"),
    "compliance.visit.photo_seen": Text("Photo looked at", "Photo consultée"),
    "compliance.visit.reported": Text("Report finished", "Rapport terminé"),
    "compliance.visit.reopened": Text("Report taken up again", "Rapport repris"),
    "compliance.visit.key_given": Text("Signed by the first agency", "Signé par le premier organisme"),
    "compliance.visit.signed": Text("Signed by both agencies", "Signé par les deux organismes"),
    "compliance.visit.answered": Text("The member answered", "Le membre a répondu"),
    "compliance.visit.silence_noted": Text("No answer came in time", "Aucune réponse dans le délai"),
    "compliance.visit.put_right": Text("Findings noted as put right", "Constats notés comme corrigés"),
    "compliance.visit.no_access": Text("The team was not let in", "L'équipe n'a pas eu accès"),
    "compliance.visit.missed": Text("Visit not held", "Visite non tenue"),
}
