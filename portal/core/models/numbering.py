"""Numbers without gaps, for dockets and certificates."""

from django.db import models


class NumberSeries(models.Model):
    """The last number given out in one series and year."""

    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "core_number_series"
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="number_series_once")]

    def __str__(self) -> str:
        return f"{self.series}-{self.year}: {self.last}"
