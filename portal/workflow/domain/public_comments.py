"""What the public says while comments are open: released, or kept from the page for a class of reasons (R-51, R-84).

One table serves every app that takes comments, so that what is a reason in one of them is a reason in all.
"""

from __future__ import annotations

from portal.core.domain.text import Text
from portal.workflow.domain.machine import Guard, State, Transition, Workflow

RECEIVED, RELEASED, REFUSED = "received", "released", "refused"
# The only reasons for which a comment is kept from the page; disagreement is none of them.
REFUSALS: dict[str, Text] = {
    "off_topic": Text("Not about what the public was asked", "Sans lien avec ce qui est demandé au public"),
    "personal": Text("Tells personal data of somebody else", "Révèle des renseignements personnels d'autrui"),
    "case": Text("About a case before the commission", "Porte sur un dossier devant la commission"),
    "unlawful": Text("Insults, threatens or is unlawful", "Injurieux, menaçant ou illégal"),
    "duplicate": Text("Sent twice", "Envoyé deux fois"),
    "advertising": Text("Advertising", "Publicité"),
}
RELEASE = Text("Release it", "Le diffuser")
REFUSE = Text("Refuse it", "Le refuser")


def comment_workflow(*, name: str, event: str, keys: frozenset[str], guard: Guard | None = None) -> Workflow:
    """Give the life of a comment. `keys` are the roles that decide, `guard` narrows them to those in charge of it."""

    def move(source: str, action: str, target: str, label: Text) -> Transition:
        return Transition(source, action, target, keys, f"{event}.{target}", label, guard="decides" if guard else "")

    return Workflow(
        name=name,
        initial=RECEIVED,
        states=(
            State(RECEIVED, Text("To be read", "À lire"), Text("Received", "Reçu"), "inbox", "info"),
            State(RELEASED, Text("Released", "Diffusé"), Text("Released", "Diffusé"), "check-circle", "good"),
            State(REFUSED, Text("Not released", "Non diffusé"), Text("Not released", "Non diffusé"), "stop", "neutral"),
        ),
        transitions=(
            move(RECEIVED, "release", RELEASED, RELEASE),
            move(RECEIVED, "refuse", REFUSED, REFUSE),
            move(RELEASED, "refuse", REFUSED, REFUSE),
            move(REFUSED, "release", RELEASED, RELEASE),
        ),
        guards={"decides": guard} if guard else {},
    )
