"""docker-compose.yml: valid by the compose schema, and the same processes as the demonstration."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import yaml
from compose_spec import PyCompose

from portal import healthcheck
from portal.devstack import demo, places, simulators
from portal.devstack.postgres import LOCALE

TEXT = (places.CHECKOUT / "docker-compose.yml").read_text()
SERVICES = yaml.safe_load(TEXT)["services"]
SERVERS = {"postgres", "redis"}
SIMULATORS = {f"simulator-{name}" for name in (*simulators.NAMES, simulators.SCANNER)}
PORTAL = "http://web:8000"


def compose(text: str) -> PyCompose:
    """The file as an engine would read it, after YAML has merged the shared parts."""
    return PyCompose.from_json(json.dumps(yaml.safe_load(text)))


def test_the_file_follows_the_compose_schema():
    assert set(compose(TEXT).service_names()) == set(SERVICES)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("healthcheck:", "healthchek:"), ("depends_on:", "depend_on:"), ("service_healthy", "service_helthy")],
)
def test_a_typing_mistake_is_found(right, wrong):
    assert right in TEXT
    with pytest.raises(ValueError, match=wrong.strip(":")):
        compose(TEXT.replace(right, wrong))


def test_the_server_runs_the_processes_of_the_demonstration():
    lasting = {name for name, service in SERVICES.items() if service.get("restart") == "unless-stopped"}
    assert lasting == SERVERS | set(demo.commands(8000)) | SIMULATORS
    assert set(SERVICES) - lasting == {"migrate"}


@pytest.mark.parametrize("name", ["web", "worker", "beat", "gateway"])
def test_each_process_is_started_in_the_same_way(name, monkeypatch):
    monkeypatch.setattr(demo, "shared_memory_works", lambda: True)
    ours = ["python", *demo.commands(8000)[name]]
    theirs = [re.sub(r"^0\.0\.0\.0$", "127.0.0.1", word) for word in SERVICES[name]["command"]]
    assert theirs == ours


@pytest.mark.parametrize("name", simulators.NAMES)
def test_simulators_are_started_in_the_same_way_and_only_on_demand(name):
    service = SERVICES[f"simulator-{name}"]
    port = int(service["command"][5])
    state = Path(f"/srv/preclear/state/simulator-{name}.db")
    ours = simulators.simulator_command(name, port, state, PORTAL + simulators.answers_path(name))
    assert service["command"][:-2] == ["python", *ours]
    assert service["profiles"] == ["simulators"]


def test_the_simulated_scanner_is_started_in_the_same_way_and_only_on_demand():
    service = SERVICES[f"simulator-{simulators.SCANNER}"]
    ours = simulators.scanner_command(int(service["command"][4]))
    assert service["command"][:-2] == ["python", *ours]
    assert service["profiles"] == ["simulators"]


def test_every_lasting_service_is_watched_and_data_is_kept():
    for name in SERVERS | set(demo.commands(8000)) | SIMULATORS:
        assert SERVICES[name]["healthcheck"]["test"], name
    for name in SERVERS:
        assert SERVICES[name]["volumes"], name


def test_postgres_sorts_as_in_development():
    assert SERVICES["postgres"]["environment"]["POSTGRES_INITDB_ARGS"].split() == list(LOCALE)


def test_redis_keeps_what_is_queued():
    assert "--appendonly yes --appendfsync everysec" in " ".join(SERVICES["redis"]["command"])


def test_only_the_proxy_on_the_same_machine_reaches_the_web_server():
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert published == {"web": ["127.0.0.1:8000:8000"]}


def test_the_example_settings_name_every_secret_and_hold_none():
    example = dict(re.findall(r"^(\w+)=(.*)$", (places.CHECKOUT / ".env.example").read_text(), re.MULTILINE))
    production = (places.CHECKOUT / "portal/settings/production.py").read_text()
    needed = set(re.findall(r"\$\{(\w+):\?", TEXT))
    needed |= set(re.findall(r'env(?:\.\w+)?\("(\w+)"\)', production))
    assert needed
    assert needed <= set(example)
    assert not any(example[name] for name in needed if re.search("KEY|PASSWORD", name))


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
def test_the_health_check_asks_as_the_proxy_would(status, code, monkeypatch):
    seen: list[tuple[str, str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append((self.path, self.headers["Host"], self.headers["X-Forwarded-Proto"]))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    monkeypatch.setenv("ALLOWED_HOSTS", "preclear.example,other.example")
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        assert healthcheck.main(server.server_port) == code
    assert seen == [("/status/health/", "preclear.example", "https")]


def test_the_health_check_says_no_when_nobody_listens(capsys):
    assert healthcheck.main(1) == 1
    assert "refused" in capsys.readouterr().err
