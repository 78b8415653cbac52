"""Plain code lists: countries, states and provinces, packaging."""

from django.db import models

from portal.core.domain.text import Text


class Named(models.Model):
    """A code with a name in both languages."""

    name_en = models.CharField(max_length=80)
    name_fr = models.CharField(max_length=80)

    class Meta:
        abstract = True

    @property
    def name(self) -> Text:
        return Text(self.name_en, self.name_fr)


class Country(Named):
    """A country or territory of ISO 3166-1."""

    code = models.CharField(primary_key=True, max_length=2)
    alpha3 = models.CharField(max_length=3, unique=True)

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        return self.code


class Subdivision(Named):
    """A state or territory of the United States, or a province or territory of Canada."""

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="subdivisions")
    code = models.CharField(max_length=2)

    class Meta:
        ordering = ["country", "code"]
        constraints = [models.UniqueConstraint(fields=["country", "code"], name="subdivision_once")]

    def __str__(self) -> str:
        return f"{self.country_id}-{self.code}"


class PackageType(Named):
    """A packaging code as filed here, with the code each country's system knows it by."""

    code = models.CharField(primary_key=True, max_length=3)
    ace_code = models.CharField(max_length=3, blank=True)
    cbsa_code = models.CharField(max_length=3, blank=True)
    cbsa_confidence = models.CharField(max_length=12)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(ace_code="") | ~models.Q(cbsa_code=""), name="package_type_known_to_one_side"
            )
        ]

    def __str__(self) -> str:
        return self.code
