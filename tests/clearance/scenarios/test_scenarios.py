"""The scripted scenarios of requirements section 6 that concern lanes, as data (issue 4, acceptance 4 and 6)."""

from __future__ import annotations

import json
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from portal.core import clock
from tests.clearance.scenarios.world import Story
from tests.factories.officer import make_profile
from tests.factories.policies import make_appetite, make_lane_policy

SCENARIOS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "scenarios.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[entry["name"] for entry in SCENARIOS])
def test_scenario(scenario: dict[str, Any], reference_data: None, db: None, settings: Any, tmp_path: Path) -> None:
    """Each under a signed profile, appetite and lane policy; no random draw, so that the story is the same each day."""
    settings.TARGETING_DRAWS = False
    settings.SHEET_SIGNING_KEY_FILE = str(tmp_path / "sheet.key")
    moment = clock.frozen(datetime.fromisoformat(scenario["at"])) if "at" in scenario else nullcontext()
    with moment:
        make_profile()
        make_appetite()
        make_lane_policy()
        story = Story()
        for verb, row in scenario["steps"]:
            story.play(verb, row)
