"""The life of a post-movement audit: one team of both agencies, the member heard, two signatures (R-10, R-70, R-77)."""

from __future__ import annotations

from typing import Any

from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

OPEN, IN_AUDIT, WITH_MEMBER = "open", "in_audit", "with_member"
ANSWERED, UNANSWERED = "answered", "unanswered"
SIGNED_CBP, SIGNED_CBSA, FINDING_ISSUED = "signed_cbp", "signed_cbsa", "finding_issued"
CLEAN_CBP, CLEAN_CBSA, CLEAN = "clean_cbp", "clean_cbsa", "clean"

AUDITOR = frozenset({"auditor"})
HEARD = frozenset({"trader.admin", "trader.filer"})
SYSTEM = frozenset({"system"})
TEAM, HOLDER = "team", "holder"


def on_the_team(case: Any, actor: Actor) -> ErrorItem | None:
    """Who is not on the team writes and signs nothing. `case.team_ids` are the auditors of the team."""
    if actor.user_id is not None and actor.user_id in case.team_ids:
        return None
    return ErrorItem(
        "CMP_TEAM",
        Text("Only the two auditors of the team do this.", "Seuls les deux vérificateurs de l'équipe font cela."),
        path="status",
        fix=Text("Take the place of your agency first.", "Prenez d'abord la place de votre organisme."),
    )


def holder_only(case: Any, actor: Actor) -> ErrorItem | None:
    """The audited company answers, or who acts for it."""
    if actor.can_act_for(case.organisation_id):
        return None
    return ErrorItem(
        "CMP_HOLDER",
        Text("Only the audited company answers.", "Seule l'entreprise visée répond."),
        path="status",
        fix=Text("Ask an administrator of the company.", "Adressez-vous à un administrateur de l'entreprise."),
    )


def move(
    source: str,
    action: str,
    target: str,
    event: str,
    label: Text,
    *,
    roles: frozenset[str] = AUDITOR,
    agency: str = "",
    guard: str = TEAM,
) -> Transition:
    """One move of an audit or of a visit; without other words the team makes it."""
    return Transition(source, action, target, roles, f"compliance.{event}", label, agency=agency, guard=guard)


SIGN = {"CBP": Text("Sign for CBP", "Signer pour CBP"), "CBSA": Text("Sign for CBSA", "Signer pour l'ASFC")}
_CLOSE = {
    "CBP": Text("Nothing found: close for CBP", "Rien à signaler : clore pour CBP"),
    "CBSA": Text("Nothing found: close for CBSA", "Rien à signaler : clore pour l'ASFC"),
}
_AFTER = (ANSWERED, UNANSWERED)


def _keys() -> tuple[Transition, ...]:
    """Both ways to end take the keys of both agencies, in either order."""
    moves = []
    for agency, action, first, other in (
        ("CBP", "sign_cbp", SIGNED_CBP, SIGNED_CBSA),
        ("CBSA", "sign_cbsa", SIGNED_CBSA, SIGNED_CBP),
    ):
        moves += [move(state, action, first, "report.signed", SIGN[agency], agency=agency) for state in _AFTER]
        moves.append(move(other, action, FINDING_ISSUED, "finding.issued", SIGN[agency], agency=agency))
    for agency, action, first, other in (
        ("CBP", "close_cbp", CLEAN_CBP, CLEAN_CBSA),
        ("CBSA", "close_cbsa", CLEAN_CBSA, CLEAN_CBP),
    ):
        moves += [
            move(state, action, first, "audit.closing", _CLOSE[agency], agency=agency) for state in (IN_AUDIT, *_AFTER)
        ]
        moves.append(move(other, action, CLEAN, "audit.closed_clean", _CLOSE[agency], agency=agency))
    return tuple(moves)


