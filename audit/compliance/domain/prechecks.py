"""Discrepancies a machine can see before an auditor opens the case: one small rule each, nothing decided (R-70).

A hit says where to look. It is no finding: the auditors read it, the member reads it, and it sanctions nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from clearance.domain.inspection_words import CLEAN
from clearance.domain.movement_facts import AROUND_RELEASE, Inspected, Line, MovementFacts, Placed
from portal.core.domain.formatting import number_words, weight_words
from portal.core.domain.text import Text

# The heaviest combination any province or state of the border lets on the road, in kilograms, truck included.
HEAVIEST_KG = Decimal(63_500)
LIGHTEST_PACKAGE_KG = Decimal("0.01")
CHEAPEST_PER_KG, DEAREST_PER_KG = Decimal("0.02"), Decimal(50_000)
# From this far off a truck would have to drive 120 km/h and be released without a stop.
FAR_KM = 30
COUNTED_UNITS = ("PCE", "PKG")


@dataclass(frozen=True, slots=True)
class Hit:
    """One discrepancy: the rule, what it says, where in the filing."""

    rule: str
    text: Text
    path: str = ""

    def as_dict(self) -> dict[str, object]:
        return {"rule": self.rule, "text": self.text.as_dict(), "path": self.path}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its identifier, what it looks for, and the function that looks."""

    id: str
    label: Text
    find: Callable[[MovementFacts], list[Hit]]


def quantity_differs(facts: MovementFacts) -> list[Hit]:
    """Counted or weighed at inspection, and not what the line says."""
    lines = {line.path: line for line in facts.lines}
    hits = []
    for seen in facts.inspections:
        line = lines.get(seen.line)
        declared = _declared(line, seen) if line else None
        if declared is not None and declared != seen.quantity:
            hits.append(Hit("PMA_D01", _counted(declared, seen), seen.line))
    return hits


def _declared(line: Line, seen: Inspected) -> Decimal | None:
    if seen.quantity is None:
        return None
    if seen.unit in COUNTED_UNITS:
        return Decimal(line.quantity)
    return line.weight_kg if seen.unit == "KGM" else None


def _counted(declared: Decimal, seen: Inspected) -> Text:
    words = {
        language: (number_words(declared, language, 3), number_words(seen.quantity or 0, language, 3))
        for language in ("en", "fr")
    }
    return Text(
        f"Declared {words['en'][0]}, found {words['en'][1]} at inspection.",
        f"Quantité déclarée : {words['fr'][0]}; quantité constatée à l'inspection : {words['fr'][1]}.",
    )


def found_and_not_amended(facts: MovementFacts) -> list[Hit]:
    """Inspection found something, and no filing came after it."""
    last = max((version.filed_at for version in facts.versions), default=None)
    if last is None:
        return []
    return [
        Hit("PMA_D02", NOT_AMENDED, seen.line)
        for seen in facts.inspections
        if seen.result not in ("", CLEAN) and seen.completed_at is not None and last < seen.completed_at
    ]


def amended_after_release(facts: MovementFacts) -> list[Hit]:
    """A version came after the truck was gone."""
    gone = facts.released_at
    if gone is None:
        return []
    return [
        Hit(
            "PMA_D03",
            Text(
                f"Version {version.number} was filed after release.",
                f"La version {version.number} a été déposée après la mainlevée.",
            ),
        )
        for version in facts.versions
        if version.filed_at > gone
    ]


def seal_differs(facts: MovementFacts) -> list[Hit]:
    """A seal was read on a filed trailer that the filing does not name for it."""
    filed = dict(facts.seals)
    units = {unit for unit in filed.values() if unit}
    read = dict.fromkeys(
        (event.number, event.equipment)
        for event in facts.seal_events
        if event.number and event.equipment in units and filed.get(event.number) != event.equipment
    )
    return [
        Hit(
            "PMA_D04",
            Text(
                f"Seal {number} was read on trailer {unit}; the filing names another.",
                f"Le scellé {number} a été lu sur la remorque {unit}; la déclaration en nomme un autre.",
            ),
        )
        for number, unit in read
    ]


