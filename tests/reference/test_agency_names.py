"""The short names on pages are those of the reference data, code by code; no page shows the bare code."""

import csv
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from portal.core.domain.agencies import agency_short
from portal.core.templatetags.preclear import agencies

AGENCIES = Path(settings.BASE_DIR, "portal", "reference", "data", "agencies.csv")
TEMPLATES = Path(settings.BASE_DIR, "templates")
CODE = r"((?:\w+\.)*(?:\w+_)?(?:agency|giver|receiver|suspended_by))"
SHOWN = re.compile(r"\{\{\s*" + CODE + r"\s*(?!\s*\|\s*agency\b)(?:\|[^}]*)?\}\}")
JOINED = re.compile(r"\b((?:\w+\.)*(?:\w+_)?agencies)\|join\b")
SENTENCE = re.compile(r"(\{% blocktrans(?:late)?\b(?:(?!%\}).)*%\}).*?\{% endblocktrans(?:late)? %\}", re.DOTALL)
IN_SENTENCE = re.compile(r"\b\w+=" + CODE + r"(?![\w.|]|\|agency\b)|\b\w+=" + CODE + r"\|(?!agency\b)")
NOT_READ = re.compile(
    r"\s(?:id|for|class|href|action|value|name|aria-labelledby|aria-describedby|data-[\w-]+)=\"[^\"<>]*$"
)
A_NAME = "hearing.interpreters.agency"


def bare(text: str) -> list[str]:
    """Give the codes of agencies a template shows as they are; ids, addresses and values of fields keep the code."""
    found = [code or other for head in SENTENCE.findall(text) for code, other in IN_SENTENCE.findall(head)]
    rest = SENTENCE.sub(r"\1", text)
    shown = [hit for pattern in (SHOWN, JOINED) for hit in pattern.finditer(rest)]
    found += [hit[1] for hit in shown if not NOT_READ.search(rest[: hit.start()])]
    return [code for code in found if code != A_NAME]


def test_every_agency_is_named_as_in_the_reference_data() -> None:
    with AGENCIES.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) > 30
    for row in rows:
        assert agency_short(row["code"]).as_dict() == {"en": row["short_en"], "fr": row["short_fr"]}, row["code"]


def test_no_page_shows_the_bare_code_of_an_agency() -> None:
    pages = {page.relative_to(TEMPLATES): bare(page.read_text()) for page in TEMPLATES.rglob("*.html")}
    assert len(pages) > 200
    assert {str(page): codes for page, codes in pages.items() if codes} == {}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("<td>{{ row.agency }}</td>", ["row.agency"]),
        ('<td>{{ row.row.agency|default:"–" }}</td>', ["row.row.agency"]),
        ("<p>{{ override.second_agency }}</p>", ["override.second_agency"]),
        ("{{ agency }}", ["agency"]),
        ("{% blocktranslate with who=row.agency %}Held by {{ who }}{% endblocktranslate %}", ["row.agency"]),
        ('{{ card.agencies|join:", " }}', ["card.agencies"]),
        ("<td>{{ row.agency|agency }}</td>", []),
        ("{% blocktranslate with agency=row.agency|agency %}Held by {{ agency }}{% endblocktranslate %}", []),
        ('<section id="a-{{ cell.agency }}">', []),
        ('<option value="{{ agency }}">{{ agency|agency }}</option>', []),
        ("{{ line.agency.short|lang }}", []),
    ],
)
def test_what_counts_as_a_bare_code(text: str, codes: list[str]) -> None:
    assert bare(text) == codes


def test_several_agencies_are_named_in_the_language_of_the_page() -> None:
    with override("fr"):
        assert agencies(["CBP", "CBSA", "CFIA"]) == "CBP, ASFC, ACIA"
    with override("en"):
        assert agencies(["CBP", "CBSA", "CFIA"]) == "CBP, CBSA, CFIA"
