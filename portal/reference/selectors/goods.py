"""Goods codes and who looks at them; the whole Harmonized System is kept in memory (6,939 short rows)."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from portal.core.domain.errors import NotFound
from portal.core.domain.text import Text
from portal.reference.domain.goods import CODE_LENGTH, AgencyInterest, GoodsCode, Rule, code_digits, deciding_rules
from portal.reference.models import HsAgencyRule, HsCode, HsSection
from portal.reference.selectors.agencies import agencies_by_code
from portal.reference.selectors.cache import cached


def goods_by_code() -> dict[str, GoodsCode]:
    """Give every chapter, heading and code; loaded once per process."""

    def load() -> dict[str, GoodsCode]:
        rows = list(HsCode.objects.values_list("code", "description", "title_en", "title_fr", "parent_id"))
        titles = {code: Text(title_en or description, title_fr) for code, description, title_en, title_fr, _ in rows}
        return {
            code: GoodsCode(
                code=code,
                description=Text(description, title_fr or f"{titles[code[:4]].fr} – {description}"),
                translated=bool(title_fr),
                parent=parent or "",
                chapter=code[:2],
                chapter_title=titles[code[:2]],
                heading_title=titles[code[:4]],
            )
            for code, description, _, title_fr, parent in rows
        }

    return cached("goods", load)


def hs_get(code: str) -> GoodsCode:
    """Give a chapter, heading or six-digit code, dots allowed; longer codes are cut to six. Raises NotFound."""
    found = goods_by_code().get(code_digits(code)[:CODE_LENGTH])
    if found is None:
        raise NotFound
    return found


def hs_many(codes: Iterable[str]) -> dict[str, GoodsCode]:
    """Give the known six-digit codes among these, by the code as it was given; unknown ones are left out."""
    known = goods_by_code()
    found = {code: known.get(code_digits(code)[:CODE_LENGTH]) for code in codes}
    return {code: goods for code, goods in found.items() if goods is not None and goods.level == CODE_LENGTH}


def hs_path(code: str) -> list[GoodsCode]:
    """Give chapter, heading and code, from the top; raises NotFound when the code is unknown."""
    goods = hs_get(code)
    known = goods_by_code()
    return [known[goods.code[:length]] for length in range(2, goods.level + 1, 2)]


@dataclass(frozen=True, slots=True)
class GoodsSection:
    """A section of the Harmonized System with its chapters."""

    code: str
    title: Text
    chapters: tuple[GoodsCode, ...]


def hs_sections() -> list[GoodsSection]:
    """Give the sections in the order of the tariff, each with its chapters."""

    def load() -> list[GoodsSection]:
        goods = goods_by_code()
        chapters: dict[str, list[GoodsCode]] = defaultdict(list)
        for code, section in HsCode.objects.filter(parent=None).order_by("code").values_list("code", "section_id"):
            chapters[section].append(goods[code])
        sections = {section.code: section for section in HsSection.objects.all()}
        return [GoodsSection(code, sections[code].title, tuple(found)) for code, found in chapters.items()]

    return cached("goods_sections", load)


def hs_codes() -> list[str]:
    """Give all six-digit codes in order."""
    return cached("goods_codes", lambda: sorted(code for code in goods_by_code() if len(code) == CODE_LENGTH))


def hs_codes_under(prefix: str) -> list[str]:
    """Give the six-digit codes that begin with these digits, in order."""
    codes = hs_codes()
    start = bisect_left(codes, prefix)
    end = bisect_left(codes, prefix + ":")  # the character after 9
    return codes[start:end]


def _rules() -> dict[str, list[Rule]]:
    def load() -> dict[str, list[Rule]]:
        found: dict[str, list[Rule]] = defaultdict(list)
        for row in HsAgencyRule.objects.select_related("agency").order_by("prefix", "agency__code"):
            topic = Text(row.topic_en, row.topic_fr)
            found[row.prefix].append(Rule(row.prefix, row.agency.code, row.severity, topic, row.confidence))
        return dict(found)

    return cached("goods_rules", load)


def agencies_for_hs(code: str, country: str = "") -> tuple[AgencyInterest, ...]:
    """Tell which partner agencies look at these goods, `must` before `may`; empty for goods nobody regulates.

    `country` US or CA narrows to the agencies of that country. A first cut: see the confidence of each.
    """
    agencies = agencies_by_code()
    found = [
        AgencyInterest(
            agency=rule.agency,
            short=agencies[rule.agency].short,
            name=agencies[rule.agency].name,
            country=agencies[rule.agency].country,
            severity=rule.severity,
            topic=rule.topic,
            confidence=rule.confidence,
            prefix=rule.prefix,
        )
        for rule in deciding_rules(_rules(), code_digits(code)[:CODE_LENGTH])
    ]
    wanted = [interest for interest in found if not country or interest.country == country]
    return tuple(sorted(wanted, key=lambda interest: (interest.severity != "must", interest.country, interest.agency)))
