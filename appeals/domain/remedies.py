"""The orders of a ruling: which acts a ground allows, what each needs, in which order they are carried out (4.12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from appeals.domain.acts import (
    ACTS,
    CORRECT_RECORD,
    DO_NOT_MATCH,
    EXPUNGE_POINTS,
    RECOMMEND_CHANGE,
    REFUND,
    REMIT,
    RESTORE_MEMBERSHIP,
    RESTORE_TIER,
)
from appeals.domain.kinds import KINDS
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

WORDS_AT_LEAST = 20
# Points go before the tier, so that what is given back is not taken again by the points that took it.
ORDER = (
    EXPUNGE_POINTS,
    RESTORE_TIER,
    RESTORE_MEMBERSHIP,
    REMIT,
    CORRECT_RECORD,
    DO_NOT_MATCH,
    REFUND,
    RECOMMEND_CHANGE,
)
# What an act needs besides its name. `from_date` is a day in ISO form, `rule` the id of a rule of the profile.
NEEDS: dict[str, tuple[str, ...]] = {
    CORRECT_RECORD: ("words_en", "words_fr"),
    DO_NOT_MATCH: ("grounds",),
    RECOMMEND_CHANGE: ("rule", "words_en", "words_fr"),
}
SHORT = frozenset({"rule"})


@dataclass(frozen=True, slots=True)
class Order:
    """One act the panel orders, with what it needs."""

    act: str
    given: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> Text:
        return Text(self.given.get("words_en", "").strip(), self.given.get("words_fr", "").strip())


def orders_of(kind: str, ordered: Sequence[Order]) -> tuple[Order, ...]:
    """Give everything a granted appeal makes happen, in the order it is done: the automatic acts and those ordered."""
    named = {order.act: order for order in ordered}
    automatic = [Order(act) for act in KINDS[kind].automatic if act not in named]
    return tuple(sorted((*automatic, *named.values()), key=lambda order: ORDER.index(order.act)))


def order_faults(kind: str, ordered: Sequence[Order]) -> list[ErrorItem]:
    """Give every fault of the orders as a whole; none means they can be carried out."""
    row = KINDS[kind]
    known = {*row.automatic, *row.allowed}
    found = [_fault(NOT_HERE, order.act, "acts") for order in ordered if order.act not in known]
    names = [order.act for order in ordered]
    found += [_fault(TWICE, act, "acts") for act in sorted({name for name in names if names.count(name) > 1})]
    for order in orders_of(kind, [order for order in ordered if order.act in known]):
        for name in NEEDS.get(order.act, ()):
            least = 1 if name in SHORT else WORDS_AT_LEAST
            if len(order.given.get(name, "").strip()) < least:
                message = SAY.format(n=least, act=ACTS[order.act].en, act_fr=ACTS[order.act].fr)
                found.append(ErrorItem("APL_ORDER", message, path=name, value=order.given.get(name, "")))
        found += _day_fault(order.given.get("from_date", ""))
    return found


def _day_fault(day: str) -> list[ErrorItem]:
    try:
        if day:
            date.fromisoformat(day)
    except ValueError:
        return [ErrorItem("APL_ORDER", NO_DAY, path="from_date", value=day, fix=DAY_FIX)]
    return []


def _fault(message: Text, act: str, path: str) -> ErrorItem:
    return ErrorItem("APL_ORDER", message, path=path, value=act, fix=CHOOSE)


NOT_HERE = Text(
    "This ground of appeal does not allow that remedy.", "Ce motif d'appel ne permet pas cette mesure de redressement."
)
TWICE = Text("The same remedy is ordered twice.", "La même mesure est ordonnée deux fois.")
CHOOSE = Text("Choose one of the list.", "Choisissez dans la liste.")
NO_DAY = Text("This is no date.", "Ceci n'est pas une date.")
DAY_FIX = Text("Write the year, the month and the day.", "Écrivez l'année, le mois et le jour.")
SAY = Text("{act}: write at least {n} characters here.", "{act_fr} : écrivez au moins {n} caractères ici.")
