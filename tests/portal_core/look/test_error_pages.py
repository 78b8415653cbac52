"""Error pages: bilingual, and the same bytes whoever asks for whatever (architecture rule 6)."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from portal.core.domain.errors import NotAllowed
from portal.core.domain.text import Text

CODES = [400, 403, 404, 429, 500]


@pytest.mark.parametrize("code", CODES)
def test_an_error_page_speaks_both_languages_and_needs_no_context(code: int) -> None:
    html = render_to_string(f"{code}.html")
    assert '<section lang="en"' in html
    assert '<section lang="fr"' in html
    assert "csrfmiddlewaretoken" not in html


@pytest.mark.parametrize("code", CODES)
def test_an_error_page_is_the_same_bytes_for_every_path_and_language(code: int) -> None:
    pages = set()
    for path, language in (("/trips/1", "en"), ("/appeals/zzz?next=/x", "fr")):
        with translation.override(language):
            pages.add(
                render_to_string(
                    f"{code}.html", request=None, context={"request": RequestFactory().get(path), "request_path": path}
                )
            )
    assert len(pages) == 1


def test_a_refusal_says_why_in_both_languages() -> None:
    refusal = NotAllowed.single("X", Text("Only an officer may.", "Réservé aux agents."))
    html = render_to_string("403.html", {"items": refusal.items})
    assert "Only an officer may." in html
    assert "Réservé aux agents." in html
