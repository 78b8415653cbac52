"""The words and symbols of Preclear in templates: `{% load preclear %}`.

Filters turn plain values into what a person reads in the active language; inclusion tags draw the small
marks used everywhere (lane, tier, status, identifier, deadline).
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.core import clock
from portal.core.domain import formatting
from portal.core.domain.agencies import agency_short
from portal.core.domain.reasons import evidence_words
from portal.core.domain.text import Text
from portal.core.templatetags import charts, marks

register = template.Library()

SPRITE = "img/preclear.svg"
SERVICE = Text("Preclear", "Précontrôle")


def active_language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def zone_name(place: Any) -> str:
    """Give the IANA name of a zone given as a name, a zone or something with a `timezone`."""
    found = getattr(place, "timezone", None) or place or settings.TIME_ZONE
    return str(getattr(found, "key", found))


@register.filter
def lang(text: Any) -> str:
    """Give a Text (or its {en, fr} dict) in the active language, a day in full, anything else as it is written."""
    if text is None:
        return ""
    if isinstance(text, date) and not isinstance(text, datetime):
        return day(text)
    if isinstance(text, dict) and {"en", "fr"} <= text.keys():
        text = Text.from_dict(text)
    return text.get(active_language()) if isinstance(text, Text) else str(text)


@register.filter
def evidence(reference: str) -> str:
    """Name the record a reason rests on, in the active language."""
    return lang(evidence_words(reference))


@register.filter
def agency(code: Any) -> str:
    """Give the short name of an agency in the active language: CBSA is ASFC in French."""
    return lang(agency_short(str(code or "")))


@register.filter
def agencies(codes: Any) -> str:
    """Give the short names of several agencies in the active language, with commas."""
    return ", ".join(agency(code) for code in codes)


@register.simple_tag
def colon() -> str:
    """Give the colon between a name and its value; French sets a space that does not break before it."""
    return "\u00a0:" if active_language() == "fr" else ":"


@register.filter
def port_time(moment: datetime | None, place: Any = "") -> str:
    """Write a moment by the clock of a port: `{{ trip.eta|port_time:crossing }}`."""
    return formatting.moment_words(moment, zone_name(place), active_language()) if moment else ""


@register.filter
def port_clock(moment: datetime | None, place: Any = "") -> str:
    """Write only the time of day at a port; for boards where the day is known."""
    if not moment:
        return ""
    local = moment.astimezone(formatting.ZoneInfo(zone_name(place)))
    return formatting.clock_words(local, active_language())


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a day in full."""
    return formatting.date_words(value, active_language()) if value else ""


@register.filter
def weight(kilograms: Decimal | float | None) -> str:
    """Write kilograms with pounds behind them."""
    return "" if kilograms is None else formatting.weight_words(kilograms, active_language())


@register.filter
def number(value: Decimal | float | None, places: int = 0) -> str:
    return "" if value is None else formatting.number_words(value, active_language(), int(places))


@register.filter
def money(amount: Decimal | float | None, currency: str = "CAD") -> str:
    return "" if amount is None else formatting.money_words(amount, currency, active_language())


@register.filter
def grouped(value: Any) -> SafeString:
    """Show an identifier in groups for reading aloud; selecting and copying it gives no spaces."""
    groups = formatting.identifier_groups(str(value or ""))
    joined = [False, *(not before[-1].isalnum() for before in groups)]
    spans = format_html_join(
        "",
        '<span class="pc-group{}">{}</span>',
        (("" if after else " pc-group--apart", group) for after, group in zip(joined, groups, strict=False)),
    )
    return format_html('<span class="pc-mono">{}</span>', spans)


@register.filter
def message_tone(level: str) -> str:
    return marks.MESSAGE_TONES.get(level, "info")


@register.filter
def message_icon(level: str) -> str:
    return marks.TONE_ICONS[message_tone(level)]


@register.filter
def tone_icon(tone: str) -> str:
    return marks.TONE_ICONS.get(tone, "info")


