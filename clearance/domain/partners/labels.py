"""Words for the closed lists of answers, for the line under a question, and for a stored answer."""

from __future__ import annotations

from clearance.domain.partners.base import AT_FILING, Question
from clearance.domain.partners.needs import Asked
from clearance.domain.partners.table import QUESTIONS
from portal.core.domain.agencies import agency_short
from portal.core.domain.text import Text

_WORDS: dict[str, dict[str, Text]] = {
    "END_USE": {
        "HUMAN": Text("Eaten or drunk by people", "Consommation humaine"),
        "FEED": Text("Animal feed", "Alimentation animale"),
        "PROCESS": Text("Processing or manufacturing", "Transformation ou fabrication"),
        "PLANT": Text("Planting or hatching", "Plantation ou incubation"),
        "RESEARCH": Text("Research or analysis", "Recherche ou analyse"),
        "DISPLAY": Text("Exhibition", "Exposition"),
        "PERSONAL": Text("Personal use", "Usage personnel"),
        "RETAIL": Text("Sale to consumers", "Vente aux consommateurs"),
        "OTHER": Text("Other", "Autre"),
    },
    "TEMPERATURE": {
        "AMBIENT": Text("Ambient", "Ambiante"),
        "CHILLED": Text("Chilled", "Réfrigérée"),
        "FROZEN": Text("Frozen", "Congelée"),
    },
    "TSCA": {
        "POSITIVE": Text("Positive: meets the Act", "Positive : conforme à la loi"),
        "NEGATIVE": Text("Negative: the Act does not apply", "Négative : la loi ne s'applique pas"),
    },
}


def choices_of(question: Question) -> tuple[tuple[str, Text], ...]:
    """Give the closed list of a question with its words; a code without words stands for itself."""
    known = _WORDS.get(question.code, {})
    return tuple((code, known.get(code) or Text(code, code)) for code in question.element.choices)


def answer_words(code: str, value: str) -> tuple[Text, Text]:
    """Give the name of a question and its answer as people read them."""
    question = QUESTIONS.get(code)
    known = _WORDS.get(code, {}).get(value.strip().upper())
    return (question.name if question else Text(code, code)), known or Text(value, value)


def why_asked(item: Asked) -> Text:
    """Say what the question means, who asks it, under which law, and by when the answer is needed."""
    element = item.question.element
    agencies = ", ".join(item.agencies)
    when = _when(item)
    help_en, help_fr = (f"{element.help.en} ", f"{element.help.fr} ") if element.help else ("", "")
    return Text(
        f"{help_en}{agencies}, {element.basis}.{when.en}",
        f"{help_fr}{agencies}, {element.basis}.{when.fr}",
    )


def _when(item: Asked) -> Text:
    if not item.mandatory:
        return Text("", "")
    if item.question.moment == AT_FILING:
        return Text(" Needed before you send.", " Exigé avant l'envoi.")
    return Text(" Needed before release; it may follow.", " Exigé avant la mainlevée; peut suivre.")


def who_looks(item: tuple[Asked, ...]) -> Text:
    """Say which agencies look at a goods line and why, each programme once."""
    programmes = dict.fromkeys(programme for entry in item for programme in entry.programmes)
    return Text(
        " ".join(f"{agency_short(found.agency).en}: {found.reason.en}" for found in programmes),
        " ".join(f"{agency_short(found.agency).fr} : {found.reason.fr}" for found in programmes),
    )
