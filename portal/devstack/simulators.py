"""The simulators of the agencies and of a virus scanner as processes of the demonstration: ports and key, kept in its folder."""

import json
import secrets
from pathlib import Path

from portal.devstack.children import free_port, port_is_free

NAMES = ("ace", "cbsa")
SCANNER = "virus-scanner"
FILE = "simulators.json"
INBOUND = "/clearance/gateways/inbound/"


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
        places = ",".join(f"{name}=127.0.0.1:{self.ports[name]}" for name in NAMES)
        return {
            "PRECLEAR_SIMULATORS": places,
            "PRECLEAR_SIMULATOR_SECRET": self.secret,
            "PRECLEAR_VIRUS_SCANNER": f"127.0.0.1:{self.ports[SCANNER]}",
        }

    def commands(self, portal_port: int) -> dict[str, list[str]]:
        """The processes, by name."""
        portal = f"http://127.0.0.1:{portal_port}{INBOUND}"
        agencies = {
            f"simulator-{name}": simulator_command(name, self.ports[name], self.home / f"simulator-{name}.db", portal)
            for name in NAMES
        }
        return {**agencies, f"simulator-{SCANNER}": scanner_command(self.ports[SCANNER])}


def simulator_command(name: str, port: int, state: Path, portal: str) -> list[str]:
    """The command of one simulator; docker-compose.yml runs the same one."""
    words = ["-m", "portal.simulators", name, "--port", str(port)]
    return [*words, "--state", str(state), "--portal", portal]


def scanner_command(port: int) -> list[str]:
    """The command of the simulated virus scanner; docker-compose.yml runs the same one."""
    return ["-m", "portal.simulators.virus_scanner", "--port", str(port)]


def _port(kept: object) -> int:
    return kept if isinstance(kept, int) and port_is_free(kept) else free_port()