@register.filter
def item(mapping: Any, key: Any) -> Any:
    """Look a key up: `{{ totals|item:row.code }}`."""
    return mapping.get(key, "") if mapping else ""


@register.filter
def nth(rows: Any, place: int) -> Any:
    """Give the entry at a place of a list, for templates that walk two lists at once."""
    return rows[place]


@register.filter
def field_anchor(path: str) -> str:
    """Turn the path of an error item into the id of its field: `shipments[0].hs_code` -> `id_shipments-0-hs_code`."""
    return "id_" + re.sub(r"[\[\].]+", "-", path).strip("-")


@register.simple_tag
def service_name() -> str:
    return SERVICE.get(active_language())


@register.simple_tag
def sprite(name: str) -> str:
    """Give the address of one symbol of the sprite."""
    return f"{static(SPRITE)}#{name}"


@register.simple_tag
def icon(name: str, label: Any = "") -> SafeString:
    """Draw an icon; without a label it is decoration and hidden from screen readers."""
    if not label:
        return format_html(
            '<svg class="pc-icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', sprite(name)
        )
    return format_html(
        '<svg class="pc-icon" role="img" aria-label="{}" focusable="false"><use href="{}"></use></svg>',
        lang(label),
        sprite(name),
    )


@register.inclusion_tag("components/lane_chip.html")
def lane_chip(lane: Any, size: str = "") -> dict[str, Any]:
    """Draw a lane: green_fast, fast, general, secondary, refused, or none advised yet. `size` may be "large"."""
    return {"lane": marks.lane_mark(lane), "size": size}


@register.inclusion_tag("components/tier_shield.html")
def tier_shield(tier: Any, words: bool = True) -> dict[str, Any]:
    """Draw a tier (T0 to T3, NEXUS); `words=False` leaves the name to screen readers."""
    return {"tier": marks.tier_mark(tier), "words": words}


@register.inclusion_tag("components/status_chip.html")
def status_chip(state: Any, audience: str = "public", since: datetime | None = None) -> dict[str, Any]:
    """Draw a State of a workflow; `audience` is "public" or "staff", `since` adds how long it has lasted."""
    read = state.get if isinstance(state, dict) else lambda name: getattr(state, name, None)
    return {
        "label": read(audience) or read("label") or state,
        "icon": read("icon") or "dot",
        "tone": read("tone") or "neutral",
        "since": since,
        "lasting": formatting.duration_words(clock.now() - since, active_language()) if since else "",
    }


@register.inclusion_tag("components/identifier.html")
def identifier(value: Any, label: Any = "", copy: bool = True) -> dict[str, Any]:
    """Show a control number, plate or seal in the monospace face, grouped, with a copy button."""
    return {"value": str(value or ""), "label": label, "copy": copy}


@register.inclusion_tag("components/deadline.html")
def deadline(due: datetime | None, place: Any = "", label: Any = "", done: bool = False) -> dict[str, Any]:
    """Draw the clock of a deadline: time left, amber below a day, red when missed."""
    return {
        "due": due,
        "place": place,
        "label": label,
        **marks.deadline_mark(due, clock.now(), done=done, language=active_language()),
    }


@register.inclusion_tag("components/chart.html")
def bar_chart(title: Any, rows: Any, unit: Any = "", columns: Any = ("", "")) -> dict[str, Any]:
    """Draw bars with the table behind them. `rows` is [(label, value)] or [(label, value, tone)]."""
    return {"title": title, "unit": unit, "columns": columns, **charts.bars(rows, active_language(), lang)}


@register.inclusion_tag("components/chart.html")
def line_chart(title: Any, rows: Any, unit: Any = "", columns: Any = ("", "")) -> dict[str, Any]:
    """Draw one line with the table behind it. `rows` is [(label, value)] in order of time."""
    return {"title": title, "unit": unit, "columns": columns, **charts.line(rows, active_language(), lang)}
