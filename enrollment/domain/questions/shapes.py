"""The joint application as data: sections of questions and tables, each with what it serves at each agency (R-04, R-15)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

TEXT = "text"
LONG_TEXT = "long_text"
CHOICE = "choice"
NUMBER = "number"
DATE = "date"
PAST_DATE = "past_date"
MONTH = "month"
YES_NO = "yes_no"
CONSENT = "consent"
FILES = "files"
PLATE = "plate"
VIN = "vin"
REGION = "region"
CARD = "card"
LONGEST = {TEXT: 200, LONG_TEXT: 2000}
MOST_ROWS = 300
YES_OR_NO = (("yes", Text("Yes", "Oui")), ("no", Text("No", "Non")))
EVIDENCE_SUFFIX = "_how"
EVIDENCE_LABEL = Text("How, and what shows it", "Comment, et ce qui le montre")


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `serves` names the criterion it answers at each agency; `choices` are (code, label) pairs.

    `why` says why just this is asked; without it the purpose of the section does. `evidence` asks beside the
    answer for words or documents that show it. `files` are the kinds of document an answer may carry.
    """

    code: str
    label: Text
    kind: str = TEXT
    hint: Text | None = None
    required: bool = True
    choices: tuple[tuple[str, Text], ...] = ()
    serves: Mapping[str, str] = field(default_factory=dict)
    why: Text | None = None
    evidence: bool = False
    files: tuple[str, ...] = ()

    @property
    def takes_files(self) -> bool:
        """Say whether documents can be attached to the answer."""
        return self.evidence or self.kind == FILES

    @property
    def evidence_question(self) -> Question:
        """The companion question: in words, how the measure is met."""
        return Question(f"{self.code}{EVIDENCE_SUFFIX}", EVIDENCE_LABEL, LONG_TEXT, required=False)


Row = Mapping[str, Any]
RowsRule = Callable[["Table", Sequence[Row], Mapping[str, Any], date], list[ErrorItem]]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows one adds and removes. `least` rows are needed, or one when the answer `needed_if` names was given.

    `rules` judge the rows together, for example whether a history has gaps. `group` is the group of data
    elements of the purpose notice the rows belong to.
    """

    code: str
    title: Text
    group: str
    columns: tuple[Question, ...]
    hint: Text | None = None
    least: int = 0
    needed_if: tuple[str, str] | None = None
    rules: tuple[RowsRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the application. `purpose` says why the questions are asked and what the answers are used for.

    `group` is the group of data elements in the purpose notice (R-13).
    """

    code: str
    title: Text
    purpose: Text
    questions: tuple[Question, ...]
    group: str = ""
    tables: tuple[Table, ...] = ()

    @property
    def asked(self) -> tuple[Question, ...]:
        """Every question with its companion, in the order of the page; files are no typed answers."""
        found: list[Question] = []
        for question in self.questions:
            if question.kind != FILES:
                found.append(question)
            if question.evidence:
                found.append(question.evidence_question)
        return tuple(found)
