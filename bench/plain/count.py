"""Print how many queries one plain create takes; the body comes on standard input."""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.plain.settings"


def main() -> None:
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    connection.ensure_connection()
    with CaptureQueriesContext(connection) as captured:
        answer = Client().post("/trips", sys.stdin.read(), content_type="application/json")
    assert answer.status_code == 201, answer.content
    print(len(captured))


if __name__ == "__main__":
    main()
