"""`manage.py demo`: the whole portal on this machine, with example data, until Ctrl-C."""

import os
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, get_commands

from portal.devstack import places
from portal.devstack.children import ServerError
from portal.devstack.demo import Demo, Instance, claim_instance
from portal.devstack.supervisor import Stopping, stop_on_signals
from portal.site import demo_accounts

SEED = "seed_demo"


class Command(BaseCommand):
    """Starts servers, web, worker and scheduler; prints the address and one login per role."""

    help = "Run the demonstration until Ctrl-C: servers, example data, web, worker and scheduler."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, help="port of the web server (default: 8000 or the next free)")
        parser.add_argument("--state", type=Path, help="folder for data, keys and logs")

    def handle(self, *args: Any, **options: Any) -> None:
        started = float(os.environ.get("PRECLEAR_STARTED") or time.time())
        stop_on_signals()
        state = options["state"].expanduser().resolve() if options["state"] else places.default_state_dir()
        try:
            instance = claim_instance(state, options["port"])
            self.serve(instance, started)
        except ServerError as problem:
            raise CommandError(str(problem)) from problem
        except Stopping:
            self.stdout.write("Stopped. The data is kept for the next start.")

    def serve(self, instance: Instance, started: float) -> None:
        self.stdout.write(f"Preclear demonstration; data and logs: {instance.home}")
        seed = SEED if SEED in get_commands() else None
        demo = Demo(instance, seed_version=demo_accounts.SEED_VERSION, seed_command=seed)
        with demo.started() as supervisor:
            self.stdout.write(welcome(instance.address, time.time() - started))
            supervisor.look_after()


def welcome(address: str, seconds: float) -> str:
    """The address, and who can sign in."""
    widths = [max(len(login[key]) for login in demo_accounts.LOGINS) for key in ("role", "email", "password")]
    lines = [f"\nReady after {seconds:.1f} s:  {address}\n", "Sign in as"]
    for login in demo_accounts.LOGINS:
        cells = zip((login["role"], login["email"], login["password"]), widths, strict=True)
        columns = "  ".join(text.ljust(width) for text, width in cells)
        lines.append(f"  {columns}  {login['note']}".rstrip())
    lines.append(f"Second-factor code where one is asked for: {settings.DEMO_SECOND_FACTOR_CODE}")
    lines.append("Ctrl-C stops everything.\n")
    return "\n".join(lines)
