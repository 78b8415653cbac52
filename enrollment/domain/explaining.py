"""Why this step and not a harsher one: the sentence every letter of a sanction carries (R-10, R-37)."""

from __future__ import annotations

from enrollment.domain.infractions import HARMS, INFRACTIONS
from enrollment.domain.sanctions import FIRST, HISTORY_LABELS, LADDER, STEP_LABELS
from portal.core.domain.text import Text

_SAID_YOURSELF = Text(
    "You told us before any notice of audit, and an error of this class can be corrected: nothing beyond a corrective "
    "plan is possible, it gives no points and does not count as history.",
    "Vous l'avez signalé avant tout avis de vérification, et une erreur de cette catégorie peut être corrigée : rien "
    "au-delà d'un plan correctif n'est possible, sans points ni incidence sur vos antécédents.",
)
_NO_TIER = Text(
    "Your programme has no tier to lower, so that the milder lane pause takes its place.",
    "Votre programme n'a pas de niveau à abaisser; la suspension d'accès à la voie, plus légère, la remplace.",
)
_TOP = Text("It is the harshest step of the ladder.", "C'est la mesure la plus sévère de l'échelle.")
_ABOVE = Text(
    "Two officers signed written grounds to go beyond the cell, which gives “{ceiling_en}”; you can appeal that too.",
    "Deux agents ont signé des motifs écrits pour dépasser la case, qui donne « {ceiling_fr} »; vous pouvez aussi en "
    "appeler.",
)
_CLOSED = Text(
    "No officer can go further by himself: “{next_en}” and beyond would take a graver harm, a repetition, or written "
    "grounds signed by a second officer.",
    "Aucun agent ne peut aller plus loin seul : « {next_fr} » et au-delà exigeraient un tort plus grave, une récidive "
    "ou des motifs écrits signés par un second agent.",
)
_LOWEST = Text(
    "It leaves tier, card and lane as they are.", "Le niveau, la carte et l'accès à la voie restent tels quels."
)
_MILD = LADDER.index("points")


def why_this_step(
    *, infraction: str, harm: str, history: str, step: str, ceiling: str, softened: str, version: str
) -> Text:
    """Say which cell of which matrix gave the step, and what keeps harsher ones closed."""
    parts = [_cell(infraction, harm, history, ceiling, version)]
    if LADDER.index(step) > LADDER.index(ceiling):
        label = STEP_LABELS[ceiling]
        parts.append(_ABOVE.format(ceiling_en=label.en.lower(), ceiling_fr=label.fr.lower()))
    elif softened == "disclosed":
        parts.append(_SAID_YOURSELF)
    else:
        parts += [_NO_TIER] if softened else []
        parts.append(_beyond(ceiling))
    if LADDER.index(step) <= _MILD:
        parts.append(_LOWEST)
    return Text(" ".join(part.en for part in parts), " ".join(part.fr for part in parts))


def _cell(infraction: str, harm: str, history: str, ceiling: str, version: str) -> Text:
    what, how, when, step = (
        INFRACTIONS[infraction].label,
        HARMS[harm].label,
        HISTORY_LABELS[history],
        STEP_LABELS[ceiling],
    )
    counted_en = "" if history == FIRST else ", counting earlier ones that have not decayed"
    counted_fr = "" if history == FIRST else ", compte tenu des précédentes non prescrites"
    return Text(
        f"Why this step: for “{what.en}”, harm {how.en.lower()}, {when.en.lower()}{counted_en}, matrix {version} gives "
        f"“{step.en.lower()}”.",
        f"Pourquoi cette mesure : pour « {what.fr} », tort {how.fr.lower()}, {when.fr.lower()}{counted_fr}, la matrice "
        f"{version} donne « {step.fr.lower()} ».",
    )


def _beyond(ceiling: str) -> Text:
    place = LADDER.index(ceiling) + 1
    if place == len(LADDER):
        return _TOP
    label = STEP_LABELS[LADDER[place]]
    return _CLOSED.format(next_en=label.en.lower(), next_fr=label.fr.lower())
