"""What both agencies learn from an inspection, on one template they sign together (R-50)."""

from __future__ import annotations

from collections.abc import Mapping

from clearance.domain.profile_workflow import SECONDARY
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text
from portal.workflow.domain import State, Transition, Workflow

SHORTEST, LONGEST = 20, 4000
# The template: each part with what belongs there.
PARTS: dict[str, tuple[Text, Text]] = {
    "happened": (
        Text("What happened", "Ce qui s'est passé"),
        Text("Step by step, from the advice to the release.", "Étape par étape, de l'avis à la mainlevée."),
    ),
    "worked": (
        Text("What worked between the agencies", "Ce qui a fonctionné entre les organismes"),
        Text("What to keep as it is.", "Ce qu'il faut garder tel quel."),
    ),
    "hindered": (
        Text("What hindered", "Ce qui a nui"),
        Text("Tools, rules, words or waiting; no blame.", "Outils, règles, mots ou attente; sans blâme."),
    ),
    "change": (
        Text("What we change", "Ce que nous changeons"),
        Text("Who does what by when, in each agency.", "Qui fait quoi et quand, dans chaque organisme."),
    ),
}
DRAFT, SIGNED_CBP, SIGNED_CBSA, JOINT = "draft", "signed_cbp", "signed_cbsa", "joint"
OVER = "completed"  # the state of an inspection that has its result
KEYS = {"CBP": "sign_cbp", "CBSA": "sign_cbsa"}
Parts = Mapping[str, str]


def length_faults(parts: Parts) -> list[ErrorItem]:
    """Give every part that is not of the template, or too long. A draft may have gaps."""
    faults = [ErrorItem("CLR_AFTER_PART", UNKNOWN, path=code) for code in parts if code not in PARTS]
    too_long = [code for code, words in parts.items() if len(words) > LONGEST]
    return faults + [ErrorItem("CLR_AFTER_LONG", TOO_LONG, path=code) for code in too_long]


def signing_faults(parts: Parts) -> list[ErrorItem]:
    """Give every part that says too little to be signed."""
    thin = [code for code in PARTS if len(parts.get(code, "").strip()) < SHORTEST]
    return [ErrorItem("CLR_AFTER_THIN", _say_more(PARTS[code][0]), path=code, fix=FILL_IN) for code in thin]


def _say_more(part: Text) -> Text:
    return Text(
        f"{part.en}: say it in at least {SHORTEST} characters.",
        f"{part.fr} : dites-le en au moins {SHORTEST} caractères.",
    )


def _move(source: str, action: str, target: str, label: Text, agency: str = "") -> Transition:
    return Transition(source, action, target, SECONDARY, f"clearance.after_action.{target}", label, agency=agency)


_SIGN = {"CBP": Text("Sign for CBP", "Signer pour CBP"), "CBSA": Text("Sign for CBSA", "Signer pour l'ASFC")}
_NOT_SHOWN = Text("Internal to the agencies", "Interne aux organismes")
_REOPEN = Text("Take it up again", "Le reprendre")
AFTER_ACTION = Workflow(
    name="after_action",
    initial=DRAFT,
    states=(
        State(DRAFT, Text("Draft of both agencies", "Ébauche des deux organismes"), _NOT_SHOWN, "draft", "neutral"),
        State(
            SIGNED_CBP,
            Text("Signed by CBP, awaiting CBSA", "Signé par CBP, en attente de l'ASFC"),
            _NOT_SHOWN,
            "key",
            "info",
        ),
        State(
            SIGNED_CBSA,
            Text("Signed by CBSA, awaiting CBP", "Signé par l'ASFC, en attente de CBP"),
            _NOT_SHOWN,
            "key",
            "info",
        ),
        State(JOINT, Text("Signed by both", "Signé par les deux"), _NOT_SHOWN, "double-check", "good", True),
    ),
    transitions=(
        _move(DRAFT, "sign_cbp", SIGNED_CBP, _SIGN["CBP"], "CBP"),
        _move(DRAFT, "sign_cbsa", SIGNED_CBSA, _SIGN["CBSA"], "CBSA"),
        _move(SIGNED_CBSA, "sign_cbp", JOINT, _SIGN["CBP"], "CBP"),
        _move(SIGNED_CBP, "sign_cbsa", JOINT, _SIGN["CBSA"], "CBSA"),
        _move(SIGNED_CBP, "reopen", DRAFT, _REOPEN),
        _move(SIGNED_CBSA, "reopen", DRAFT, _REOPEN),
    ),
)
AFTER_EVENTS: dict[str, Text] = {
    "clearance.after_action.saved": Text("After-action saved", "Retour d'expérience enregistré"),
    "clearance.after_action.draft": Text("After-action taken up again", "Retour d'expérience repris"),
    "clearance.after_action.signed_cbp": Text("After-action signed by CBP", "Retour d'expérience signé par CBP"),
    "clearance.after_action.signed_cbsa": Text("After-action signed by CBSA", "Retour d'expérience signé par l'ASFC"),
    "clearance.after_action.joint": Text("After-action signed by both", "Retour d'expérience signé par les deux"),
}
UNKNOWN = Text("This part is not of the template.", "Cette partie n'est pas du gabarit.")
TOO_LONG = Text(f"A part has {LONGEST} characters at most.", f"Une partie compte au plus {LONGEST} caractères.")
FILL_IN = Text("Fill this part in and save, then sign.", "Remplissez cette partie, enregistrez, puis signez.")
