"""The gist of a restricted paper: what the other side may know of it, settled by the registrar (R-85).

The side that filed the paper proposes the words, the registrar settles them. Whoever may not read the paper reads the
gist; the panel reads both. A ruling leans on no restricted paper that has neither a public version nor a settled gist.
"""

from __future__ import annotations

from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

PROPOSED, SETTLED = "proposed", "settled"
GIST_AT_LEAST = 40
COPIED_AT_MOST = 60

GIST = Workflow(
    name="appeal_gist",
    initial=PROPOSED,
    states=(
        State(
            PROPOSED,
            Text("Gist proposed, to be settled", "Résumé proposé, à arrêter"),
            Text("Gist being settled", "Résumé à l'étude"),
            "hourglass",
            "warn",
        ),
        State(SETTLED, Text("Gist settled", "Résumé arrêté"), Text("Gist", "Résumé"), "check-circle", "good", True),
    ),
    transitions=(
        Transition(
            PROPOSED,
            "settle",
            SETTLED,
            frozenset({"commission.registrar"}),
            "appeals.gist.settled",
            Text("Settle the gist", "Arrêter le résumé"),
        ),
    ),
)


def gist_faults(gist: Text, paper: str) -> list[ErrorItem]:
    """Give what is wrong with the words of a gist: too few in a language, or the paper itself in them."""
    found = []
    for code, words in gist.as_dict().items():
        if len(words.strip()) < GIST_AT_LEAST:
            message = SAY.format(n=GIST_AT_LEAST)
            found.append(ErrorItem("APL_GIST", message, path=f"gist_{code}", value=words, fix=BOTH))
        elif copied(words, paper):
            found.append(ErrorItem("APL_GIST_COPIES", COPIES, path=f"gist_{code}", value=words, fix=COPIES_FIX))
    return found


def copied(gist: str, paper: str) -> bool:
    """Say whether a gist repeats the paper: a run of more than sixty characters, or the whole of a shorter paper."""
    said, hidden = _flat(gist), _flat(paper)
    if hidden and len(hidden) <= COPIED_AT_MOST:
        return hidden in said
    length = COPIED_AT_MOST + 1
    return any(said[start : start + length] in hidden for start in range(len(said) - length + 1))


def _flat(text: str) -> str:
    return " ".join(text.casefold().split())


SAY = Text(
    "Say what the paper is about in at least {n} characters.", "Dites l'objet de la pièce en au moins {n} caractères."
)
BOTH = Text("Write it in both languages.", "Écrivez-le dans les deux langues.")
COPIES = Text("This repeats the restricted paper.", "Ceci répète la pièce restreinte.")
COPIES_FIX = Text(
    "Say it in other words, without what has to stay hidden.", "Dites-le autrement, sans ce qui doit rester caché."
)
LEANS = Text(
    "“{name}” is restricted and has neither a public version nor a settled gist.",
    "« {name} » est restreinte et n'a ni version publique ni résumé arrêté.",
)
LEANS_FIX = Text(
    "Let the registrar settle its gist, or set the paper aside.",
    "Demandez au greffe d'en arrêter le résumé, ou écartez la pièce.",
)
