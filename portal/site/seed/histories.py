"""Members whose history lies in the past: a carrier ready for the top tier but for the visit, an importer suspended (R-08, R-10)."""

from __future__ import annotations

from datetime import timedelta

from enrollment.domain.decisions import HOW_TO_APPEAL
from enrollment.services import decision_take_effect, membership_suspend, movement_record
from portal.core import clock
from portal.core.domain.reasons import Reason
from portal.core.domain.text import Text
from portal.site.seed.members import membership_earned, risen_to_t2
from portal.site.seed.people import Cast

JOINED, RISEN = timedelta(days=600), timedelta(days=430)
SINCE_THEN = 240
IMPORTER_JOINED, ANNOUNCED, IN_EFFECT = timedelta(days=300), timedelta(days=24), timedelta(days=9)
LAPSED = Reason(
    "SECURITY_PROFILE",
    Text(
        "Criterion 4, business partners: since 1 October no check of the three new suppliers of the Laval dock is on file.",
        "Critère 4, partenaires d'affaires : depuis le 1er octobre, aucune vérification des trois nouveaux fournisseurs du "
        "quai de Laval n'est au dossier.",
    ),
    "customs:PROFILE-2207",
    Text(
        "Check the three suppliers by the questionnaire of your profile and send the three results.",
        "Vérifiez les trois fournisseurs au moyen du questionnaire de votre profil et envoyez les trois résultats.",
    ),
    HOW_TO_APPEAL,
)


def histories_seed(cast: Cast) -> str:
    """Make both; gives a line about them."""
    now = clock.now()
    _long_record(cast)
    with clock.frozen(now - IMPORTER_JOINED):
        importer = membership_earned(cast, "importer", "FAST_SHIPPER")
    with clock.frozen(now - ANNOUNCED):
        letter = membership_suspend(actor=cast.actor("cbsa.vetting"), membership_id=importer, reason=LAPSED)
    with clock.frozen(now - IN_EFFECT):
        decision_take_effect(decision_id=letter.id)
    return "a carrier at tier 2 for fourteen months, short of one site visit, and an importer suspended"


def _long_record(cast: Cast) -> None:
    """At tier 2 for over a year, every crossing clean: all that tier 3 asks for but the visit of both agencies."""
    now, company = clock.now(), cast.organisations["longhaul"]
    with clock.frozen(now - JOINED):
        member = membership_earned(cast, "longhaul", "FAST_CARRIER")
    with clock.frozen(now - RISEN):
        risen_to_t2(cast, "longhaul", member)
    movement_record(organisation_id=company, clean=True, count=SINCE_THEN)
