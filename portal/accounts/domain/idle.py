"""When an account that nobody uses is warned about, and when it goes to sleep; it never loses anything (2.1, [S24][S29])."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

WARN, REST = "warn", "rest"
SUPERVISOR, TRAINING = "supervisor", "training"
AWAKE, WARNED, DORMANT = "awake", "warned", "dormant"
ENOUGH_WORDS = 10

STATES: dict[str, dict[str, object]] = {
    AWAKE: {"label": Text("In use", "Utilisé"), "icon": "check-circle", "tone": "good"},
    WARNED: {"label": Text("Unused; warned", "Inutilisé; avis envoyé"), "icon": "clock", "tone": "warn"},
    DORMANT: {"label": Text("Dormant", "En dormance"), "icon": "hourglass", "tone": "neutral"},
}


@dataclass(frozen=True, slots=True)
class IdlePolicy:
    """Days without a sign-in: `warnings` in rising order, then `dormant`. `staff` says what wakes an officer's account."""

    warnings: tuple[int, ...]
    dormant: int
    staff: str = SUPERVISOR

    def __post_init__(self) -> None:
        steps = (*self.warnings, self.dormant)
        if not self.warnings or list(steps) != sorted(set(steps)) or steps[0] < 1:
            raise ValueError("idle accounts: warnings first, in rising days, then dormancy")
        if self.staff not in (SUPERVISOR, TRAINING):
            raise ValueError("idle accounts: officers come back by supervisor or by training")

    @property
    def last_notice(self) -> timedelta:
        """The time between the last warning and dormancy; nobody gets less, however late the warning went out."""
        return timedelta(days=self.dormant - self.warnings[-1])


@dataclass(frozen=True, slots=True)
class Spell:
    """How long an account has been left alone, and what its owner was told meanwhile."""

    last_seen: datetime
    warned_at: datetime | None = None
    warnings: int = 0

    @property
    def sent(self) -> int:
        """The warnings of this spell; a sign-in since then begins a new one."""
        return self.warnings if self.warned_at is not None and self.warned_at > self.last_seen else 0


def next_step(spell: Spell, now: datetime, policy: IdlePolicy) -> tuple[str, int]:
    """Give what is due: (WARN, number of this warning), (REST, warnings sent), or ("", warnings sent).

    No account goes to sleep without a warning that its owner had the full last days to act on.
    """
    days = (now - spell.last_seen).days
    due = sum(days >= mark for mark in policy.warnings)
    if due > spell.sent:
        return WARN, due
    if spell.sent and spell.warned_at and days >= policy.dormant and now - spell.warned_at >= policy.last_notice:
        return REST, spell.sent
    return "", spell.sent


def account_state(spell: Spell, dormant_since: datetime | None) -> str:
    """Give the state a list shows: in use, warned or dormant."""
    if dormant_since is not None:
        return DORMANT
    return WARNED if spell.sent else AWAKE


def training_error(words: str) -> ErrorItem | None:
    """Say what is missing from a confirmation of training."""
    if len(words.strip()) >= ENOUGH_WORDS:
        return None
    return ErrorItem(
        "ACC_TRAINING",
        Text(
            "Say which training was done, and when (at least 10 characters).",
            "Indiquez quelle formation a été suivie, et quand (au moins 10 caractères).",
        ),
        path="training",
        value=words,
        fix=Text("Name the course and its date.", "Nommez le cours et sa date."),
    )


WAKING = Text("Account woken up", "Compte réveillé")
IDLE_EVENTS: dict[str, Text] = {
    "accounts.user.idle_warned": Text("Warned: account unused", "Avis : compte inutilisé"),
    "accounts.user.rested": Text("Account dormant", "Compte en dormance"),
    "accounts.user.woken": WAKING,
    "accounts.user.waking_asked": Text("Asked to be woken up", "Réveil demandé"),
}