def seal_opened(facts: MovementFacts) -> list[Hit]:
    """A filed seal was read open or reported opened."""
    filed = dict(facts.seals)
    opened = dict.fromkeys(
        event.number
        for event in facts.seal_events
        if event.number in filed and (event.opened or event.kind == "opened")
    )
    return [
        Hit(
            "PMA_D05",
            Text(f"Seal {number} was open on the way.", f"Le scellé {number} était ouvert en route."),
        )
        for number in opened
    ]


def weight_implausible(facts: MovementFacts) -> list[Hit]:
    """More than any truck may weigh, or packages lighter than a sheet of paper."""
    total = sum((line.weight_kg for line in facts.lines), Decimal(0))
    hits = []
    if total > HEAVIEST_KG:
        words = {language: weight_words(total, language) for language in ("en", "fr")}
        hits.append(
            Hit(
                "PMA_D06",
                Text(
                    f"The goods weigh {words['en']}: more than a truck may.",
                    f"Les marchandises pèsent {words['fr']} : plus que ce qu'un camion peut peser.",
                ),
            )
        )
    hits += [
        Hit("PMA_D06", TOO_LIGHT, line.path)
        for line in facts.lines
        if line.quantity and line.weight_kg / line.quantity < LIGHTEST_PACKAGE_KG
    ]
    return hits


def value_implausible(facts: MovementFacts) -> list[Hit]:
    """A value per kilogram that hardly any goods have; nothing is said of a line without value or weight."""
    return [
        Hit("PMA_D07", ODD_VALUE, line.path)
        for line in facts.lines
        if line.value is not None
        and line.weight_kg > 0
        and not CHEAPEST_PER_KG <= line.value / line.weight_kg <= DEAREST_PER_KG
    ]


def origin_differs(facts: MovementFacts) -> list[Hit]:
    """The country of origin filed is not the one marked on the goods."""
    return [
        Hit(
            "PMA_D08",
            Text(
                f"Origin filed {line.origin}, marked {line.marked_origin}.",
                f"Origine déclarée : {line.origin}; origine marquée : {line.marked_origin}.",
            ),
            line.path,
        )
        for line in facts.lines
        if line.origin and line.marked_origin and line.origin != line.marked_origin
    ]


def agencies_differ(facts: MovementFacts) -> list[Hit]:
    """One agency was told a later version than the other, or refused what it was told."""
    told: dict[str, int] = {}
    for message in facts.messages:
        told[message.agency] = max(told.get(message.agency, 0), message.version)
    hits = [
        Hit(
            "PMA_D09",
            Text(
                f"{agency} was last told version {version}, of {facts.current_version}.",
                f"Dernière version transmise à {agency} : {version}, sur {facts.current_version}.",
            ),
        )
        for agency, version in sorted(told.items())
        if version < facts.current_version
    ]
    refused = sorted({message.agency for message in facts.messages if message.status == "rejected"})
    hits += [
        Hit("PMA_D09", Text(f"{agency} refused a message.", f"Un message a été refusé : {agency}."))
        for agency in refused
    ]
    return hits


def plate_differs(facts: MovementFacts) -> list[Hit]:
    """A reader at a lane read another plate than the one filed."""
    read = dict.fromkeys(seen.plate for seen in facts.sightings if seen.differs and seen.plate)
    return [
        Hit(
            "PMA_D10",
            Text(
                f"A reader at the lane read plate {plate}; the filing named another then.",
                f"Un lecteur à la voie a lu la plaque {plate}; la déclaration en nommait alors une autre.",
            ),
            "conveyance.plate",
        )
        for plate in read
    ]


