"""Every icon a workflow, a menu or a page names is drawn in the sprite; an unknown one would be an empty square."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

from portal.workflow.registry import registrations

SPRITE = Path(settings.BASE_DIR, "static/img/preclear.svg")
TONES = {"neutral", "info", "good", "warn", "bad"}


def drawn() -> set[str]:
    return set(re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text()))


def test_every_state_has_an_icon_that_is_drawn_and_a_tone_that_has_a_colour() -> None:
    states = [(entry.workflow.name, state) for entry in registrations() for state in entry.workflow.states]
    assert states
    known = drawn()
    assert [(name, state.code, state.icon) for name, state in states if state.icon not in known] == []
    assert [(name, state.code, state.tone) for name, state in states if state.tone not in TONES] == []


def test_every_icon_named_in_python_is_drawn() -> None:
    apps = [Path(path).parent for path in settings.LOCALE_PATHS]
    named = set()
    for folder in apps:
        for source in folder.rglob("*.py"):
            named |= set(re.findall(r"\bicon(?:=|\": )\"([\w-]+)\"", source.read_text()))
    assert named
    assert named - drawn() == set()
