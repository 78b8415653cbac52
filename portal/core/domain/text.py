"""Text in both official languages of the service (R-37: every reason is readable in two languages)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or label in English and French."""

    en: str
    fr: str

    def format(self, **values: Any) -> Text:
        """Fill the placeholders of both languages with the same values."""
        return Text(self.en.format(**values), self.fr.format(**values))

    def get(self, language: str) -> str:
        """Give the text in the language whose code starts with `fr`, else in English."""
        return self.fr if language.startswith("fr") else self.en

    def as_dict(self) -> dict[str, str]:
        return {"en": self.en, "fr": self.fr}

    @classmethod
    def from_dict(cls, data: dict[str, str]) -> Text:
        return cls(data["en"], data["fr"])
