"""What is vendored is exactly what was vetted, and no page can hold inline style or script (CSP)."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

ROOT = Path(settings.BASE_DIR)
VENDOR = ROOT / "static" / "vendor"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FORBIDDEN = {
    "an inline style": re.compile(r"<[^>]*\sstyle=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+=", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))[^>]*>", re.IGNORECASE),
    "a foreign host": re.compile(r"(?:src|href)=\"(?:https?:)?//", re.IGNORECASE),
}


def breaches(source: str) -> list[str]:
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(source)]


def listed() -> dict[str, str]:
    lines = (VENDOR / "CHECKSUMS").read_text().splitlines()
    pairs = [line.split("  ", 1) for line in lines if re.match(r"[0-9a-f]{64}  ", line)]
    return {name: digest for digest, name in pairs}


def test_every_vendored_file_is_the_vetted_one() -> None:
    here = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "CHECKSUMS"
    }
    assert here == listed()


def test_the_licence_comes_with_the_files() -> None:
    assert "SIL Open Font License" in (VENDOR / "uswds" / "LICENSE.md").read_text()


def test_no_mark_of_one_government_is_shipped() -> None:
    names = " ".join(listed())
    assert "flag" not in names
    assert "dot-gov" not in names


@pytest.mark.parametrize("sheet", sorted((ROOT / "static").rglob("*.css")), ids=lambda path: path.name)
def test_every_file_a_style_sheet_names_exists(sheet: Path) -> None:
    text = sheet.read_text()
    assert "sourceMappingURL" not in text
    named = {name.strip("\"'") for name in re.findall(r"url\(([^)]+)\)", text) if "data:" not in name}
    assert [name for name in named if not (sheet.parent / name).resolve().exists()] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_a_template_holds_nothing_the_policy_forbids(template: Path) -> None:
    assert breaches(template.read_text()) == []


@pytest.mark.parametrize(
    "bad",
    [
        '<p style="color:red">x</p>',
        "<style>p{}</style>",
        '<button onclick="go()">x</button>',
        "<script>go()</script>",
        '<img src="https://elsewhere.example/x.png">',
    ],
)
def test_the_policy_check_sees_a_bad_sample(bad: str) -> None:
    assert breaches(bad)


def test_every_icon_and_static_file_a_template_names_exists() -> None:
    symbols = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/img/preclear.svg").read_text()))
    missing = set()
    for template in TEMPLATES:
        text = template.read_text()
        missing |= {name for name in re.findall(r"{% icon ['\"]([\w-]+)['\"]", text) if name not in symbols}
        missing |= {name for name in re.findall(r"{% sprite ['\"]([\w-]+)['\"]", text) if name not in symbols}
        missing |= {name for name in re.findall(r"{% static ['\"]([^'\"]+)['\"]", text) if not finders.find(name)}
    assert missing == set()


def unstyled(source: str, styled: set[str]) -> set[str]:
    """Name the classes of ours that no style sheet knows; `pc-tone-{{ tone }}` ends in a hyphen and is left out."""
    names = set()
    for attribute in re.findall(r'class="([^"]*)"', re.sub(r"{%.*?%}|{{.*?}}", " ", source)):
        names |= {name for name in attribute.split() if name.startswith("pc-") and not name.endswith("-")}
    return names - styled


def test_every_class_of_ours_has_a_style() -> None:
    sheets = " ".join(sheet.read_text() for sheet in (ROOT / "static/css").glob("*.css"))
    styled = set(re.findall(r"\.(pc-[\w-]+)", sheets))
    lacking = {str(path.relative_to(ROOT)): unstyled(path.read_text(), styled) for path in TEMPLATES}
    assert {name: classes for name, classes in lacking.items() if classes} == {}


def test_an_invented_class_is_seen() -> None:
    sample = '<p class="pc-card pc-invented{% if late %} pc-late{% endif %} pc-tone-{{ tone }}">'
    assert unstyled(sample, {"pc-card"}) == {"pc-invented", "pc-late"}


def test_what_a_trader_page_loads_stays_light() -> None:
    import gzip

    base = (ROOT / "templates/base.html").read_text()
    names = re.findall(r"{% static '([^']+)'", base)
    fonts = ["SemiBold", "Bold"]
    names += [f"vendor/uswds/fonts/public-sans/PublicSans-{weight}.woff2" for weight in fonts]
    names += ["vendor/uswds/fonts/roboto-mono/roboto-mono-v5-latin-500.woff2", "img/preclear.svg"]
    weight = 0
    for name in set(names):
        data = Path(str(finders.find(name))).read_bytes()
        weight += len(data) if name.endswith("woff2") else len(gzip.compress(data))
    assert weight < 260_000
