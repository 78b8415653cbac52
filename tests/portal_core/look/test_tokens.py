"""Contrast of the design tokens: 4.5:1 in the light theme, 7:1 in the dark one (ux.md, Identity)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = Path(settings.BASE_DIR, "static/css/tokens.css").read_text()
BLOCK = re.compile(r"^ *([^\n{}]+) \{\n((?: *[^\n{}]+;\n|\s*/\*[^\n]*\*/\n|\n)+)", re.MULTILINE)
TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{3,6});")

TEXT_ON_GROUND = [
    *[(word, ground) for word in ("text", "ink", "muted", "link") for ground in ("surface", "ground", "sunken")],
    *[(tone, f"{tone}-soft") for tone in ("neutral", "info", "good", "warn", "bad")],
    *[(tone, "surface") for tone in ("neutral", "info", "good", "warn", "bad", "accent")],
    *[(f"lane-{lane}-on", f"lane-{lane}") for lane in ("green", "fast", "general", "secondary", "refused")],
    ("on-accent", "accent"),
    ("accent-strong", "accent-soft"),
    ("chrome-text", "chrome"),
    ("chrome-text", "chrome-2"),
    ("chrome-muted", "chrome"),
]
MARKS_ON_GROUND = [("line-strong", "surface"), ("focus", "surface"), ("focus", "ground"), ("tier-1", "surface")]


def theme(selector: str) -> dict[str, str]:
    """Read the colours a selector sets, over the ones of the light theme."""
    blocks = {name.strip(): dict(TOKEN.findall(body)) for name, body in BLOCK.findall(TOKENS)}
    return {**blocks[":root"], **blocks[selector]}


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("selector", "least"), [(":root", 4.5), (':root[data-theme="dark"]', 7.0)])
def test_words_can_be_read_on_their_ground(selector: str, least: float) -> None:
    colours = theme(selector)
    weak = {
        f"{word} on {ground}": round(contrast(colours[word], colours[ground]), 2)
        for word, ground in TEXT_ON_GROUND
        if contrast(colours[word], colours[ground]) < least
    }
    assert weak == {}


@pytest.mark.parametrize("selector", [":root", ':root[data-theme="dark"]'])
def test_borders_focus_and_shields_stand_out(selector: str) -> None:
    colours = theme(selector)
    assert [pair for pair in MARKS_ON_GROUND if contrast(colours[pair[0]], colours[pair[1]]) < 3] == []


def test_the_device_theme_is_the_chosen_dark_theme() -> None:
    assert theme(':root[data-theme="dark"]') == theme(':root:not([data-theme="light"], [data-theme="dark"])')


def test_the_measure_knows_weak_from_strong() -> None:
    assert contrast("#777", "#fff") < 4.5 < contrast("#767676", "#fff")
    assert contrast("#000", "#fff") == pytest.approx(21)
