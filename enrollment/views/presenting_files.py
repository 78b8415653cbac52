"""Documents, questions and rows as the pages of an application show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from enrollment.domain.documents import KINDS, TYPE_NAMES
from enrollment.domain.notice import GROUPS, Group
from enrollment.domain.questions import Question, Section, Table, rows_of
from enrollment.domain.questions.shapes import CONSENT, FILES, YES_NO, YES_OR_NO
from enrollment.domain.transitions import DOCUMENT
from enrollment.domain.transitions.document import CLEAN
from enrollment.forms_application import SectionForm
from enrollment.models import Document
from enrollment.vault.pictures import REMARKS

Documents = Mapping[str, list[Document]]


def document_row(document: Document) -> dict[str, Any]:
    """Give a document with its words; the address of its bytes only when it was scanned."""
    return {
        "document": document,
        "id": document.id,
        "name": document.file_name,
        "size": document.size,
        "kind": KINDS[document.kind],
        "type": TYPE_NAMES[document.media_type],
        "state": DOCUMENT.state(document.status),
        "page": reverse("enrollment:document", args=[document.id]),
        "url": reverse("enrollment:document_file", args=[document.id]) if document.status == CLEAN else "",
        "remarks": [REMARKS[code] for code in document.remarks if code in REMARKS],
    }


def group_of(section: Section, table: Table | None = None) -> Group:
    return GROUPS[table.group if table else section.group]


def question_parts(form: SectionForm, documents: Documents) -> list[dict[str, Any]]:
    """Give the questions of a page: field, companion field, attached documents, and why it is asked."""
    return [
        {
            "question": question,
            "field": form[question.code] if question.kind != FILES else None,
            "how": form[question.evidence_question.code] if question.evidence else None,
            "files": [document_row(each) for each in documents.get(question.code, ())],
            "why": question.why or form.section.purpose,
            "group": group_of(form.section),
        }
        for question in form.section.questions
    ]


def table_parts(form: SectionForm) -> list[dict[str, Any]]:
    """Give the tables of a page with their grid and why they are asked."""
    return [
        {"table": table, "grid": form.grids[table.code], "group": group_of(form.section, table)}
        for table in form.section.tables
    ]


def answer_part(section: Section, answers: Mapping[str, Any], documents: Documents) -> dict[str, Any]:
    """Give one section for reading: facts with criteria and documents, and its rows."""
    return {
        "section": section,
        "facts": [_fact(question, answers, documents) for question in section.questions],
        "tables": [_table(table, answers) for table in section.tables],
    }


def _fact(question: Question, answers: Mapping[str, Any], documents: Documents) -> dict[str, Any]:
    return {
        "label": question.label,
        "value": answer_words(question, answers.get(question.code, "")) if question.kind != FILES else None,
        "how": answers.get(question.evidence_question.code, "") if question.evidence else "",
        "serves": question.serves,
        "files": [document_row(each) for each in documents.get(question.code, ())],
    }


def _table(table: Table, answers: Mapping[str, Any]) -> dict[str, Any]:
    rows = rows_of(table, answers)
    return {
        "caption": table.title,
        "columns": [{"label": column.label} for column in table.columns],
        "rows": [
            {"cells": [{"value": answer_words(column, row.get(column.code, ""))} for column in table.columns]}
            for row in rows
        ],
    }


def answer_words(question: Question, value: Any) -> Any:
    """Give an answer in words: a choice by its label, a box as yes or no."""
    if question.kind in (CONSENT, YES_NO):
        code = "yes" if value in (True, "yes", "on") else "no" if value else ""
        return dict(YES_OR_NO).get(code, "")
    return dict(question.choices).get(value, value) if question.choices else value
