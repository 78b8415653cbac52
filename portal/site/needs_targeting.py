"""What needs officers of targeting and those who sign policies: profiles, policies, matches, draws (R-35, R-36, R-43)."""

from __future__ import annotations

from django.urls import reverse

from clearance.selectors import profile_list
from clearance.selectors.draws import draw_rates as rates_of_draws
from clearance.selectors.lookouts import matches_waiting
from clearance.selectors.policies import appetite_in_force
from clearance.selectors.policy_pages import appetites, lane_policies, may_read_policies
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.text import Text
from portal.site.need import ROWS, Need


def profiles(actor: Actor) -> list[Need]:
    waiting = profile_list(actor=actor).filter(
        status__in=("draft", "simulated", "signed_cbp", "signed_cbsa", "approved")
    )[:ROWS]
    return [
        Need(
            Text(f"Threat profile {profile.number}", f"Profil de menace {profile.number}"),
            reverse("clearance:profile", args=[profile.id]),
            Text("Open", "Ouvrir"),
            icon="key",
        )
        for profile in waiting
    ]


def policies(actor: Actor) -> list[Need]:
    """An appetite that has run out or soon will, and versions that wait for a key."""
    if not may_read_policies(actor):
        return []
    url, found = reverse("clearance:policies"), appetite_in_force()
    waiting = [
        Need(
            Text(f"{version.label} waits for its keys", f"{version.label} attend ses signatures"),
            reverse(f"clearance:{name}", args=[version.id]),
            Text("Open", "Ouvrir"),
            icon="key",
        )
        for name, rows in (("appetite", appetites(actor=actor)), ("lane_policy", lane_policies(actor=actor)))
        for version in rows.filter(status__in=WAITING)[:ROWS]
    ]
    if found.expired and found.valid_to is not None:
        title = Text(f"Risk appetite {found.label} expired", f"L'appétit pour le risque {found.label} est expiré")
        return [Need(title, url, RENEW, FROZEN, found.valid_to, "warning", "bad"), *waiting]
    if found.valid_to is not None and (found.valid_to - clock.now()).days < SOON_DAYS:
        title = Text(
            f"Risk appetite {found.label} ends soon", f"L'appétit pour le risque {found.label} prend bientôt fin"
        )
        return [Need(title, url, RENEW, due=found.valid_to, icon="clock", tone="warn"), *waiting]
    return waiting


WAITING = ("draft", "simulated", "signed_cbp", "signed_cbsa", "approved")
SOON_DAYS = 30
RENEW = Text("Propose a new record", "Proposer une nouvelle déclaration")
FROZEN = Text("Policies and profiles cannot change.", "Politiques et profils ne peuvent pas changer.")


def lookout_matches(actor: Actor) -> list[Need]:
    return [
        Need(
            Text(
                f"Does {match.lookout.label} mean trip {match.trip.trip_number}?",
                f"L'avis {match.lookout.label} vise-t-il le voyage {match.trip.trip_number}?",
            ),
            reverse("clearance:lookout_match", args=[match.id]),
            Text("Compare", "Comparer"),
            Text("The truck arrives", "Le camion arrive"),
            match.trip.eta,
            "search",
            "warn",
        )
        for match in matches_waiting(actor=actor)[:ROWS]
    ]


def draw_rates(actor: Actor) -> list[Need]:
    """One query a month: more or fewer trips drawn than was signed."""
    return [
        Need(
            Text(
                f"Random draws of {month.month:%Y-%m}, tier {row.tier}: {row.hits} of {row.trials} is not the signed rate",
                f"Tirages de {month.month:%Y-%m}, niveau {row.tier} : {row.hits} sur {row.trials} n'est pas le taux signé",
            ),
            reverse("clearance:draws"),
            Text("See why", "Voir pourquoi"),
            icon="warning",
            tone="bad",
        )
        for month in rates_of_draws()
        for row in month.alerts
    ]
