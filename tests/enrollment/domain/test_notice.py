"""Purpose notice: nothing is asked without a stated purpose, in both languages (R-13, R-49)."""

from __future__ import annotations

import re

import pytest

from enrollment.domain import notice
from enrollment.domain.documents import COMPANY_KINDS, KINDS, PERSON_KINDS
from enrollment.domain.questions import FORMS, form_for

BODY = re.compile(r"finger|iris|face|retina|template|biometric", re.IGNORECASE)


@pytest.mark.parametrize("programme", FORMS)
def test_every_question_and_column_has_a_purpose(programme: str) -> None:
    for section in form_for(programme):
        assert section.group in notice.GROUPS, section.code
        for table in section.tables:
            assert table.group in notice.GROUPS, table.code


def test_every_word_of_the_notice_is_in_both_languages() -> None:
    for group in notice.GROUPS.values():
        for text in (group.what, group.purpose, group.ground, group.readers, group.kept):
            assert text.en.strip() and text.fr.strip() and text.en != text.fr, group.code


def test_the_digest_changes_with_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    before = notice.notice_digest()
    one = notice.GROUPS[notice.SITES]
    changed = notice.Group(one.code, one.what, one.purpose, one.ground, one.readers, notice.TERM)
    assert notice.notice_digest() == before
    changed = notice.Group(one.code, one.what, one.what, one.ground, one.readers, one.kept)
    monkeypatch.setitem(notice.GROUPS, notice.SITES, changed)
    assert notice.notice_digest() != before


@pytest.mark.parametrize("programme", FORMS)
def test_nothing_about_the_body_is_asked(programme: str) -> None:
    codes = [column.code for part in form_for(programme) for table in part.tables for column in table.columns]
    codes += [question.code for part in form_for(programme) for question in part.questions]
    assert not [code for code in codes if BODY.search(code)]


def test_kinds_of_documents_have_names_and_holders() -> None:
    assert set(PERSON_KINDS) | set(COMPANY_KINDS) == set(KINDS)
    assert all(text.en and text.fr for text in KINDS.values())
