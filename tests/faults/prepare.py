"""Run inside the instance's environment: people, ports, a profile in force, and a key for the carrier's machine."""

import json

import django


def main() -> None:
    django.setup()
    from django.db import transaction

    from portal.accounts.services import partner_application_create
    from portal.reference.services import reference_load
    from portal.site.seed.demonstration import profile_seed
    from portal.site.seed.people import SEED, people_seed

    with transaction.atomic():
        reference_load(actor=SEED)
        cast = people_seed()
        profile_seed(cast)
        application, secret = partner_application_create(
            actor=cast.actor("carrier"),
            organisation_id=cast.organisations["carrier"],
            name="Fault test",
            scopes=["trips:write", "trips:read"],
        )
    print(json.dumps([application.client_id, secret]))


if __name__ == "__main__":
    main()
