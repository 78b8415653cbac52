"""The section “Agencies”: the extra questions about the goods of one shipment, and only those (R-24, 5.3 section 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from clearance.domain.partners import Asked, Goods, asked
from clearance.domain.partners.labels import who_looks
from clearance.forms import words
from clearance.forms_answers import AnswerForm, read_answers
from clearance.models import FilingDraft
from clearance.selectors.reuse import Reused, answers_last
from clearance.selectors.severities import GoodsSeverities
from clearance.views.wizard.panels import Panel
from portal.core import clock
from portal.core.domain.errors import ErrorItem

MOST_LINES = 100


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One goods line of a draft that some agency looks at."""

    position: int
    description: str
    hs_code: str
    answers: dict[str, str]
    asked: tuple[Asked, ...]

    @property
    def product(self) -> tuple[str, str]:
        return self.hs_code, self.description


def asked_lines(data: Mapping[str, Any], number: int) -> list[AskedLine]:
    """Give the lines of a shipment that raise questions, or carry answers, at most a hundred. Never raises."""
    shipments = data.get("shipments", [])
    lines = shipments[number].get("lines", []) if number < len(shipments) else []
    trip = data.get("trip", {})
    severities = GoodsSeverities(str(trip.get("direction", "")))
    on = _day(trip)
    found = (_line(position, line, severities, on) for position, line in enumerate(lines) if isinstance(line, dict))
    return [line for line in found if line.asked or line.answers][:MOST_LINES]


def _line(position: int, line: Mapping[str, Any], severities: GoodsSeverities, on: date) -> AskedLine:
    code = "".join(sign for sign in str(line.get("hs_code", "")) if sign.isdecimal() and sign.isascii())
    answers = dict(_given(line))
    origin = str(line.get("origin", "")).strip().upper()
    goods = Goods(code, origin, tuple(sorted(answers.items())), severities[code[:6]] if len(code) >= 6 else ())
    return AskedLine(position, str(line.get("description", "")), code, answers, asked(goods, on))


def _given(line: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    entries = line.get("answers")
    for entry in reversed(entries) if isinstance(entries, list) else ():
        if isinstance(entry, dict) and entry.get("question"):
            yield str(entry["question"]), str(entry.get("value", "")).strip()


def _day(trip: Mapping[str, Any]) -> date:
    try:
        return datetime.fromisoformat(str(trip.get("eta", ""))).date()
    except ValueError:
        return clock.now().date()


def agency_panels(draft: FilingDraft, number: int, items: Iterable[ErrorItem]) -> list[Panel]:
    """Draw one box per goods line: why it is asked, what was answered, or what was answered last time."""
    found, lines = list(items), asked_lines(draft.data, number)
    fresh = [line.product for line in lines if not line.answers]
    last = answers_last(organisation_id=draft.organisation_id, products=fresh)
    return [_panel(line, number, found, last.get(line.product)) for line in lines]


def _panel(line: AskedLine, number: int, items: list[ErrorItem], last: Reused | None) -> Panel:
    used = last if last is not None and not line.answers else None
    form = AnswerForm(
        line.asked,
        prefix=f"shipments-{number}-lines-{line.position}-answers",
        values=line.answers or (used.answers if used else {}),
        items=items,
    )
    title = _("Goods %(number)s: %(what)s") % {"number": line.position + 1, "what": line.description or line.hs_code}
    hint = words(who_looks(line.asked))
    if used is not None:
        hint += " " + _("Filled in from trip %(trip)s: check that it is still true.") % {"trip": used.trip_number}
    folded = bool(line.asked) and not any(item.mandatory for item in line.asked)
    return Panel(title, form=form, hint=hint, folded=folded)


def read_agencies(data: Mapping[str, Any], number: int, posted: QueryDict) -> dict[str, Any]:
    """Give the shipment with the answers posted for its lines; what nobody asks any more goes."""
    shipment = dict(data["shipments"][number])
    lines = list(shipment.get("lines", []))
    for line in asked_lines(data, number):
        prefix = f"shipments-{number}-lines-{line.position}-answers"
        given = read_answers(line.asked, prefix, posted)
        made = {key: value for key, value in lines[line.position].items() if key != "answers"}
        if given:
            made["answers"] = [{"question": code, "value": value} for code, value in given.items()]
        lines[line.position] = made
    return {**shipment, "lines": lines}


def answers_count(shipment: Mapping[str, Any]) -> int:
    """Count the answers of a shipment, for the task list."""
    return sum(len(line.get("answers", ())) for line in shipment.get("lines", []) if isinstance(line, dict))
