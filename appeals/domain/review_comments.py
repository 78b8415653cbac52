"""What the public says in a programme review: seen by everybody once released, refused for a class of reasons (R-84)."""

from __future__ import annotations

from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

REGISTRAR = frozenset({"commission.registrar"})
COMMENT_AT_LEAST = 20
LONGEST = 8000
# The only reasons for which a comment is kept from the page; disagreement is none of them.
REFUSALS: dict[str, Text] = {
    "off_topic": Text("Not about the terms of this review", "Sans lien avec le mandat de cet examen"),
    "personal": Text("Tells personal data of somebody else", "Révèle des renseignements personnels d'autrui"),
    "case": Text("About a case before the commission", "Porte sur un dossier devant la commission"),
    "unlawful": Text("Insults, threatens or is unlawful", "Injurieux, menaçant ou illégal"),
    "duplicate": Text("Sent twice", "Envoyé deux fois"),
    "advertising": Text("Advertising", "Publicité"),
}

RELEASE = Text("Release it", "Le diffuser")
REFUSE = Text("Refuse it", "Le refuser")

REVIEW_COMMENT = Workflow(
    name="review_comment",
    initial="received",
    states=(
        State("received", Text("To be read", "À lire"), Text("Received", "Reçu"), "inbox", "info"),
        State("released", Text("Released", "Diffusé"), Text("Released", "Diffusé"), "check-circle", "good"),
        State("refused", Text("Not released", "Non diffusé"), Text("Not released", "Non diffusé"), "stop", "neutral"),
    ),
    transitions=(
        Transition("received", "release", "released", REGISTRAR, "appeals.review_comment.released", RELEASE),
        Transition("received", "refuse", "refused", REGISTRAR, "appeals.review_comment.refused", REFUSE),
        Transition("released", "refuse", "refused", REGISTRAR, "appeals.review_comment.refused", REFUSE),
        Transition("refused", "release", "released", REGISTRAR, "appeals.review_comment.released", RELEASE),
    ),
)
