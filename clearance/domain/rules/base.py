"""What a rule is: code, words, fix, severity, agency, source, and a pure function over (Manifest, Context)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.wording import echo, help_of, say
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

ERROR, WARNING, INFO = "error", "warning", "info"
Findings = Iterator[ErrorItem]


@dataclass(frozen=True, slots=True)
class Rule:
    """One validation rule. `code` is also the name of its file, its test and its anchor on the page of the rules.

    `message` and `fix` are templates filled by `item`. `agency` is CBP, CBSA or empty for both; `source` is
    the regulation, message guide or requirement it comes from.
    """

    code: str
    title: Text
    message: Text
    fix: Text
    source: str
    severity: str = ERROR
    agency: str = ""

    def item(self, path: str, value: Any = None, **words: Any) -> ErrorItem:
        """Build the error item for one place."""
        return ErrorItem(
            self.code,
            say(self.message, **words) if words else self.message,
            path,
            echo(value),
            self.severity,
            self.agency,
            say(self.fix, **words) if words else self.fix,
            help_of(self.code),
        )


Check = Callable[[Manifest, Context], Findings]
