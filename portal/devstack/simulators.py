"""The simulators of agencies, of a payment service and of a virus scanner: the demonstration's processes, ports and key."""

import json
import secrets
from pathlib import Path

from portal.devstack.children import free_port, port_is_free

AGENCIES = ("ace", "cbsa")
PAYMENTS = "payments"
NAMES = (*AGENCIES, PAYMENTS)
SCANNER = "virus-scanner"
FILE = "simulators.json"
INBOUND = "/clearance/gateways/inbound/"
PAID = "/membership/payments/told/"


class Simulators:
    """The same ports and key at every start, unless somebody else took a port meanwhile."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.file = home / FILE
        kept = json.loads(self.file.read_text()) if self.file.exists() else {}
        self.secret: str = kept.get("secret") or secrets.token_urlsafe(32)
        self.ports: dict[str, int] = {name: _port(kept.get("ports", {}).get(name)) for name in (*NAMES, SCANNER)}
        self.file.touch(mode=0o600)
        self.file.write_text(json.dumps({"secret": self.secret, "ports": self.ports}))

    @property
    def environment(self) -> dict[str, str]:
        places = ",".join(f"{name}=127.0.0.1:{self.ports[name]}" for name in AGENCIES)
        return {
            "PRECLEAR_SIMULATORS": places,
            "PRECLEAR_SIMULATOR_SECRET": self.secret,
            "PRECLEAR_PAYMENTS_URL": f"http://127.0.0.1:{self.ports[PAYMENTS]}",
            "PRECLEAR_PAYMENTS_SECRET": self.secret,
            "PRECLEAR_VIRUS_SCANNER": f"127.0.0.1:{self.ports[SCANNER]}",
        }

    def commands(self, portal_port: int) -> dict[str, list[str]]:
        """The processes, by name."""
        portal = f"http://127.0.0.1:{portal_port}"
        speaking = {
            f"simulator-{name}": simulator_command(
                name, self.ports[name], self.home / f"simulator-{name}.db", portal + answers_path(name)
            )
            for name in NAMES
        }
        return {**speaking, f"simulator-{SCANNER}": scanner_command(self.ports[SCANNER])}


def answers_path(name: str) -> str:
    """Where the portal takes what a simulator has to say."""
    return PAID if name == PAYMENTS else INBOUND


def simulator_command(name: str, port: int, state: Path, portal: str) -> list[str]:
    """The command of one simulator; docker-compose.yml runs the same one."""
    words = ["-m", "portal.simulators", name, "--port", str(port)]
    return [*words, "--state", str(state), "--portal", portal]


def scanner_command(port: int) -> list[str]:
    """The command of the simulated virus scanner; docker-compose.yml runs the same one."""
    return ["-m", "portal.simulators.virus_scanner", "--port", str(port)]


def _port(kept: object) -> int:
    return kept if isinstance(kept, int) and port_is_free(kept) else free_port()
