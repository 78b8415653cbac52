"""Load the Harmonized System, the words it is found by, and the agencies' rules."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from portal.reference.domain.goods import CODE_LENGTH
from portal.reference.domain.words import fold, stem, term, words
from portal.reference.models import Agency, HsAgencyRule, HsSection, HsWord
from portal.reference.services.copying import Value, copy_upsert
from portal.reference.services.files import DataFiles, Row, stable_id

COLUMNS = [
    "code",
    "description",
    "title_en",
    "title_fr",
    "parent_id",
    "section_id",
    "words_en",
    "words_fr",
    "context_en",
    "context_fr",
    "terms",
    "heading_terms",
]
SHORTEST_WORD = 4


@dataclass
class TradeWords:
    """Trade words of one code as written in the synonyms file; what follows from them is computed once."""

    en: list[str] = field(default_factory=list)
    fr: list[str] = field(default_factory=list)

    @cached_property
    def terms(self) -> list[str]:
        return sorted({term(phrase) for phrase in (*self.en, *self.fr)})

    @cached_property
    def english(self) -> str:
        return fold(" ".join(self.en))

    @cached_property
    def french(self) -> str:
        return _stems(self.fr)


NO_WORDS = TradeWords()
HEADING_LENGTH = 4


@dataclass(frozen=True)
class GoodsSource:
    """Everything the HS files say, by code."""

    rows: dict[str, Row]
    titles: dict[str, Row]
    trade: dict[str, TradeWords]
    chapters: dict[str, TradeWords]
    headings: dict[str, TradeWords]

    @classmethod
    @lru_cache(maxsize=1)
    def read(cls, files: DataFiles) -> GoodsSource:
        rows = {row["hscode"]: row for row in files.rows("hs/harmonized-system.csv") if row["hscode"].isdecimal()}
        titles = {row["code"]: row for row in files.rows("hs/titles.csv")}
        headings = {row["code"]: TradeWords([], [row["title_fr"]]) for row in files.rows("hs/headings_fr.csv")}
        trade: dict[str, TradeWords] = defaultdict(TradeWords)
        for row in files.rows("hs/synonyms.csv"):
            for code in row["codes"].split():
                trade[code].en += row["terms_en"].split(";")
                trade[code].fr += row["terms_fr"].split(";")
        chapters = {code: TradeWords([row["title_en"]], [row["title_fr"]]) for code, row in titles.items()}
        return cls(rows, titles, trade, chapters, headings)

    def heading_title(self, code: str) -> str:
        """Give the French title of a heading; codes below it have none of their own."""
        return self.headings[code].fr[0] if len(code) == HEADING_LENGTH else ""

    def row(self, code: str) -> list[Value]:
        """Give the columns of one code, in the order of COLUMNS, with the words it is found by."""
        source, title, own = self.rows[code], self.titles.get(code), self.trade.get(code, NO_WORDS)
        heading = self.rows[code[:4]] if len(code) == CODE_LENGTH else None
        above = self.trade.get(code[:4], NO_WORDS) if heading else NO_WORDS
        chapter = self.chapters[code[:2]]
        named = self.headings[code[:4]] if len(code) >= HEADING_LENGTH else NO_WORDS
        return [
            code,
            source["description"],
            title["title_en"] if title else "",
            title["title_fr"] if title else self.heading_title(code),
            source["parent"] if source["parent"].isdecimal() else None,
            source["section"],
            f"{fold(source['description'])} {own.english}".strip(),
            own.french,
            f"{fold(heading['description']) if heading else ''} {above.english} {chapter.english}".strip(),
            f"{above.french} {named.french} {chapter.french}".strip(),
            own.terms,
            above.terms,
        ]


def _stems(phrases: list[str]) -> str:
    return " ".join(stem(word) for phrase in phrases for word in words(phrase))


def load_goods(files: DataFiles) -> int:
    """Upsert sections, then chapters, headings and codes, parents first."""
    source = GoodsSource.read(files)
    sections = [
        HsSection(
            code=row["section"],
            description=row["name"].strip(),
            title_en=source.titles[row["section"]]["title_en"],
            title_fr=source.titles[row["section"]]["title_fr"],
        )
        for row in (*files.rows("hs/sections.csv"), {"section": "TOTAL", "name": "Not specified"})
    ]
    HsSection.objects.bulk_create(
        sections, update_conflicts=True, unique_fields=["code"], update_fields=["description", "title_en", "title_fr"]
    )
    copy_upsert(table="reference_hscode", key="code", columns=COLUMNS, rows=map(source.row, source.rows))
    return len(source.rows)


def load_words(files: DataFiles) -> int:
    """Keep the vocabulary from which misspelt words are put right."""
    source = GoodsSource.read(files)
    texts = [row["description"] for row in source.rows.values()]
    texts += [
        phrase
        for named in (source.trade, source.headings, source.chapters)
        for trade in named.values()
        for phrase in (*trade.en, *trade.fr)
    ]
    wanted = {word for text in texts for word in words(text) if len(word) >= SHORTEST_WORD and word.isalpha()}
    HsWord.objects.exclude(word__in=wanted).delete()
    copy_upsert(table="reference_hsword", key="word", columns=["word"], rows=([word] for word in wanted))
    return len(wanted)


def load_rules(files: DataFiles) -> int:
    """Upsert the agencies' rules; those no longer listed go."""
    agencies = dict(Agency.objects.values_list("code", "id"))
    rules = [
        HsAgencyRule(
            id=stable_id("rule", row["prefix"], row["agency"]),
            prefix=row["prefix"],
            agency_id=agencies[row["agency"]],
            severity=row["severity"],
            confidence=row["confidence"],
            topic_en=row["topic_en"],
            topic_fr=row["topic_fr"],
        )
        for row in files.rows("hs_agency_rules.csv")
    ]
    HsAgencyRule.objects.exclude(id__in=[rule.id for rule in rules]).delete()
    HsAgencyRule.objects.bulk_create(
        rules,
        update_conflicts=True,
        unique_fields=["prefix", "agency"],
        update_fields=["severity", "confidence", "topic_en", "topic_fr"],
    )
    return len(rules)