_LOOKED_AT = Text("In audit", "En vérification")
_WAITS = Text("Both agencies decide", "Les deux organismes décident")
AUDIT_CASE = Workflow(
    name="audit_case",
    initial=OPEN,
    states=(
        State(OPEN, Text("Open, waiting for its team", "Ouvert, sans équipe complète"), _LOOKED_AT, "search", "info"),
        State(IN_AUDIT, Text("In audit", "En vérification"), _LOOKED_AT, "search", "info"),
        State(
            WITH_MEMBER,
            Text("Draft with the member", "Ébauche chez le membre"),
            Text("Draft report: your answer is awaited", "Rapport préliminaire : votre réponse est attendue"),
            "hourglass",
            "warn",
        ),
        State(ANSWERED, Text("The member answered", "Le membre a répondu"), _WAITS, "sent", "info"),
        State(UNANSWERED, Text("The member kept silent", "Le membre n'a pas répondu"), _WAITS, "clock", "info"),
        State(
            SIGNED_CBP,
            Text("Signed by CBP, awaiting CBSA", "Signé par CBP, en attente de l'ASFC"),
            _WAITS,
            "key",
            "info",
        ),
        State(
            SIGNED_CBSA,
            Text("Signed by CBSA, awaiting CBP", "Signé par l'ASFC, en attente de CBP"),
            _WAITS,
            "key",
            "info",
        ),
        State(
            CLEAN_CBP, Text("Closed by CBP, awaiting CBSA", "Clos par CBP, en attente de l'ASFC"), _WAITS, "key", "info"
        ),
        State(
            CLEAN_CBSA,
            Text("Closed by CBSA, awaiting CBP", "Clos par l'ASFC, en attente de CBP"),
            _WAITS,
            "key",
            "info",
        ),
        State(
            FINDING_ISSUED,
            Text("Finding issued", "Constat émis"),
            Text("Finding issued", "Constat émis"),
            "warning",
            "warn",
            True,
        ),
        State(
            CLEAN, Text("Closed, nothing found", "Clos, rien à signaler"), Text("Closed", "Clos"), "check", "good", True
        ),
    ),
    transitions=(
        move(
            OPEN,
            "complete_team",
            IN_AUDIT,
            "audit.begun",
            Text("Take the place of my agency", "Prendre la place de mon organisme"),
            roles=AUDITOR | {"officer.supervisor"},
            guard="",
        ),
        move(
            IN_AUDIT,
            "send_draft",
            WITH_MEMBER,
            "report.draft_sent",
            Text("Send the draft to the member", "Envoyer l'ébauche au membre"),
        ),
        move(
            WITH_MEMBER,
            "answer",
            ANSWERED,
            "report.answered",
            Text("Answer the draft", "Répondre à l'ébauche"),
            roles=HEARD,
            guard=HOLDER,
        ),
        move(
            WITH_MEMBER,
            "note_silence",
            UNANSWERED,
            "report.silence_noted",
            Text("Note that no answer came", "Prendre acte du silence"),
            roles=SYSTEM,
            guard="",
        ),
        *_keys(),
        *(
            move(state, "revise", IN_AUDIT, "report.reopened", Text("Rework the report", "Reprendre le rapport"))
            for state in (*_AFTER, SIGNED_CBP, SIGNED_CBSA, CLEAN_CBP, CLEAN_CBSA)
        ),
    ),
    guards={TEAM: on_the_team, HOLDER: holder_only},
)
UNDECIDED = tuple(state.code for state in AUDIT_CASE.states if not state.final)
AUDIT_EVENTS: dict[str, Text] = {
    "compliance.audit.opened": Text("Audit opened after release", "Vérification ouverte après mainlevée"),
    "compliance.audit.joined": Text(
        "An auditor took a place on the team", "Un vérificateur a pris place dans l'équipe"
    ),
    "compliance.audit.begun": Text("Team of both agencies complete", "Équipe des deux organismes complète"),
    "compliance.report.saved": Text("Report worked on", "Rapport en rédaction"),
    "compliance.report.draft_sent": Text("Draft report sent to the member", "Rapport préliminaire envoyé au membre"),
    "compliance.report.answered": Text("The member answered the draft", "Le membre a répondu à l'ébauche"),
    "compliance.report.silence_noted": Text("No answer came in time", "Aucune réponse dans le délai"),
    "compliance.report.reopened": Text("Report taken up again", "Rapport repris"),
    "compliance.report.signed": Text("Signed by the first agency", "Signé par le premier organisme"),
    "compliance.finding.issued": Text("Signed by both: finding issued", "Signé par les deux : constat émis"),
    "compliance.audit.closing": Text(
        "Nothing found, says the first agency", "Rien à signaler, selon le premier organisme"
    ),
    "compliance.audit.closed_clean": Text("Closed: nothing found", "Clos : rien à signaler"),
}
