"""`manage.py demo_report NUMBER --days N`: publish the confirmed report of a review as of N days ago, so that its
ninety days pass in a minute.
"""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from appeals.selectors import review_public
from appeals.services import report_publish
from portal.core import clock
from portal.core.domain.errors import DomainError
from portal.site.seed.people import cast_known


class Command(BaseCommand):
    """Refuses outside the demonstration's settings: on that day nobody published anything."""

    help = "Publish the confirmed report of a programme review of the demonstration as of some days ago."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", help="the number of the review")
        parser.add_argument("--days", type=int, default=91)

    def handle(self, *args: Any, **options: Any) -> None:
        cast = cast_known() if settings.DEMO else None
        if cast is None:
            raise CommandError("The demonstration is only for demonstration settings.")
        try:
            review = review_public(number=options["number"])
            with clock.frozen(clock.now() - timedelta(days=options["days"])):
                report_publish(actor=cast.actor("registrar"), review_id=review.id, expected_version=review.row_version)
        except DomainError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"The report of {review.number} is published as of {options['days']} days ago.")
