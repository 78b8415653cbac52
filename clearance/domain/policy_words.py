"""Lane policy and risk appetite in words, row by row: what people read, compare and sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from portal.core.domain.text import Text

DAY = 24 * 60
TIER_CODES = ("T0", "T1", "T2", "T3")
OPENING_LABELS: dict[str, Text] = {
    "green_fast": Text("Green-FAST pilot", "Projet pilote FAST verte"),
    "partial_fast": Text(
        "Partial FAST: driver and carrier members", "FAST partiel : conducteur et transporteur membres"
    ),
    "empty_trucks": Text("Empty trucks of members", "Camions vides de membres"),
    "mixed_loads": Text("Mixed loads (less than truckload)", "Chargements mixtes (charges partielles)"),
    "others": Text("FAST lane open to all", "Voie EXPRES ouverte à tous"),
    "nexus": Text("NEXUS lane: everybody in the car a member", "Voie NEXUS : tous les occupants membres"),
}
SCOPE_BORDER = Text("The whole border", "Toute la frontière")
KIND_LABELS: dict[str, Text] = {
    "standing": Text("Standing record", "Déclaration permanente"),
    "level": Text("Temporary threat level", "Niveau de menace temporaire"),
}
DIRECTION_LABELS: dict[str, Text] = {
    "": Text("Both directions", "Les deux directions"),
    "SB": Text("Southbound", "Vers le sud"),
    "NB": Text("Northbound", "Vers le nord"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a document: what it is about and what it says."""

    key: str
    label: Text
    value: Text


Names = Mapping[str, Text]


def appetite_rows(document: Mapping[str, Any]) -> list[Row]:
    """Write a record as people read it."""
    rows = [
        Row("statement", Text("What is accepted", "Ce qui est accepté"), _text(document["statement"])),
        Row("office", Text("Office that answers for it", "Bureau responsable"), _text(document["office"])),
        Row("cut", Text("Security cut-off", "Seuil de sûreté"), _plain(f"{document['security_cut']}/100")),
    ]
    for tier in TIER_CODES:
        label = Text(f"Drawn at random, tier {tier}", f"Tirage au hasard, niveau {tier}")
        rows.append(Row(f"rate {tier}", label, percent(document["random_rate"][tier])))
    rows.append(
        Row("visits", Text("A facility visit counts for", "Effet d'une visite d'installation"), _days(document))
    )
    for tier in TIER_CODES:
        label = Text(f"Sent to secondary at most, tier {tier}", f"Renvois au secondaire au plus, niveau {tier}")
        rows.append(Row(f"share {tier}", label, percent(document["referral_share"][tier])))
    cut, rate, local = document["cut_band"], document["rate_band"], document["local_band"]
    rows += [
        Row(
            "band",
            Text("How far a temporary level may go", "Marge d'un niveau temporaire"),
            Text(
                f"{cut} points, rates times or divided by {rate:g}",
                f"{cut} points, taux multipliés ou divisés par {rate:g}",
            ),
        ),
        Row("local", Text("How far a port may go", "Marge d'un bureau"), Text(f"{local} points", f"{local} points")),
    ]
    return rows


def _days(document: Mapping[str, Any]) -> Text:
    days = document.get("visit_days", 0)
    if not days:
        return Text("not at all", "aucun")
    return Text(f"{days} days, by one tier of the random rate", f"{days} jours, d'un niveau du taux aléatoire")


def lane_policy_rows(document: Mapping[str, Any], names: Names) -> list[Row]:
    """Write a lane policy as people read it; `names` are those of the crossings."""
    mixed, wait = document["mixed_loads"], document["fast_wait"]
    rows = [Row(name, label, _opening(document[name], names)) for name, label in OPENING_LABELS.items()]
    share = percent(mixed["share"])
    return [
        *rows,
        Row(
            "share",
            Text("Share a mixed load needs", "Part exigée d'un chargement mixte"),
            Text(
                f"{share.en} of the shipments, importers of tier {mixed['tier']} or better",
                f"{share.fr} des expéditions, importateurs de niveau {mixed['tier']} ou mieux",
            ),
        ),
        Row(
            "wait",
            Text("The FAST wait counts as short", "L'attente EXPRES est dite courte"),
            Text(
                f"below {wait['below']} minutes, measured at most {wait['age']} minutes ago; an unknown wait is not short",
                f"sous {wait['below']} minutes, mesurée il y a au plus {wait['age']} minutes; inconnue, elle n'est pas courte",
            ),
        ),
        Row(
            "audit",
            Text("Audited after release", "Vérification après mainlevée"),
            Text(
                f"from {document['audit_cut']} compliance points of 100",
                f"dès {document['audit_cut']} points de conformité sur 100",
            ),
        ),
        Row(
            "loop_cap",
            Text("Routine checks of a value-chain loop", "Contrôles courants d'une boucle de valeur"),
            _cap(document),
        ),
    ]


def _cap(document: Mapping[str, Any]) -> Text:
    cap = document.get("loop_cap")
    if cap is None:
        return Text("no cap", "sans plafond")
    return Text(
        f"at most {cap['checks']} in {cap['days']} days, then release and audit; draws and causes are never capped",
        f"au plus {cap['checks']} en {cap['days']} jours, puis mainlevée et vérification; ni tirages ni motifs ne sont plafonnés",
    )


def changed_rows(old: list[Row], new: list[Row]) -> list[dict[str, Text]]:
    """Give what differs, in the order of the new document."""
    before = {row.key: row.value for row in old}
    return [
        {"label": row.label, "before": before.get(row.key, NOTHING), "after": row.value}
        for row in new
        if before.get(row.key) != row.value
    ]


def scope_text(crossing: str, direction: str, names: Names) -> Text:
    """Say where a record counts."""
    place = names.get(crossing, _plain(crossing)) if crossing else SCOPE_BORDER
    if not direction:
        return place
    way = DIRECTION_LABELS[direction]
    return Text(f"{place.en}, {way.en.lower()}", f"{place.fr}, {way.fr.lower()}")


def percent(share: float) -> Text:
    """Write a share in both languages: 1.5 %, 1,5 %."""
    text = f"{round(share * 100, 2):g}"
    return Text(f"{text} %", f"{text.replace('.', ',')} %")


def _opening(opening: Mapping[str, Any], names: Names) -> Text:
    if not opening["on"]:
        return Text("no", "non")
    parts = list(_parts(opening, names))
    return Text("; ".join(part.en for part in parts), "; ".join(part.fr for part in parts))


def _parts(opening: Mapping[str, Any], names: Names) -> Iterator[Text]:
    places = [names.get(code, _plain(code)) for code in sorted(opening.get("crossings", ()))]
    yield Text(
        ", ".join(place.en for place in places) or "at every crossing",
        ", ".join(place.fr for place in places) or "à tous les passages",
    )
    directions = opening.get("directions", ("SB", "NB"))
    way = DIRECTION_LABELS["" if len(directions) == 2 else directions[0]]
    yield Text(way.en.lower(), way.fr.lower())
    start, end = opening.get("hours", (0, DAY))
    if (start, end) != (0, DAY):
        yield Text(f"from {clock_text(start)} to {clock_text(end)}", f"de {clock_text(start)} à {clock_text(end)}")
    if opening.get("guarded"):
        yield Text("only while the FAST wait is short", "seulement si l'attente EXPRES est courte")


def clock_text(minute: int) -> str:
    """Write a minute of the day: 06:30."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _text(data: Mapping[str, str]) -> Text:
    return Text(data["en"], data["fr"])


def _plain(text: str) -> Text:
    return Text(text, text)


NOTHING = Text("", "")
