"""The one error object, the same for pages, the API and agency answers (architecture rule 7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from portal.core.domain.text import Text


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A way to put an error right that a machine can take: one change of one place of what was sent.

    `action` is set, unset, merge (several fields of one record; None removes), add (to a list), remove (an
    entry of a list); `path` is the place, `label` what a button says.
    """

    action: str
    path: str
    value: Any
    label: Text

    def as_dict(self) -> dict[str, Any]:
        return {"action": self.action, "path": self.path, "value": self.value, "label": self.label.as_dict()}


@dataclass(frozen=True, slots=True)
class ErrorItem:
    """What is wrong, where, and how to put it right.

    `path` names the field (`shipments[0].lines[2].hs_code`), `severity` is error, warning or info; only
    errors block. `fix` says what to do, `suggestions` do it; `help` is a link or an anchor of the docs.
    """

    code: str
    message: Text
    path: str = ""
    value: Any = None
    severity: str = "error"
    agency: str = ""
    fix: Text | None = None
    help: str = ""
    suggestions: tuple[Suggestion, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "code": self.code,
            "severity": self.severity,
            "agency": self.agency,
            "message": self.message.as_dict(),
            "path": self.path,
            "value": self.value,
            "fix": self.fix.as_dict() if self.fix else None,
            "help": self.help,
        }
        if self.suggestions:
            found["suggestions"] = [suggestion.as_dict() for suggestion in self.suggestions]
        return found


class DomainError(Exception):
    """A refusal that carries one or more error items; `status` is the HTTP status it becomes."""

    status: int = 422
    title: ClassVar[Text] = Text("This could not be done", "Cette opération n'a pas pu être faite")

    def __init__(self, items: Iterable[ErrorItem] = ()) -> None:
        self.items = tuple(items)
        super().__init__("; ".join(f"{item.code} {item.path}: {item.message.en}" for item in self.items))

    @classmethod
    def single(cls, code: str, message: Text, **fields: Any) -> DomainError:
        """Build the error with one item; `fields` are the other fields of ErrorItem."""
        return cls([ErrorItem(code, message, **fields)])


class Invalid(DomainError):
    """What was sent breaks a rule; the items say which field, which rule and the fix."""

    status = 422
    title = Text("Some entries need fixing", "Certaines entrées sont à corriger")


class NotAllowed(DomainError):
    """The actor may see this but not do that."""

    status = 403
    title = Text("You may not do this", "Vous n'êtes pas autorisé à faire cela")


class NotFound(DomainError):
    """There is no such thing for this actor; a stranger's record and a missing one look alike."""

    status = 404
    title = Text("Not found", "Introuvable")

    def __init__(self, items: Iterable[ErrorItem] = ()) -> None:
        super().__init__(items or (NOT_FOUND,))


class Conflict(DomainError):
    """Someone else changed it first, or the request clashes with one already answered."""

    status = 409
    title = Text("Changed in the meantime", "Modifié entre-temps")


NOT_FOUND = ErrorItem(
    "CORE_NOT_FOUND",
    Text(
        "There is nothing at this address, or it is not yours.",
        "Il n'y a rien à cette adresse, ou ce n'est pas à vous.",
    ),
)
