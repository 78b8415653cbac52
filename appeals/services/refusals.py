"""What the commission's services refuse, in words: the rule and the fix, in both languages."""

from __future__ import annotations

from portal.core.domain.errors import ErrorItem, Invalid, NotAllowed
from portal.core.domain.text import Text


def thin(code: str, path: str, value: str, message: Text, fix: Text | None = None) -> Invalid:
    """Give the refusal of a text that says too little."""
    return Invalid([ErrorItem(code, message, path=path, value=value, fix=fix)])


def own_cause() -> NotAllowed:
    """Give the refusal of somebody who had a hand in what they are to judge (R-80)."""
    return NotAllowed([ErrorItem("APL_OWN_CAUSE", OWN_CAUSE, fix=OWN_CAUSE_FIX)])


GROUNDS = Text(
    "Say in at least {n} characters what is wrong with the decision.",
    "Dites en au moins {n} caractères en quoi la décision est erronée.",
)
GROUNDS_FIX = Text(
    "Name the fact, the rule or the step you contest.",
    "Nommez le fait, la règle ou l'étape que vous contestez.",
)
LATE = Text(
    "The time to appeal has passed; the registrar decides whether it is heard.",
    "Le délai d'appel est écoulé; le greffe décide si l'appel est entendu.",
)
LATE_FIX = Text(
    "Say in at least {n} characters why it is late.",
    "Dites en au moins {n} caractères pourquoi il est tardif.",
)
ALREADY = Text("This is under appeal already.", "Un appel est déjà en cours à ce sujet.")
ALREADY_FIX = Text("Open the existing case.", "Ouvrez le dossier existant.")
OWN_CAUSE = Text(
    "You had a hand in what is contested, are a party, or are recused: you may not judge it.",
    "Vous avez participé à ce qui est contesté, êtes partie ou vous êtes récusé : vous ne pouvez pas en juger.",
)
OWN_CAUSE_FIX = Text("Another member takes it.", "Un autre membre s'en charge.")
NOT_SEATED = Text("You do not sit on this panel.", "Vous ne siégez pas dans cette formation.")
COMMISSION_ONLY = Text("The registrar of the commission does this.", "Cela revient au greffe de la commission.")
LED = Text(
    "This case is joined with others, or to be joined: it is done in appeal {docket}.",
    "Cette cause est jointe à d'autres, ou doit l'être : cela se fait dans l'appel {docket}.",
)
LED_FIX = Text("Open that case.", "Ouvrez cette cause.")
SAY = Text("Write at least {n} characters.", "Écrivez au moins {n} caractères.")


def in_both(path: str, text: Text, least: int) -> list[ErrorItem]:
    """Give what is wrong with a text that has to say something in both languages."""
    return [
        ErrorItem("APL_WORDS", SAY.format(n=least), path=f"{path}_{language}", value=words)
        for language, words in text.as_dict().items()
        if len(words.strip()) < least
    ]
