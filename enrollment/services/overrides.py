"""Above the cell of the matrix: written grounds, two officers, always open to appeal (R-10)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from enrollment.domain import sanctions
from enrollment.domain.decisions import DEMOTION, REVOCATION, SUSPENSION
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.sanctions import LADDER, Sanction
from enrollment.domain.tiers import NO_TIER
from enrollment.domain.transitions import OFFICERS, OVERRIDE
from enrollment.models import Membership, SanctionOverride
from enrollment.selectors.memberships import membership_get
from enrollment.selectors.reports import override_get
from enrollment.services import refusals
from enrollment.services.effects import membership_locked
from enrollment.services.matrix import matrix_now
from enrollment.services.sanctions import Case, SanctionResult, sanction_check, sanction_enter, sanction_found
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply

STEPS = (DEMOTION, SUSPENSION, REVOCATION)
SHORTEST_GROUNDS = 60


@transaction.atomic
def override_propose(
    *,
    actor: Actor,
    membership_id: UUID,
    infraction: str,
    harm: str,
    step: str,
    grounds: Text,
    reason: Reason,
    source: Subject,
) -> SanctionOverride:
    """Propose a step above the cell; nothing happens to the member until a second officer has signed.

    Raises NotFound, NotAllowed for who is no vetting officer or supervisor, Invalid for a step that is not above the
    cell or that no grounds can reach, and for grounds that are too short.
    """
    if not actor.has(*OFFICERS):
        raise refusals.not_allowed(refusals.OFFICER_ONLY)
    sanction_check(actor, infraction, harm)
    reason.check()
    membership_get(actor=actor, membership_id=membership_id)
    membership = membership_locked(membership_id)
    case = Case(infraction, harm, reason, source, matrix_now())
    found = sanction_found(membership, case)
    _check_step(membership, case, found, step)
    if min(len(grounds.en.strip()), len(grounds.fr.strip())) < SHORTEST_GROUNDS:
        raise refusals.invalid(_GROUNDS, path="grounds")
    override = SanctionOverride.objects.create(
        membership=membership,
        infraction=infraction,
        harm=harm,
        step=step,
        ceiling=found.ceiling,
        grounds=grounds.as_dict(),
        reason=reason.as_dict(),
        source_type=source.type,
        source_id=source.id,
        proposed_by_id=actor.person,
        proposed_as=actor.name,
        agency=actor.agency,
    )
    record(
        actor=actor,
        event="enrollment.override.proposed",
        subject=Subject("override", override.id),
        body={"membership": membership.number, "step": step, "ceiling": found.ceiling, "grounds": grounds.as_dict()},
    )
    return override


def _check_step(membership: Membership, case: Case, found: Sanction, step: str) -> None:
    if case.infraction == "SEAL_PAPER" and case.harm == "minor" and found.history == sanctions.FIRST:
        raise refusals.invalid(_NEVER, path="step", value=step)
    if step not in STEPS:
        raise refusals.invalid(_CANNOT_BE_APPEALED, path="step", value=step)
    if LADDER.index(step) <= LADDER.index(found.ceiling):
        raise refusals.invalid(_NOT_ABOVE, path="step", value=found.ceiling)
    if step == DEMOTION and (not PROGRAMMES[membership.programme].has_ladder or membership.tier == NO_TIER):
        raise refusals.invalid(_NO_TIER, path="step", value=step)
    if membership.status not in {"active", "suspended"}:
        raise refusals.conflict(refusals.NOT_A_MEMBER_NOW, path="membership")


@transaction.atomic
def override_sign(*, actor: Actor, override_id: UUID, expected_version: int | None = None) -> SanctionResult:
    """Sign as second officer, of the other agency or a supervisor: the step is entered and its decision opened.

    The cell is read once more: if the history or the matrix has changed since, the first officer proposes again.
    """
    override = override_get(actor=actor, override_id=override_id)
    signature = {
        "second_by_id": actor.person,
        "second_as": actor.name,
        "second_agency": actor.agency,
        "second_role": "officer.supervisor" if actor.has("officer.supervisor") else "officer.vetting",
        "second_at": clock.now(),
    }
    override = _move(actor, override, "sign", signature, expected_version)
    membership = membership_locked(override.membership_id)
    reason = Reason.from_dict(override.reason)
    source = Subject(override.source_type, override.source_id)
    case = Case(override.infraction, override.harm, reason, source, matrix_now(), override=override)
    found = sanction_found(membership, case)
    if found.ceiling != override.ceiling:
        raise refusals.conflict(_CELL_CHANGED, path="ceiling", value=found.ceiling)
    _check_step(membership, case, found, override.step)
    points = case.matrix.points(override.harm)
    return sanction_enter(actor, membership, case, Sanction(override.step, points, found.history, found.ceiling))


@transaction.atomic
def override_refuse(*, actor: Actor, override_id: UUID, expected_version: int | None = None) -> SanctionOverride:
    """Refuse as second officer; the member never sees it, and the cell can still be applied."""
    override = override_get(actor=actor, override_id=override_id)
    who = {"second_by_id": actor.person, "second_as": actor.name, "second_agency": actor.agency}
    return _move(actor, override, "refuse", {**who, "second_at": clock.now()}, expected_version)


def _move(
    actor: Actor, override: SanctionOverride, action: str, changes: dict[str, object], seen: int | None
) -> SanctionOverride:
    return apply(
        workflow=OVERRIDE,
        obj=override,
        action=action,
        actor=actor,
        subject=Subject("override", override.id),
        expected_version=seen,
        changes=changes,
        body={"step": override.step, "ceiling": override.ceiling},
    )


_GROUNDS = refusals.Refusal(
    "ENR_OVERRIDE_GROUNDS",
    Text("Write the grounds in at least 60 characters.", "Écrivez les motifs en au moins 60 caractères."),
    Text("Say what the matrix does not see in this case.", "Dites ce que la matrice ne voit pas dans ce cas."),
)
_CANNOT_BE_APPEALED = refusals.Refusal(
    "ENR_OVERRIDE_STEP",
    Text(
        "An override leads to a demotion, suspension or revocation: these can be appealed.",
        "Une dérogation mène à une rétrogradation, suspension ou révocation : on peut en appeler.",
    ),
    Text("Choose one of them, or apply the cell.", "Choisissez-en une, ou appliquez la case."),
)
_NOT_ABOVE = refusals.Refusal(
    "ENR_OVERRIDE_NOT_ABOVE",
    Text("The cell allows this step already.", "La case permet déjà cette mesure."),
    Text("Apply the matrix.", "Appliquez la matrice."),
)
_NO_TIER = refusals.Refusal(
    "ENR_OVERRIDE_NO_TIER",
    Text("This membership has no tier to lower.", "Cette adhésion n'a pas de niveau à abaisser."),
    Text("Apply the cell.", "Appliquez la case."),
)
_NEVER = refusals.Refusal(
    "ENR_OVERRIDE_NEVER",
    Text(
        "A first minor error on a seal's paper is a notice, whoever signs.",
        "Une première erreur mineure sur le papier d'un scellé est un avis, peu importe qui signe.",
    ),
    Text("Apply the cell.", "Appliquez la case."),
)
_CELL_CHANGED = refusals.Refusal(
    "ENR_OVERRIDE_CELL",
    Text("The cell has changed since it was proposed.", "La case a changé depuis la proposition."),
    Text("Refuse it, and propose it again.", "Refusez-la et proposez-la de nouveau."),
)
