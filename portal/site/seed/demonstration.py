"""The whole demonstration: reference data, people, a signed profile, members, trips in every state, one story."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from clearance.domain.holds import HOLD_REASONS
from clearance.selectors import trip_for_officer
from clearance.services import (
    booth_hold,
    booth_refer,
    draft_start,
    manifest_read,
    profile_activate,
    profile_propose,
    profile_sign,
    simulation_request,
    simulation_run_now,
    trip_file,
    trip_score,
)
from clearance.targeting.profile import default_document
from enrollment.selectors import membership_list_for_actor, membership_of_organisation
from portal.core import clock
from portal.reference.services import reference_load, tariffs_load
from portal.site.demo_accounts import PORT
from portal.site.seed.audits import audits_seed
from portal.site.seed.commission import commission_seed
from portal.site.seed.company import company_seed
from portal.site.seed.consultations import consultations_seed
from portal.site.seed.documents import applications_seed
from portal.site.seed.facilities import facilities_seed
from portal.site.seed.fees import fees_seed
from portal.site.seed.gateways import gateways_seed
from portal.site.seed.histories import histories_seed
from portal.site.seed.interviews import interviews_seed
from portal.site.seed.ledger import ledger_seed
from portal.site.seed.lives import lives_seed
from portal.site.seed.lookouts import days_seed, lookouts_seed
from portal.site.seed.loops import loops_seed
from portal.site.seed.members import card_of, members_seed
from portal.site.seed.orders import orders_seed
from portal.site.seed.past import draft_simulated, past_seed
from portal.site.seed.people import SEED, Cast, cast_known, people_seed
from portal.site.seed.policies import policies_seed
from portal.site.seed.reviews import reviews_seed
from portal.site.seed.seals import seals_seed
from portal.site.seed.story import Story, played
from portal.site.seed.tariffs import example_rates
from portal.site.seed.tiers import tiers_seed
from portal.site.seed.trucks import manifest
from portal.site.seed.visits import visit_to_do_seed

Tell = Callable[[str], None]


@transaction.atomic
def demonstration_seed(tell: Tell) -> bool:
    """Make the demonstration; says whether there was anything to do. All of it or, after a failure, nothing."""
    if cast_known() is not None:
        return False
    reference_load(actor=SEED)
    tariffs_load(actor=SEED, text=example_rates())
    tell("ports, lanes, agencies and goods codes loaded")
    cast = people_seed()
    if gateways_seed():
        tell("connections to the simulators of both agencies")
    tell(f"{len(cast.users)} accounts and {len(cast.organisations)} organisations")
    profile_seed(cast)
    tell("threat profile signed by CBP and CBSA and in force")
    tell(f"random draws committed to, {days_seed()} days published")
    tell(f"{policies_seed(cast)} signed by both agencies; a lane policy waits for its second key")
    tell(f"{orders_seed(cast)} delegation orders signed by both agencies")
    tell(f"{fees_seed(cast)} fees and waivers signed by both agencies; one waits for its keys")
    memberships = members_seed(cast)
    tell("memberships decided by both agencies, carrier and shipper risen to tier 2, one application under vetting")
    tell(tiers_seed(cast))
    tell(histories_seed(cast))
    tell(lives_seed(cast, memberships))
    tell(company_seed(cast, memberships))
    tell(applications_seed(cast))
    story = Story(cast, memberships, card_of(memberships["driver"]))
    for line in played(story, "STORY0001"):
        tell(line)
    trips_seed(story)
    tell(lookouts_seed(story))
    tell(seals_seed(cast, story.card))
    tell(loops_seed(story))
    tell(commission_seed(cast, memberships))
    tell(facilities_seed(cast))
    tell(interviews_seed(cast))
    tell(f"trips of the last fortnight, {past_seed()} of them inspected")
    tell(ledger_seed(cast))
    tell(audits_seed(story))
    tell(reviews_seed(cast))
    tell(consultations_seed(cast))
    tell(visit_to_do_seed())
    draft_simulated(cast)
    tell("a stricter profile simulated, to be signed")
    tell("trips filed: expected, held, sent to secondary, released")
    return True


def story_on(*, inline: bool, seed: int) -> Story:
    """Pick the demonstration's people up again in a seeded database. LookupError when there are none."""
    cast = cast_known()
    if cast is None:
        raise LookupError("This database has no demonstration; run seed_demo first.")
    carrier = membership_of_organisation(cast.organisations["carrier"], programme="FAST_CARRIER")
    driver = membership_list_for_actor(actor=cast.actor("driver")).filter(programme="FAST_DRIVER").first()
    if carrier is None or driver is None:
        raise LookupError("The demonstration's carrier or driver is no longer a member.")
    return Story(cast, {"carrier": carrier.id, "driver": driver.id}, card_of(driver.id), inline, random.Random(seed))


def profile_seed(cast: Cast) -> None:
    """Propose the shipped profile, have it simulated, sign it with both keys and put it in force."""
    author = cast.actor("cbsa.policy")
    profile = profile_propose(actor=author, document=default_document(), note="Northern land border")
    simulation = simulation_request(actor=author, kind="profile", subject_id=profile.id)
    simulation_run_now(simulation_id=simulation.id)
    profile.refresh_from_db()
    for officer in ("cbp.targeting", "cbsa.targeting"):
        profile = profile_sign(actor=cast.actor(officer), profile_id=profile.id, expected_version=profile.row_version)
    profile_activate(actor=cast.actor("cbsa.targeting"), profile_id=profile.id, expected_version=profile.row_version)


def trips_seed(story: Story) -> None:
    """File trips so that every board and queue has something in it."""
    for number in range(4):
        story.filed(reference=f"LOOP{number:05d}", minutes=40 + 35 * number, shipments=1 + number)
    story.released(story.filed_undrawn(reference="DONE00001", minutes=20))
    story.filed(reference="FOOD00001", minutes=75, regulated=True)
    _sent_to_secondary(story)
    _held(story)
    for number in range(2):
        casual_filed(story, number)
    draft_start(actor=story.cast.actor("carrier"), direction="SB")


def casual_filed(story: Story, number: int) -> UUID:
    """File a northbound trip of the carrier that is not a member, for an importer nobody knows."""
    data = manifest(
        carrier="newcomer",
        reference=f"CASUAL{number:03d}",
        crossing=PORT,
        eta=clock.now() + timedelta(minutes=70 + 25 * number),
        direction="NB",
        chance=story.chance,
        member_importer=False,
    )
    trip = trip_file(actor=story.cast.actor("newcomer"), manifest=manifest_read(data), channel="api")
    trip_score(trip_id=trip.id, version=1)
    return trip.id


def _sent_to_secondary(story: Story) -> None:
    officer = story.cast.actor("cbp.primary")
    trip = trip_for_officer(actor=officer, trip_id=story.filed(reference="SEAL00001", minutes=25))
    booth_refer(actor=officer, trip_id=trip.id, cause="G1", note="", expected_version=trip.row_version)


def _held(story: Story) -> None:
    officer = story.cast.actor("cbp.primary")
    trip = trip_for_officer(actor=officer, trip_id=story.filed(reference="HOLD00001", minutes=30))
    booth_hold(actor=officer, trip_id=trip.id, text=HOLD_REASONS["documents"], expected_version=trip.row_version)