def lane_not_advised(facts: MovementFacts) -> list[Hit]:
    """The truck drove up in a lane for trusted trucks, and the advice then was another. Nothing without an advice."""
    lanes = dict.fromkeys(seen.lane for seen in facts.sightings if seen.not_advised)
    return [
        Hit(
            "PMA_D11",
            Text(
                f"Read at lane {lane}, which is for trusted trucks; the advice was another lane.",
                f"Lu à la voie {lane}, réservée aux camions de confiance; une autre voie avait été conseillée.",
            ),
        )
        for lane in lanes
    ]


def elsewhere_at_release(facts: MovementFacts) -> list[Hit]:
    """A filed seal, on the trailer it was filed for, was far from the crossing around the release: once per seal, for
    its first such reading."""
    gone = facts.released_at
    if gone is None:
        return []
    filed = dict(facts.seals)
    first: dict[str, Placed] = {}
    for seen in sorted(facts.positions, key=lambda placed: placed.at):
        on_its_door = filed.get(seen.number) in ("", seen.equipment)
        if on_its_door and seen.km > FAR_KM and abs(seen.at - gone) <= AROUND_RELEASE:
            first.setdefault(seen.number, seen)
    return [Hit("PMA_D12", _far(seen, gone)) for seen in first.values()]


def _far(seen: Placed, gone: datetime) -> Text:
    minutes = round(abs(seen.at - gone).total_seconds() / 60)
    before = seen.at < gone
    return Text(
        f"Seal {seen.number} was {number_words(seen.km, 'en', 1)} km from the crossing {minutes} min "
        f"{'before' if before else 'after'} release.",
        f"Le scellé {seen.number} était à {number_words(seen.km, 'fr', 1)} km du poste frontalier {minutes} min "
        f"{'avant' if before else 'après'} la mainlevée.",
    )


NOT_AMENDED = Text(
    "Inspection found something, and the filing was not amended afterwards.",
    "L'inspection a donné un constat, et la déclaration n'a pas été modifiée ensuite.",
)
TOO_LIGHT = Text("The packages of this line weigh next to nothing.", "Les colis de cette ligne ne pèsent presque rien.")
ODD_VALUE = Text(
    "The value per kilogram of this line is out of the ordinary.",
    "La valeur au kilogramme de cette ligne sort de l'ordinaire.",
)
RULES: tuple[Rule, ...] = (
    Rule(
        "PMA_D01",
        Text("Declared and inspected quantity differ", "Quantité déclarée et quantité inspectée différentes"),
        quantity_differs,
    ),
    Rule(
        "PMA_D02",
        Text("Found at inspection, not amended", "Constat à l'inspection, sans modification"),
        found_and_not_amended,
    ),
    Rule("PMA_D03", Text("Amended after release", "Modifiée après la mainlevée"), amended_after_release),
    Rule("PMA_D04", Text("Seal numbers differ", "Numéros de scellé différents"), seal_differs),
    Rule("PMA_D05", Text("Seal open on the way", "Scellé ouvert en route"), seal_opened),
    Rule("PMA_D06", Text("Weight implausible", "Poids invraisemblable"), weight_implausible),
    Rule("PMA_D07", Text("Value implausible", "Valeur invraisemblable"), value_implausible),
    Rule(
        "PMA_D08",
        Text("Origin filed and marked differ", "Origine déclarée et origine marquée différentes"),
        origin_differs,
    ),
    Rule(
        "PMA_D09",
        Text("Agencies were told different things", "Versions différentes chez les organismes"),
        agencies_differ,
    ),
    Rule(
        "PMA_D10",
        Text("Plate read at the lane differs", "Plaque lue à la voie différente"),
        plate_differs,
    ),
    Rule("PMA_D11", Text("Lane not advised", "Voie non conseillée"), lane_not_advised),
    Rule("PMA_D12", Text("Elsewhere at release", "Ailleurs à la mainlevée"), elsewhere_at_release),
)


def precheck(facts: MovementFacts) -> list[Hit]:
    """Give every discrepancy, in the order of the rules."""
    return [hit for rule in RULES for hit in rule.find(facts)]
