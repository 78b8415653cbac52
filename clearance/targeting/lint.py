"""What is allowed in a profile but most likely not meant: found before the two agencies sign it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from clearance.targeting.profile import SECURITY, Profile, ProfileRule
from clearance.targeting.schema import Facts
from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text


def lint(profile: Profile, *, security_cut: int, today: date, samples: Iterable[Facts] = ()) -> list[ErrorItem]:
    """Give warnings, with the rule id as value: rules alone at the cut-off, past their date, twice the same,
    and, when samples of facts are given, rules that none of them sets off."""
    found = [*_alone(profile, security_cut), *_expired(profile, today), *_twins(profile)]
    tried = list(samples)
    if tried:
        found += _idle(profile, tried)
    return found


def _warning(code: str, number: int, rule: ProfileRule, message: Text, fix: Text) -> ErrorItem:
    return ErrorItem(code, message, f"rules[{number}]", rule.id, "warning", fix=fix)


def _alone(profile: Profile, cut: int) -> Iterator[ErrorItem]:
    for number, rule in enumerate(profile.rules):
        if rule.target == SECURITY and not rule.stops and rule.points >= cut:
            yield _warning(
                "CLR_LINT_ALONE",
                number,
                rule,
                Text("This rule reaches the cut-off by itself.", "Cette règle atteint le seuil à elle seule."),
                Text("Lower its points, or make it mandatory.", "Réduisez ses points, ou rendez-la obligatoire."),
            )


def _expired(profile: Profile, today: date) -> Iterator[ErrorItem]:
    for number, rule in enumerate(profile.rules):
        if rule.until is not None and rule.until < today:
            yield _warning(
                "CLR_LINT_EXPIRED",
                number,
                rule,
                Text("This rule no longer applies.", "Cette règle ne s'applique plus."),
                Text("Remove it, or give it a later last day.", "Retirez-la, ou donnez-lui une date plus tardive."),
            )


def _twins(profile: Profile) -> Iterator[ErrorItem]:
    seen: list[ProfileRule] = []
    for number, rule in enumerate(profile.rules):
        if any((rule.when, rule.target, rule.scope) == (other.when, other.target, other.scope) for other in seen):
            yield _warning(
                "CLR_LINT_TWIN",
                number,
                rule,
                Text("Another rule has the same condition.", "Une autre règle a la même condition."),
                Text("Merge the two rules.", "Fusionnez les deux règles."),
            )
        seen.append(rule)


def _idle(profile: Profile, samples: list[Facts]) -> Iterator[ErrorItem]:
    for number, rule in enumerate(profile.rules):
        if not any(rule.when.holds(facts) for facts in samples):
            yield _warning(
                "CLR_LINT_IDLE",
                number,
                rule,
                Text("No sample trip sets this rule off.", "Aucun voyage d'essai ne déclenche cette règle."),
                Text("Check the condition, or add a sample.", "Vérifiez la condition, ou ajoutez un essai."),
            )
