"""Words for the codes of closed lists, where a form or a page shows them to people."""

from __future__ import annotations

from clearance.domain.codes import CONVEYANCES, DOCUMENTS, EQUIPMENT
from portal.core.domain.text import Text

_WORDS: dict[str, dict[str, Text]] = {
    "direction": {
        "SB": Text("Into the United States", "Vers les États-Unis"),
        "NB": Text("Into Canada", "Vers le Canada"),
    },
    "load": {"LOADED": Text("Loaded", "Chargé"), "EMPTY": Text("Empty", "Vide")},
    "role": {
        "DRIVER": Text("Driver", "Conducteur"),
        "CREW": Text("Crew", "Équipage"),
        "PASSENGER": Text("Passenger", "Passager"),
    },
    "weight_unit": {"KG": Text("kg", "kg"), "LB": Text("lb", "lb")},
    "iit": {
        "EC": Text("Empty, carrier's bond", "Vide, caution du transporteur"),
        "EI": Text("Empty, importer's bond", "Vide, caution de l'importateur"),
        "MC": Text("With goods, carrier's bond", "Avec marchandises, caution du transporteur"),
        "MI": Text("With goods, importer's bond", "Avec marchandises, caution de l'importateur"),
    },
    "grade": {
        "H": Text("High security", "Haute sécurité"),
        "S": Text("Security", "Sécurité"),
        "I": Text("Indicative", "Indicatif"),
    },
    "entry_type": {
        "61": Text("61 Immediate transportation", "61 Transport immédiat"),
        "62": Text("62 Transportation and exportation", "62 Transport et exportation"),
        "63": Text("63 Immediate exportation", "63 Exportation immédiate"),
    },
    "identifier_kind": {
        "BN15": Text("Business number (BN15)", "Numéro d'entreprise (NE15)"),
        "IOR": Text("US importer number", "Numéro d'importateur américain"),
        "SCAC": Text("SCAC", "SCAC"),
        "CTPAT": Text("CTPAT account", "Compte CTPAT"),
        "PIP": Text("PIP number", "Numéro PEP"),
        "OTHER": Text("Other", "Autre"),
    },
    "conveyance": CONVEYANCES,
    "equipment": EQUIPMENT,
    "document": DOCUMENTS,
}


def choice_label(key: str, code: str) -> Text:
    """Give the words of a code; a code without words stands for itself."""
    return _WORDS.get(key, {}).get(code) or Text(code, code)


def choices_of(name: str) -> tuple[tuple[str, Text], ...]:
    """Give a closed list (`conveyance`, `equipment`, `document`) as code and words."""
    return tuple(_WORDS[name].items())
