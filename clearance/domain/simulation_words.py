"""What a simulation says, in sentences a person reads before any figure (issue item 7)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.core.domain.formatting import number_words
from portal.core.domain.text import Text

Report = Mapping[str, Any]

GROUP_LABELS: dict[str, Text] = {
    "tier": Text("Tier of the movement", "Niveau du mouvement"),
    "agency": Text("Agency that refers", "Organisme qui renvoie"),
    "port": Text("Port", "Bureau"),
    "direction": Text("Direction", "Sens"),
    "country": Text("Country of the carrier", "Pays du transporteur"),
    "size": Text("Size of the carrier", "Taille du transporteur"),
}
REFUSED: dict[str, Text] = {
    "trips": Text(
        "Fewer than {trips} trips: read counts, not shares.",
        "Moins de {trips} voyages : lisez les nombres, pas les parts.",
    ),
    "findings": Text(
        "Fewer than {group} inspected trips: nothing is said about findings to expect.",
        "Moins de {group} voyages inspectés : rien n'est dit des constats à prévoir.",
    ),
    "random": Text(
        "Fewer than {group} trips drawn at random and inspected: what the rules miss is not known.",
        "Moins de {group} voyages tirés au sort et inspectés : ce que les règles manquent n'est pas connu.",
    ),
    "queues": Text(
        "No port has {days} days of at least {a_day} trucks with known lanes: waits are not estimated.",
        "Aucun bureau n'a {days} jours d'au moins {a_day} camions avec des voies connues : les attentes ne sont pas "
        "estimées.",
    ),
}
YIELD_LABELS: dict[str, Text] = {
    "before": Text("Sent to secondary now", "Envoyés au secondaire aujourd'hui"),
    "after": Text("Would be sent", "Seraient envoyés"),
    "still": Text("Sent now and then", "Envoyés avant et après"),
    "newly": Text("Newly sent", "Nouvellement envoyés"),
    "no_longer": Text("No longer sent", "Plus envoyés"),
}
RANDOM_LABELS: dict[str, Text] = {
    "all": Text("All trips drawn at random", "Tous les voyages tirés au sort"),
    "referred": Text("Of them, would be sent anyway", "Dont seraient envoyés de toute façon"),
    "passed": Text("Of them, would pass", "Dont passeraient"),
}


def _words(value: float, places: int = 0) -> tuple[str, str]:
    return number_words(value, "en", places), number_words(value, "fr", places)


def _said(en: str, fr: str, **values: float) -> Text:
    both = {name: _words(value, 1 if isinstance(value, float) else 0) for name, value in values.items()}
    return Text(
        en.format(**{name: said[0] for name, said in both.items()}),
        fr.format(**{name: said[1] for name, said in both.items()}),
    )


def headline(report: Report) -> tuple[Text, ...]:
    """Say what changes: referrals, who, waits, findings. The first sentence stands alone."""
    return (_referrals(report), *_changes(report), *_waits(report), *_findings(report), *_flags(report))


def _referrals(report: Report) -> Text:
    trips = report["history"]["trips"]
    before, after = (report["totals"][side]["referrals"] for side in ("before", "after"))
    if not trips:
        return Text(
            "There are no scored trips to replay: this simulation says nothing about the change.",
            "Il n'y a aucun voyage évalué à rejouer : cette simulation ne dit rien du changement.",
        )
    if before == after:
        return _said(
            "Of {trips} trips, {after} would be sent to secondary: as many as now.",
            "Sur {trips} voyages, {after} seraient envoyés au secondaire : autant qu'aujourd'hui.",
            trips=trips,
            after=after,
        )
    more = after > before
    return _said(
        "Of {trips} trips, {after} would be sent to secondary: {by} " + ("more" if more else "fewer") + " than now.",
        "Sur {trips} voyages, {after} seraient envoyés au secondaire : {by} de "
        + ("plus" if more else "moins")
        + " qu'aujourd'hui.",
        trips=trips,
        after=after,
        by=abs(after - before),
    )


def _changes(report: Report) -> tuple[Text, ...]:
    found = report["changes"]
    lines = []
    if found["newly"] or found["no_longer"]:
        lines.append(
            _said(
                "Newly sent: {newly}. No longer sent: {no_longer}.",
                "Nouvellement envoyés : {newly}. Plus envoyés : {no_longer}.",
                newly=found["newly"],
                no_longer=found["no_longer"],
            )
        )
    if found["lane"]:
        lines.append(
            _said(
                "Trips that change lane without being sent: {lane}.",
                "Voyages qui changent de voie sans être envoyés : {lane}.",
                lane=found["lane"],
            )
        )
    if found["audit_newly"] or found["audit_no_longer"]:
        lines.append(
            _said(
                "Audits after release: {newly} more trips marked, {no_longer} no longer.",
                "Vérifications après mainlevée : {newly} voyages marqués de plus, {no_longer} qui ne le sont plus.",
                newly=found["audit_newly"],
                no_longer=found["audit_no_longer"],
            )
        )
    return tuple(lines)


def _waits(report: Report) -> tuple[Text, ...]:
    """The greatest change of a mean wait, when it is worth a sentence."""
    entries = [
        (lane["after"]["mean"] - lane["before"]["mean"], lane)
        for place in report["queues"]
        for lane in place["lanes"]
        if lane["before"] and lane["after"]
    ]
    if not entries:
        return ()
    by, _ = max(entries, key=lambda entry: abs(entry[0]))
    if abs(by) < 0.1:
        return (Text("Waits at the booths stay as they are.", "Les attentes aux guérites restent ce qu'elles sont."),)
    longer = by > 0
    return (
        _said(
            "The greatest change of a wait at the booths is {by} minutes " + ("longer." if longer else "shorter."),
            "Le plus grand changement d'attente aux guérites est de {by} minutes de "
            + ("plus." if longer else "moins."),
            by=abs(float(by)),
        ),
    )


def _findings(report: Report) -> tuple[Text, ...]:
    known = report["yield"]["known"]
    if "findings" in report["refused"] or not known["findings"]:
        return ()
    return (
        _said(
            "Of {findings} security findings on record, the rules of now send {before} to secondary, these {after}.",
            "Sur {findings} constats de sûreté au dossier, les règles actuelles en envoient {before} au secondaire, "
            "celles-ci {after}.",
            **known,
        ),
    )


def _flags(report: Report) -> tuple[Text, ...]:
    flagged = sum(line["flagged"] for lines in report["fairness"].values() for line in lines)
    over = [line["tier"] for line in report["limits"] if line["over"]]
    lines = []
    if flagged:
        lines.append(
            _said(
                "Groups sent clearly more often than others, without findings that explain it: {flagged}. See Fairness.",
                "Groupes envoyés nettement plus souvent que d'autres, sans constats qui l'expliquent : {flagged}. Voir "
                "Équité.",
                flagged=flagged,
            )
        )
    if over:
        tiers = ", ".join(over)
        lines.append(
            Text(
                f"More than the risk appetite accepts is sent in tier {tiers}.",
                f"L'appétit pour le risque est dépassé pour le niveau {tiers}.",
            )
        )
    return tuple(lines)


def refusals(report: Report) -> tuple[Text, ...]:
    """Say what history is too short for."""
    return tuple(REFUSED[name].format(**report["least"]) for name in report["refused"])


def share_words(share: Mapping[str, Any]) -> Text:
    """Say a share with its base and interval, or that its base is too small to stand on."""
    if share["rate"] is None:
        return _said(
            "{part} of {whole}: too few to say",
            "{part} sur {whole} : trop peu pour conclure",
            part=share["part"],
            whole=share["whole"],
        )
    return _said(
        "{part} of {whole}: {rate} % (95 % interval {low} to {high})",
        "{part} sur {whole} : {rate} % (intervalle à 95 % : {low} à {high})",
        part=share["part"],
        whole=share["whole"],
        rate=100.0 * share["rate"],
        low=100.0 * share["low"],
        high=100.0 * share["high"],
    )
