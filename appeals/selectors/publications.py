"""Published decisions: found by words and by facts, by everybody (3.1, 7)."""

from __future__ import annotations

from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, QuerySet

from appeals.domain.publication import Facts
from appeals.models import Case, Publication
from portal.core.domain.errors import NotFound

FILTERS = ("kind", "outcome", "tier", "region")
CONFIGS = {"en": "english", "fr": "french"}


def publication_of(case: Case) -> Publication | None:
    """Give what is published, or to be published, of a case's ruling."""
    return Publication.objects.filter(ruling__case=case).first()


def published_facts(*, without: UUID) -> list[Facts]:
    """Give the facts asked for by every other ruling that is published, for the check of small groups."""
    rows = Publication.objects.filter(status="published").exclude(pk=without)
    return [Facts(*row) for row in rows.values_list("kind", "asked_tier", "asked_region")]


def decisions_published(*, words: str = "", language: str = "en", **facts: str) -> QuerySet[Publication]:
    """Give published decisions, the newest first, or with `words` the best match in that language first."""
    wanted = {name: facts[name] for name in FILTERS if facts.get(name)}
    rows = Publication.objects.filter(status="published", **wanted)
    if not words.strip():
        return rows.order_by("-published_at", "-id")
    code = "fr" if language.startswith("fr") else "en"
    query = SearchQuery(words.strip()[:200], config=CONFIGS[code], search_type="websearch")
    vector = F(f"search_{code}")
    rows = rows.filter(**{f"search_{code}": query}).annotate(rank=SearchRank(vector, query))
    return rows.order_by("-rank", "-published_at", "-id")


def decision_published(*, number: str) -> Publication:
    """Give one published decision. Raises NotFound, also for one that is not published yet."""
    found = Publication.objects.select_related("ruling").filter(status="published", number=number).first()
    if found is None:
        raise NotFound
    return found
