"""The register of sites and what each is accredited for at a moment (R-59, R-107)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from clearance.domain.prior.accreditation import SUSPENDED
from clearance.models import AccreditationSignature, Site, SiteAccreditation
from portal.core.domain.errors import NotFound

CURRENT = ("in_force", SUSPENDED)


def sites_open() -> QuerySet[Site, Site]:
    """Give the sites of the register that are not closed, by name."""
    return Site.objects.filter(ended_at=None).order_by("name")


def sites_with_accreditation() -> QuerySet[Site, Site]:
    """Give the open sites, each with its accreditation in force or suspended in `current`: two queries."""
    rows = SiteAccreditation.objects.filter(status__in=CURRENT)
    return (
        sites_open()
        .select_related("organisation")
        .prefetch_related(Prefetch("accreditations", queryset=rows, to_attr="current"))
    )


def site_get(site_id: UUID) -> Site:
    """Give one site; raises NotFound."""
    found = Site.objects.select_related("organisation").filter(pk=site_id).first()
    if found is None:
        raise NotFound
    return found


def accreditations_of(site: Site) -> QuerySet[SiteAccreditation, SiteAccreditation]:
    """Give every version, the newest first, with its signatures."""
    return site.accreditations.prefetch_related("signatures").order_by("-number", "-version")


def accreditation_get(accreditation_id: UUID) -> SiteAccreditation:
    """Give one version; raises NotFound."""
    found = SiteAccreditation.objects.select_related("site").filter(pk=accreditation_id).first()
    if found is None:
        raise NotFound
    return found


def accreditation_for(site: Site, purpose: str, at: datetime) -> SiteAccreditation | None:
    """Give the accreditation under which the site may be used for the purpose at that moment, locked; None without.

    The lock keeps a suspension from coming between the question and the act.
    """
    if site.ended_at is not None:
        return None
    rows = SiteAccreditation.objects.select_for_update().filter(site=site, status="in_force")
    return next((row for row in rows if row.counts(purpose, at)), None)


@dataclass(frozen=True, slots=True)
class Facility:
    """An accredited site of a company, for who draws the facilities to be visited (R-63)."""

    site_id: UUID
    organisation_id: UUID
    organisation_name: str
    code: str
    name: str
    city: str
    country: str


def facilities_accredited(at: datetime) -> list[Facility]:
    """Give every open site of a company with an accreditation in force at that moment. One query."""
    rows = Site.objects.filter(
        ended_at=None,
        organisation__isnull=False,
        accreditations__status="in_force",
        accreditations__in_force_at__lte=at,
        accreditations__ends_at__gt=at,
    )
    fields = ("id", "organisation_id", "organisation__legal_name", "code", "name", "city", "country")
    return [Facility(*row) for row in rows.distinct().order_by("code").values_list(*fields)]


def accreditation_hands(site_id: UUID) -> tuple[frozenset[UUID], frozenset[str]]:
    """Give who drafted or signed an accreditation of the site, and the visits it rests on. Two queries."""
    papers = list(SiteAccreditation.objects.filter(site_id=site_id).values_list("author_id", "visit"))
    signers = AccreditationSignature.objects.filter(accreditation__site_id=site_id)
    people = {author for author, _ in papers if author} | set(signers.values_list("officer_id", flat=True))
    return frozenset(people), frozenset(visit for _, visit in papers if visit)
