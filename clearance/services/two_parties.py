"""Papers between two agencies: signed by both, by two people, replaced or ended, never edited (architecture rule 9).

Delegation orders, inspection protocols, value-chain loops and accreditations of sites differ in their terms and words,
not in how they come into force.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from clearance.domain.partners.order_workflow import IN_FORCE
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.workflow.domain import Workflow
from portal.workflow.domain.two_keys import ONE_KEY_EACH
from portal.workflow.services import apply

if TYPE_CHECKING:
    from clearance.models import DelegationOrder, InspectionProtocol, SiteAccreditation, ValueChainLoop

P = TypeVar("P", "DelegationOrder", "InspectionProtocol", "SiteAccreditation", "ValueChainLoop")


@dataclass(frozen=True, slots=True)
class Papers:
    """One kind of paper: its workflow, the type of its trail entries, the link of a signature, what is refused."""

    workflow: Workflow
    subject: str
    too_late: ErrorItem
    say_why: ErrorItem


def paper_sign(
    papers: Papers, actor: Actor, paper: P, expected_version: int, body: Callable[[P], dict[str, Any]]
) -> tuple[P, bool]:
    """Sign for the actor's agency; says whether it was the second signature, which puts the paper in force.

    Nobody holds both keys. Raises NotAllowed or Conflict. The version in force until then ends under its lock.
    """
    if paper.signatures.filter(officer_id=actor.person).exists():
        raise NotAllowed([ONE_KEY_EACH])
    if paper.ends_at <= clock.now():
        raise Conflict([papers.too_late])
    action = "sign_giver" if actor.agency == paper.giver else "sign_receiver"
    second = papers.workflow.find(paper.status, action).target == IN_FORCE
    if second:
        for old in type(paper)._default_manager.select_for_update().filter(number=paper.number, status=IN_FORCE):
            apply(
                workflow=papers.workflow,
                obj=old,
                action="supersede",
                actor=actor,
                subject=Subject(papers.subject, old.id),
                changes={"ended_at": clock.now()},
                body={**body(old), "by": paper.version},
            )
    signed = apply(
        workflow=papers.workflow,
        obj=paper,
        action=action,
        actor=actor,
        subject=Subject(papers.subject, paper.id),
        expected_version=expected_version,
        changes={"in_force_at": clock.now()} if second else None,
        body=body(paper),
    )
    signed.signatures.create(
        agency=actor.agency,
        officer_id=actor.person,
        signed_as=actor.name,
        digest=signed.digest,
        signed_at=clock.now(),
    )
    return signed, second


def paper_end(
    papers: Papers,
    actor: Actor,
    paper: P,
    action: str,
    why: str,
    expected_version: int,
    body: Callable[[P], dict[str, Any]],
) -> P:
    """Revoke what is in force or withdraw what is not; either party may, with words."""
    if not why.strip():
        raise Invalid([papers.say_why])
    words = why.strip()[:1000]
    return apply(
        workflow=papers.workflow,
        obj=paper,
        action=action,
        actor=actor,
        subject=Subject(papers.subject, paper.id),
        expected_version=expected_version,
        changes={"ended_at": clock.now(), "ended_why": words},
        body={**body(paper), "why": words},
    )
