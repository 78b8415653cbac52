"""The search for goods codes: by digits, by words in two languages, and with a misspelling (R-24).

No query for a code, one for words that are found, three when a word is unknown and has to be put right.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection
from django.db.models import Q
from django.db.models.functions import Greatest

from portal.reference.domain.goods import GoodsHit
from portal.reference.domain.words import SHORTEST_CODE, Query, parse, stem
from portal.reference.models import HsWord
from portal.reference.selectors.goods import agencies_for_hs, goods_by_code, hs_codes_under

MOST_RESULTS = 50
OTHER_LANGUAGE = 0.6
CLOSE_ENOUGH = 0.35

# A whole trade word of the code weighs most, then one of its heading, then the share of the words found (a word
# only begun counts half), then PostgreSQL's own ranks, the reader's language weighing more.
SEARCH = """
WITH asked AS MATERIALIZED (
    SELECT to_tsquery('english', word.english) AS english, to_tsquery('simple', word.french) AS french,
           to_tsquery('english', word.english_begun) AS english_begun,
           to_tsquery('simple', word.french_begun) AS french_begun
    FROM unnest(%(english)s::text[], %(french)s::text[], %(english_begun)s::text[], %(french_begun)s::text[])
         AS word(english, french, english_begun, french_begun)
), found AS MATERIALIZED (
    SELECT code, search_en, search_fr, terms, heading_terms
    FROM reference_hscode
    WHERE search_en @@ to_tsquery('english', %(any_english)s) OR search_fr @@ to_tsquery('simple', %(any_french)s)
        OR terms @> %(term)s::varchar[] OR heading_terms @> %(term)s::varchar[]
), scored AS (
    SELECT code,
        (SELECT avg(CASE
            WHEN found.search_en @@ asked.english OR found.search_fr @@ asked.french THEN 1.0
            WHEN found.search_en @@ asked.english_begun OR found.search_fr @@ asked.french_begun THEN 0.5
            ELSE 0.0 END) FROM asked) AS share,
        CASE WHEN terms @> %(term)s::varchar[] THEN 10.0
             WHEN heading_terms @> %(term)s::varchar[] THEN 6.0 ELSE 0.0 END AS exact,
        ts_rank(search_en, to_tsquery('english', %(any_english)s)) * %(weight_english)s
        + ts_rank(search_fr, to_tsquery('simple', %(any_french)s)) * %(weight_french)s AS rank
    FROM found
    WHERE length(code) = 6 AND starts_with(code, %(prefix)s)
)
SELECT code, share FROM scored ORDER BY exact + share * 4.0 + rank DESC, code LIMIT %(most)s
"""


def hs_search(q: str, limit: int = 20, lang: str = "en") -> list[GoodsHit]:
    """Find six-digit codes by a code prefix or by words in English or French, best first.

    The last word may be begun only. Each hit carries its heading and the agencies that look at the goods.
    """
    query = parse(q)
    if query.empty:
        return []
    most = max(1, min(limit, MOST_RESULTS))
    rows = _ranked(query, most, lang)
    if query.words and not _covers(rows, len(query.words)):
        corrected = _put_right(query)
        if corrected != query:
            rows = _ranked(corrected, most, lang) or rows
    return [_hit(code) for code, _ in rows]


def _hit(code: str) -> GoodsHit:
    goods = goods_by_code()
    return GoodsHit(goods[code], goods.get(code[:SHORTEST_CODE]), agencies_for_hs(code))


def _covers(rows: Sequence[tuple[str, float]], asked: int) -> bool:
    """Say whether some row holds every word that was asked for, the last one perhaps only begun."""
    return any(share >= (asked - 0.5) / asked for _, share in rows)


def _ranked(query: Query, most: int, lang: str) -> list[tuple[str, float]]:
    """Give (code, share of the words found), best first."""
    if not query.words:
        return [(code, 1.0) for code in hs_codes_under(query.code)[:most]]
    english, french = list(query.words), [stem(word) for word in query.words]
    own, other = 1.0, OTHER_LANGUAGE
    values: dict[str, Any] = {
        "english": english,
        "french": french,
        "english_begun": _last_begun(english),
        "french_begun": _last_begun(french),
        "any_english": " | ".join(_last_begun(english)),
        "any_french": " | ".join(_last_begun(french)),
        "term": [query.term],
        "prefix": query.code,
        "weight_english": other if lang.startswith("fr") else own,
        "weight_french": own if lang.startswith("fr") else other,
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(SEARCH, values)
        return [(code, float(share)) for code, share in cursor.fetchall()]


def _last_begun(words: list[str]) -> list[str]:
    """Let the last word match whatever begins with it: people see answers while they type."""
    return [*words[:-1], words[-1] + ":*"]


def _put_right(query: Query) -> Query:
    """Replace each word the vocabulary does not know by the closest one it does."""
    longer = [word for word in query.words if len(word) >= SHORTEST_CODE]
    if not longer:
        return query
    similar = Q()
    for word in longer:
        similar |= Q(word__trigram_similar=word)
    closeness = [TrigramSimilarity("word", word) for word in longer]
    best = closeness[0] if len(closeness) == 1 else Greatest(*closeness)
    near = list(
        HsWord.objects.filter(similar).annotate(best=best).order_by("-best", "word").values_list("word", flat=True)[:60]
    )
    return Query(query.code, tuple(_closest(word, near) for word in query.words))


def _closest(word: str, near: list[str]) -> str:
    if word in near or len(word) < SHORTEST_CODE:
        return word
    best = max(near, key=lambda other: (_likeness(word, other), other), default=word)
    return best if _likeness(word, best) >= CLOSE_ENOUGH else word


def _likeness(one: str, other: str) -> float:
    """Share of common letter pairs (Dice), with the word's ends counted."""
    first, second = _pairs(one), _pairs(other)
    return 2 * len(first & second) / (len(first) + len(second))


def _pairs(word: str) -> set[str]:
    padded = f" {word} "
    return {padded[index : index + 2] for index in range(len(padded) - 1)}
