"""Delegation orders: what one agency lets another's officers decide for it, and when an act exceeds that (R-41).

Terms are data under two keys; nothing here is edited, a change is the next version. Pure: services fill the act.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

RELEASE, HOLD = "release", "hold"
CLOSED, ALWAYS = "closed", "always"
LONGEST_DAYS = 366

POWERS: dict[str, Text] = {
    RELEASE: Text("Let goods go", "Laisser aller les marchandises"),
    HOLD: Text("Hold goods", "Retenir les marchandises"),
}
HOURS: dict[str, Text] = {
    CLOSED: Text("Only while the agency is closed at the port", "Seulement quand l'organisme est fermé au bureau"),
    ALWAYS: Text("At any hour", "À toute heure"),
}


@dataclass(frozen=True, slots=True)
class OrderTerms:
    """What one version of an order says.

    Empty `crossings` mean every port, empty `programmes` every programme of the giver. `except_prefixes` are
    goods left out, `max_weight_kg` the heaviest trip (0: no limit). `complete_only` keeps back goods for which
    an answer is missing; `designated_only` asks for the officer's own accreditation (R-65).
    """

    giver: str
    receiver: str
    crossings: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    powers: tuple[str, ...] = (RELEASE,)
    hours: str = CLOSED
    except_prefixes: tuple[str, ...] = ()
    max_weight_kg: int = 0
    complete_only: bool = True
    designated_only: bool = False

    def as_dict(self) -> dict[str, Any]:
        made = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in made.items()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> OrderTerms:
        terms: dict[str, Any] = {name: tuple(said) if isinstance(said, list) else said for name, said in data.items()}
        return cls(**terms)


@dataclass(frozen=True, slots=True)
class GoodsActedOn:
    """One goods line as the limits of an order see it."""

    hs_code: str
    programmes: frozenset[str]
    complete: bool


@dataclass(frozen=True, slots=True)
class Act:
    """One act about to be done for another agency. `giver_open` None: its hours are not known, so not closed.

    `abroad`: the agency is the other country's, whose acts only an accredited officer signs, whatever the order says.
    """

    power: str
    crossing: str
    giver_open: bool | None
    designated: bool
    weight_kg: float
    goods: tuple[GoodsActedOn, ...]
    abroad: bool = False


def terms_digest(terms: OrderTerms, number: int, version: int, starts: datetime, ends: datetime) -> str:
    """Give the SHA-256 of everything that is signed."""
    signed = {
        **terms.as_dict(),
        "number": number,
        "version": version,
        "from": starts.isoformat(),
        "to": ends.isoformat(),
    }
    return hashlib.sha256(json.dumps(signed, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def terms_faults(
    terms: OrderTerms,
    *,
    starts: datetime,
    ends: datetime,
    now: datetime,
    border: Iterable[str],
    programmes: Mapping[str, str],
    known_crossings: Iterable[str],
) -> list[ErrorItem]:
    """Say what is wrong with a draft, field by field. `programmes` maps programme to agency."""
    return [
        *_party_faults(terms, frozenset(border)),
        *_date_faults(starts, ends, now),
        *_scope_faults(terms, programmes, frozenset(known_crossings)),
    ]


def _party_faults(terms: OrderTerms, border: frozenset[str]) -> Iterable[ErrorItem]:
    if terms.giver == terms.receiver:
        yield _item("receiver", terms.receiver, SAME_AGENCY)
    if terms.giver in border:
        yield _item("giver", terms.giver, BORDER_DECIDES)
    if terms.receiver not in border:
        yield _item("receiver", terms.receiver, AT_THE_BOOTH)


def _date_faults(starts: datetime, ends: datetime, now: datetime) -> Iterable[ErrorItem]:
    if ends <= starts:
        yield _item("ends_at", ends.isoformat(), ENDS_FIRST)
    elif (ends - starts).days > LONGEST_DAYS:
        yield _item("ends_at", ends.isoformat(), TOO_LONG)
    if ends <= now:
        yield _item("ends_at", ends.isoformat(), OVER_ALREADY)


def _scope_faults(terms: OrderTerms, programmes: Mapping[str, str], crossings: frozenset[str]) -> Iterable[ErrorItem]:
    for code in terms.crossings:
        if code not in crossings:
            yield _item("crossings", code, UNKNOWN_PORT)
    for code in terms.programmes:
        if programmes.get(code) != terms.giver:
            yield _item("programmes", code, NOT_ITS_PROGRAMME)
    if not terms.powers or not set(terms.powers) <= POWERS.keys():
        yield _item("powers", ", ".join(terms.powers), NO_POWER)
    if terms.hours not in HOURS:
        yield _item("hours", terms.hours, NO_HOURS)
    for prefix in terms.except_prefixes:
        if not (prefix.isascii() and prefix.isdecimal() and 2 <= len(prefix) <= 10):
            yield _item("except_prefixes", prefix, BAD_PREFIX)


def refusal(terms: OrderTerms, act: Act) -> ErrorItem | None:
    """Say which limit of the order the act exceeds, or None when it lies within."""
    if act.power not in terms.powers:
        return _item("power", act.power, LIMIT_POWER)
    if terms.crossings and act.crossing not in terms.crossings:
        return _item("crossing", act.crossing, LIMIT_PORT)
    if terms.hours == CLOSED and act.giver_open is not False:
        return _item("hours", "", LIMIT_HOURS)
    if (terms.designated_only or act.abroad) and not act.designated:
        return _item("officer", "", LIMIT_OFFICER)
    if terms.max_weight_kg and act.weight_kg > terms.max_weight_kg:
        return _item("weight", f"{act.weight_kg:.0f}", LIMIT_WEIGHT)
    # A hold is never wrong by what is missing: it is for the goods that only the agency itself may let go.
    return _goods_refusal(terms, act.goods) if act.power == RELEASE else None


def _goods_refusal(terms: OrderTerms, goods: Iterable[GoodsActedOn]) -> ErrorItem | None:
    for line in goods:
        if terms.except_prefixes and line.hs_code.startswith(terms.except_prefixes):
            return _item("goods", line.hs_code, LIMIT_GOODS)
        if terms.programmes and not line.programmes <= frozenset(terms.programmes):
            return _item("programmes", line.hs_code, LIMIT_PROGRAMME)
        if terms.complete_only and not line.complete:
            return _item("answers", line.hs_code, LIMIT_ANSWERS)
    return None


Words = tuple[str, Text, Text]


def _item(path: str, value: str, words: Words) -> ErrorItem:
    code, message, fix = words
    return ErrorItem(code, message, path, value or None, fix=fix)


_ITSELF = Text("Leave it to the agency itself.", "Laissez décider l'organisme lui-même.")
SAME_AGENCY = (
    "CLR_ORDER_SAME",
    Text("An agency cannot delegate to itself.", "Un organisme ne peut pas se déléguer à lui-même."),
    Text("Choose the agency whose officers act.", "Choisissez l'organisme dont les agents agissent."),
)
BORDER_DECIDES = (
    "CLR_ORDER_BORDER",
    Text("Each border agency decides itself; only partner agencies delegate.",
         "Chaque organisme frontalier décide lui-même; seuls les organismes partenaires délèguent."),
    Text("Choose a partner agency as the one acted for.", "Choisissez un organisme partenaire comme délégant."),
)  # fmt: skip
AT_THE_BOOTH = (
    "CLR_ORDER_RECEIVER",
    Text("Only officers of CBP or CBSA stand at the booth at every hour.",
         "Seuls les agents de CBP ou de l'ASFC sont à la guérite à toute heure."),
    Text("Choose CBP or CBSA.", "Choisissez CBP ou l'ASFC."),
)  # fmt: skip
ENDS_FIRST = (
    "CLR_ORDER_DATES",
    Text("The order ends before it starts.", "L'ordre prend fin avant de commencer."),
    Text("Give an end after the start.", "Donnez une fin postérieure au début."),
)
TOO_LONG = (
    "CLR_ORDER_LONG",
    Text("An order runs for one year at most.", "Un ordre dure au plus un an."),
    Text("Give an earlier end; it can be renewed.", "Donnez une fin plus proche; l'ordre peut être renouvelé."),
)
OVER_ALREADY = (
    "CLR_ORDER_OVER",
    Text("This end has passed already.", "Cette fin est déjà passée."),
    Text("Give an end in the future.", "Donnez une fin à venir."),
)
UNKNOWN_PORT = (
    "CLR_ORDER_PORT",
    Text("This crossing is not known.", "Ce passage n'est pas connu."),
    Text("Choose crossings of the list.", "Choisissez des passages de la liste."),
)
NOT_ITS_PROGRAMME = (
    "CLR_ORDER_PROGRAMME",
    Text("This programme is not one of the agency acted for.", "Ce programme n'est pas celui de l'organisme délégant."),
    Text("Choose programmes of that agency.", "Choisissez des programmes de cet organisme."),
)
NO_POWER = (
    "CLR_ORDER_POWER",
    Text("An order lends at least one power.", "Un ordre confère au moins un pouvoir."),
    Text("Choose what officers may decide.", "Choisissez ce que les agents peuvent décider."),
)
NO_HOURS = (
    "CLR_ORDER_HOURS",
    Text("Say at which hours it counts.", "Précisez à quelles heures il s'applique."),
    Text("Choose one of the two.", "Choisissez l'un des deux."),
)
BAD_PREFIX = (
    "CLR_ORDER_GOODS",
    Text("Goods left out are named by 2 to 10 digits of their code.",
         "Les marchandises exclues se désignent par 2 à 10 chiffres de leur code."),
    Text("For example 0207 for poultry meat.", "Par exemple 0207 pour la viande de volaille."),
)  # fmt: skip
LIMIT_POWER = (
    "CLR_ORDER_NOT_LENT",
    Text("The order does not lend this power.", "L'ordre ne confère pas ce pouvoir."),
    _ITSELF,
)
LIMIT_PORT = (
    "CLR_ORDER_OTHER_PORT",
    Text("The order does not cover this port.", "L'ordre ne vise pas ce bureau."),
    _ITSELF,
)
LIMIT_HOURS = (
    "CLR_ORDER_IT_IS_OPEN",
    Text("The order counts only while the agency is closed, and it is not known to be closed now.",
         "L'ordre ne s'applique que si l'organisme est fermé, et rien n'indique qu'il le soit."),
    Text("Ask the agency's own officer.", "Adressez-vous à l'agent de cet organisme."),
)  # fmt: skip
LIMIT_OFFICER = (
    "CLR_ORDER_NOT_DESIGNATED",
    Text("The order is for designated officers, and you are not one of them today.",
         "L'ordre vise les agents désignés, et vous n'en êtes pas aujourd'hui."),
    Text("Call a designated colleague.", "Appelez un collègue désigné."),
)  # fmt: skip
LIMIT_WEIGHT = (
    "CLR_ORDER_TOO_HEAVY",
    Text("The load is heavier than the order allows.", "Le chargement dépasse le poids permis par l'ordre."),
    _ITSELF,
)
LIMIT_GOODS = (
    "CLR_ORDER_GOODS_OUT",
    Text("The order leaves these goods out.", "L'ordre exclut ces marchandises."),
    _ITSELF,
)
LIMIT_PROGRAMME = (
    "CLR_ORDER_PROGRAMME_OUT",
    Text("The order does not cover the programme of these goods.",
         "L'ordre ne vise pas le programme de ces marchandises."),
    _ITSELF,
)  # fmt: skip
LIMIT_ANSWERS = (
    "CLR_ORDER_INCOMPLETE",
    Text("An answer the agency needs is missing.", "Il manque une réponse exigée par l'organisme."),
    Text("Ask the trader for it; the agency's line shows what.", "Demandez-la au déclarant; la ligne l'indique."),
)
