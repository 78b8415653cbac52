"""The tag library and the components it draws."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation

from portal.core import clock
from portal.core.domain.errors import ErrorItem
from portal.core.domain.reasons import Reason
from portal.core.domain.text import Text

NOW = datetime(2026, 11, 24, 19, 5, tzinfo=UTC)
RELEASED = SimpleNamespace(
    staff=Text("Gate open", "Barrière ouverte"), public=Text("Released", "Dédouané"), icon="check-circle", tone="good"
)


def draw(source: str, language: str = "en", **context: Any) -> str:
    with translation.override(language), clock.frozen(NOW):
        html = Template("{% load i18n preclear %}" + source).render(Context(context))
    return html.replace("\u00a0", " ")


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("value", "language", "shown"),
    [
        (Text("Trip", "Voyage"), "fr", "Voyage"),
        ({"en": "Trip", "fr": "Voyage"}, "en", "Trip"),
        ("As it is", "fr", "As it is"),
        (None, "en", ""),
        (date(2026, 12, 24), "fr", "24 décembre 2026"),
        (7, "en", "7"),
    ],
)
def test_lang_gives_the_text_of_the_reader(value: Any, language: str, shown: str) -> None:
    assert draw("{{ value|lang }}", language, value=value) == shown


def test_what_people_write_is_escaped() -> None:
    html = draw(
        "{{ text|lang }}{{ id|grouped }}{% identifier id %}{% status_chip text %}",
        text=Text("<b>x</b>", ""),
        id="<b>1</b>",
    )
    assert "<b>" not in html


def test_port_time_takes_a_crossing_or_a_zone() -> None:
    crossing = SimpleNamespace(timezone="America/Detroit")
    assert draw("{{ at|port_time:place }}", at=NOW, place=crossing) == "24 November 2026, 14:05"
    assert draw("{{ at|port_time:'America/Halifax' }}", "fr", at=NOW) == "24 novembre 2026, 15 h 05"
    assert draw("{{ at|port_time }}", at=None) == ""
    assert draw("{{ at|port_clock:place }}", at=NOW, place=crossing) == "14:05"


def test_grouped_identifier_copies_without_the_grouping() -> None:
    html = draw("{% identifier id %}", id="ABCD240611000007")
    assert 'data-copy="ABCD240611000007"' in html
    assert html.count('<span class="pc-group') == 4
    assert draw("{{ id|grouped }}", id="JC-2026-0001").count("pc-group--apart") == 1


@pytest.mark.parametrize("spelling", ["green_fast", "GREEN_FAST", "green-fast", SimpleNamespace(code="Green_FAST")])
def test_a_lane_has_icon_and_word_whatever_its_spelling(spelling: Any) -> None:
    html = draw("{% lane_chip lane %}", lane=spelling)
    assert "pc-lane--green-fast" in html
    assert "#lane-green-fast" in html
    assert words(html) == "Green-FAST"


def test_an_unknown_lane_never_looks_like_one() -> None:
    assert words(draw("{% lane_chip lane %}", "fr", lane="")) == "Pas encore de voie"


@pytest.mark.parametrize(
    ("tier", "said"),
    [
        ("T2", "2 Tier 2"),
        (3, "3 Tier 3"),
        ("NEXUS", "N NEXUS member"),
        ("", "0 Tier 0, not a member"),
        ("T9", "0 Tier 0, not a member"),
    ],
)
def test_a_tier_says_its_digit_and_its_name(tier: Any, said: str) -> None:
    assert words(draw("{% tier_shield tier %}", tier=tier)) == said


def test_staff_and_public_read_their_own_label() -> None:
    assert words(draw("{% status_chip state 'staff' %}", "fr", state=RELEASED)) == "Barrière ouverte"
    assert words(draw("{% status_chip state %}", state=RELEASED)) == "Released"
    html = draw("{% status_chip state %}", state={"label": Text("Sent", "Envoyé"), "icon": "sent", "tone": "info"})
    assert "pc-tone-info" in html
    assert "#sent" in html


def test_a_status_can_say_for_how_long() -> None:
    assert (
        words(draw("{% status_chip state 'public' since %}", "fr", state=RELEASED, since=NOW - timedelta(hours=3)))
        == "Dédouané depuis 3 h"
    )


@pytest.mark.parametrize(
    ("due", "done", "tone", "said"),
    [
        (timedelta(days=3), False, "neutral", "3 d left"),
        (timedelta(hours=5), False, "warn", "5 h left"),
        (timedelta(hours=-2), False, "bad", "2 h late"),
        (timedelta(hours=-2), True, "good", "done"),
    ],
)
def test_a_deadline_shows_how_it_stands(due: timedelta, done: bool, tone: str, said: str) -> None:
    html = draw("{% deadline due 'UTC' '' done %}", due=NOW + due, done=done)
    assert f"pc-tone-{tone}" in html
    assert words(html).endswith(said)


def test_paths_of_errors_lead_to_their_fields() -> None:
    assert draw("{{ path|field_anchor }}", path="shipments[0].lines[12].hs_code") == "id_shipments-0-lines-12-hs_code"


def test_the_error_summary_links_each_item_and_takes_the_focus() -> None:
    item = ErrorItem(
        "X", Text("Too long.", "Trop long."), path="plate", fix=Text("Shorten it.", "Raccourcissez."), agency="CBP"
    )
    html = draw('{% include "components/error_summary.html" %}', "fr", items=[item])
    assert 'href="#id_plate"' in html
    assert "data-error-summary" in html
    assert words(html) == "À corriger Trop long. (CBP) Raccourcissez."
    assert draw('{% include "components/error_summary.html" %}', items=[]).strip() == ""


def test_a_reason_card_tells_reason_evidence_fix_and_appeal_in_that_order() -> None:
    reason = Reason("R1", Text("REASON", ""), "EVIDENCE", Text("FIX", ""), Text("APPEAL", ""))
    said = words(
        draw(
            '{% include "components/reason_card.html" with appeal_url="/a" appeal_by=due %}',
            reason=reason,
            due=NOW + timedelta(days=30),
        )
    )
    places = [
        said.index(word) for word in ("REASON", "EVIDENCE", "FIX", "APPEAL", "Contest by", "Appeal this decision")
    ]
    assert places == sorted(places)


def test_links_say_member_not_a_member_and_not_known_apart() -> None:
    links = [
        {"role": "driver", "name": "A", "tier": "T1", "member": True},
        {"role": "carrier", "name": "B", "member": False},
        {"role": "importer", "name": "C", "member": None},
    ]
    said = words(draw('{% include "components/membership_links.html" %}', links=links))
    assert "Tier 1" in said
    assert "B Not a member" in said
    assert "C Not known yet" in said


def test_a_chart_has_its_table_behind_it() -> None:
    html = draw(
        "{% bar_chart title rows unit %}",
        "fr",
        title=Text("Trips", "Voyages"),
        rows=[(Text("FAST", "EXPRES"), 1200), ("<b>", 3, "warn")],
        unit="",
    )
    assert html.count("<rect") == 2
    assert "1 200" in html
    assert "<b>" not in html
    assert re.search(r"<th scope=\"row\">EXPRES</th>\s*<td class=\"pc-num\">1 200</td>", html)


def test_an_empty_chart_says_so() -> None:
    assert "No figures yet." in draw("{% line_chart title rows %}", title="Waits", rows=[])


def test_a_line_chart_starts_at_zero_and_names_few_points() -> None:
    html = draw("{% line_chart title rows %}", title="Waits", rows=[(str(hour), hour * 1.5) for hour in range(24)])
    assert html.count("<circle") == 24
    assert html.count('text-anchor="middle"') <= 7
    assert re.search(r'text-anchor="end">0</text>', html)
