"""The Harmonized System and the agencies' interest in it (R-24)."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models

from portal.core.domain.text import Text
from portal.core.models import Base


class HsSection(models.Model):
    """One of the 21 sections, numbered in Roman."""

    code = models.CharField(primary_key=True, max_length=6)
    title_en = models.CharField(max_length=120)
    title_fr = models.CharField(max_length=120)
    description = models.CharField(max_length=300)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    @property
    def title(self) -> Text:
        return Text(self.title_en, self.title_fr)


class HsCode(models.Model):
    """A chapter, heading or six-digit code of HS 2022, with the words it is found by.

    The word columns are written by `load_reference`: `words_en` and `words_fr` are the code's own
    description and trade words, `context_*` those of the heading and chapter above. `terms` are whole trade
    words of this very code, `heading_terms` those of its heading; an exact match of either ranks first.
    The two vectors are computed by the database, so they can never disagree with the words.
    """

    code = models.CharField(primary_key=True, max_length=6)
    description = models.CharField(max_length=300)
    title_en = models.CharField(max_length=120, blank=True)
    title_fr = models.CharField(max_length=120, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")
    section = models.ForeignKey(HsSection, on_delete=models.PROTECT, related_name="codes")
    words_en = models.TextField(blank=True)
    words_fr = models.TextField(blank=True)
    context_en = models.TextField(blank=True)
    context_fr = models.TextField(blank=True)
    terms = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    heading_terms = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    search_en = models.GeneratedField(
        expression=SearchVector("words_en", weight="A", config="english")
        + SearchVector("context_en", weight="C", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    search_fr = models.GeneratedField(
        expression=SearchVector("words_fr", weight="A", config="simple")
        + SearchVector("context_fr", weight="C", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=models.Q(code__regex=r"^(\d{2}|\d{4}|\d{6})$"), name="hs_code_digits"),
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^\d{2}$", parent__isnull=True)
                | (~models.Q(code__regex=r"^\d{2}$") & models.Q(parent__isnull=False)),
                name="hs_code_parent",
            ),
        ]
        indexes = [
            GinIndex(fields=["search_en"], name="hs_search_en"),
            GinIndex(fields=["search_fr"], name="hs_search_fr"),
            GinIndex(fields=["terms"], name="hs_terms"),
            GinIndex(fields=["heading_terms"], name="hs_heading_terms"),
        ]

    def __str__(self) -> str:
        return self.code


class HsWord(models.Model):
    """One word the search knows, for finding what a misspelt word was meant to be."""

    word = models.CharField(primary_key=True, max_length=40)

    class Meta:
        ordering = ["word"]
        indexes = [GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="hs_word_trigrams")]

    def __str__(self) -> str:
        return self.word


class HsAgencyRule(Base):
    """Goods whose code starts with `prefix` interest this agency. The longest prefix wins; `none` takes out."""

    SEVERITIES = ("must", "may", "none")

    prefix = models.CharField(max_length=6)
    agency = models.ForeignKey("reference.Agency", on_delete=models.PROTECT, related_name="goods_rules")
    severity = models.CharField(max_length=4, choices=[(code, code) for code in SEVERITIES])
    confidence = models.CharField(max_length=6, choices=[("medium", "medium"), ("low", "low")])
    topic_en = models.CharField(max_length=80, blank=True)
    topic_fr = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["prefix", "agency"]
        constraints = [
            models.UniqueConstraint(fields=["prefix", "agency"], name="hs_rule_once"),
            models.CheckConstraint(condition=models.Q(prefix__regex=r"^(\d{2}|\d{4}|\d{6})$"), name="hs_rule_prefix"),
            models.CheckConstraint(condition=models.Q(severity__in=("must", "may", "none")), name="hs_rule_severity"),
        ]

    def __str__(self) -> str:
        return f"{self.prefix} {self.agency_id} {self.severity}"
