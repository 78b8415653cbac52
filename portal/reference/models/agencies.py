"""Agencies of both countries."""

from django.db import models

from portal.core.domain.text import Text
from portal.core.models import Base


class Agency(Base):
    """A border agency (CBP, CBSA) or a partner agency that looks at some goods (R-24)."""

    code = models.CharField(max_length=8, unique=True)
    country = models.CharField(max_length=2)
    border = models.BooleanField(default=False)
    short_en = models.CharField(max_length=12)
    short_fr = models.CharField(max_length=12)
    name_en = models.CharField(max_length=120)
    name_fr = models.CharField(max_length=120)

    class Meta:
        ordering = ["-border", "country", "code"]
        verbose_name_plural = "agencies"
        constraints = [
            models.CheckConstraint(condition=models.Q(country__in=["US", "CA"]), name="agency_country"),
            models.CheckConstraint(condition=models.Q(code__regex=r"^[A-Z]{2,8}$"), name="agency_code"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def short(self) -> Text:
        return Text(self.short_en, self.short_fr)

    @property
    def name(self) -> Text:
        return Text(self.name_en, self.name_fr)
