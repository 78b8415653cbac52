"""What schema and linter say about a profile document, as error items in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clearance.domain.profile_refusals import LAST_WORDS
from clearance.selectors.policies import appetite_in_force
from clearance.targeting.lint import lint, stopping
from clearance.targeting.problem_words import problem_text
from clearance.targeting.profile import Profile, ProfileError, profile_from_dict
from portal.core import clock
from portal.core.domain.errors import ErrorItem, Invalid


def profile_fault(error: ProfileError) -> ErrorItem:
    """A fault of the document as people read it, at its place."""
    return ErrorItem("CLR_PROFILE", problem_text(error.problem), path=error.path, fix=LAST_WORDS)


def profile_read(document: Mapping[str, Any]) -> Profile:
    """Read a document; raises Invalid with the place that is wrong."""
    try:
        return profile_from_dict(document)
    except ProfileError as error:
        raise Invalid([profile_fault(error)]) from error


def findings_of(profile: Profile) -> list[ErrorItem]:
    """Give what the linter finds today, errors and warnings."""
    return lint(profile, security_cut=appetite_in_force().appetite.security_cut, today=clock.now().date())


def faults_of(document: Mapping[str, Any]) -> list[ErrorItem]:
    """Give what keeps a document from being simulated, signed or put in force; empty when nothing does."""
    try:
        profile = profile_from_dict(document)
    except ProfileError as error:
        return [profile_fault(error)]
    return stopping(findings_of(profile))
