#!/usr/bin/env python
"""Django's command line for the portal."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.demo")
    from django.core.management import execute_from_command_line

    from portal.devstack.running import adopt

    adopt(sys.argv)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
