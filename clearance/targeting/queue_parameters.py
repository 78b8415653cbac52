"""The work times the queue model starts from, as data with their sources (targeting.md section 5)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"


@cache
def parameters() -> dict[str, Any]:
    """The work times of the model, each with its source or the word that it is assumed."""
    found: dict[str, Any] = json.loads((DATA / "queue_parameters.json").read_text(encoding="utf-8"))
    return found
