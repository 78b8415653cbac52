"""What both countries charge on the same goods (R-73)."""

from django.db import models

from portal.core.models import Base


class TariffRate(Base):
    """The most-favoured-nation rates of both countries on one six-digit code, in per cent of the value, from a day on.

    Specific duties have no rate in per cent and no row. A newer row replaces an older one from its day.
    """

    code = models.CharField(max_length=6)
    canada = models.DecimalField(max_digits=6, decimal_places=3)
    united_states = models.DecimalField(max_digits=6, decimal_places=3)
    valid_from = models.DateField()
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["code", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="tariff_rate_once"),
            models.CheckConstraint(condition=models.Q(code__regex=r"^\d{6}$"), name="tariff_rate_code"),
            models.CheckConstraint(
                condition=models.Q(canada__gte=0, canada__lte=999, united_states__gte=0, united_states__lte=999),
                name="tariff_rate_per_cent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.canada} {self.united_states}"
