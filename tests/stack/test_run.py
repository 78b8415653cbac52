"""The bootstrap behind `./run`, without a network: what it installs, when, and what it says."""

import re
import subprocess
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from types import ModuleType

import pytest

from portal.devstack import places

ROOT = places.CHECKOUT


@pytest.fixture
def run(tmp_path, monkeypatch) -> ModuleType:
    """The script as a module, with an environment of its own and no installer."""
    monkeypatch.setenv("PRECLEAR_VENV", str(tmp_path / "environment"))
    loader = SourceFileLoader("preclear_run", str(ROOT / "run"))
    module = module_from_spec(spec_from_loader("preclear_run", loader))
    loader.exec_module(module)
    return module


@pytest.fixture
def installs(run, monkeypatch) -> list[tuple[str, str]]:
    """Which installer was asked for which lock; both succeed."""
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(run, "with_uv", lambda lock: asked.append(("uv", lock)) or True)
    monkeypatch.setattr(run, "with_pip", lambda lock: asked.append(("pip", lock)) or True)
    return asked


def test_an_old_python_gets_a_sentence_and_no_traceback(run, monkeypatch):
    monkeypatch.setattr(run.sys, "version_info", (3, 10, 13))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer; this is 3\.10"):
        run.main(["demo"])


@pytest.mark.parametrize("words", [[], ["dmeo"]])
def test_an_unknown_command_prints_the_three_known_ones(run, words):
    with pytest.raises(SystemExit, match=r"\./run demo .*\./run test .*\./run manage"):
        run.main(words)


def test_the_second_start_installs_nothing(run, installs):
    run.ensure("runtime")
    run.ensure("runtime")
    assert installs == [("uv", "runtime")]


def test_a_changed_lock_installs_again(run, installs, monkeypatch, tmp_path):
    locks = tmp_path / "locks"
    locks.mkdir()
    for name in ("runtime.txt", "dev.txt"):
        (locks / name).write_text("one")
    monkeypatch.setattr(run, "LOCKS", locks)
    run.ensure("runtime")
    (locks / "runtime.txt").write_text("two")
    run.ensure("runtime")
    assert installs == [("uv", "runtime"), ("uv", "runtime")]


def test_the_development_packages_serve_the_demonstration_too(run, installs):
    run.ensure("dev")
    run.ensure("runtime")
    assert installs == [("uv", "dev")]


def test_pip_takes_over_when_the_fast_installer_fails(run, installs, monkeypatch):
    monkeypatch.setattr(run, "with_uv", lambda lock: False)
    run.ensure("runtime")
    assert installs == [("pip", "runtime")]


def test_a_failed_installation_is_not_taken_for_a_good_one(run, installs, monkeypatch):
    monkeypatch.setattr(run, "with_uv", lambda lock: False)
    monkeypatch.setattr(run, "with_pip", lambda lock: False)
    with pytest.raises(SystemExit, match="could not be installed"):
        run.ensure("runtime")
    assert run.installed() == ""


def test_an_interrupted_installation_starts_over(run, installs, monkeypatch):
    run.ensure("runtime")
    monkeypatch.setattr(run, "with_uv", _interrupted)
    with pytest.raises(KeyboardInterrupt):
        run.ensure("dev")
    assert run.installed() == ""


def _interrupted(lock: str) -> bool:
    raise KeyboardInterrupt


def test_a_python_without_pip_is_told_which_package_brings_it(run, monkeypatch):
    monkeypatch.setattr(run, "quiet", lambda command: False)
    monkeypatch.setattr(run, "done", lambda command, environment=None: False)
    with pytest.raises(SystemExit, match="apt-get install python3-pip"):
        run.pip("install", "anything")


def test_it_hands_over_with_the_arguments_as_given(run, installs, monkeypatch):
    handed: list[list[str]] = []
    monkeypatch.setattr(run.os, "execv", lambda program, words: handed.append(words[1:]))
    monkeypatch.chdir(ROOT)
    for words in (["demo", "--port", "8100"], ["test", "-k", "one"], ["manage", "verify_trail"]):
        run.main(words)
    assert handed == [
        ["manage.py", "demo", "--port", "8100"],
        ["-m", "pytest", "-k", "one"],
        ["manage.py", "verify_trail"],
    ]


def test_without_arguments_every_test_runs_once_and_one_failure_is_kept(run, installs, monkeypatch):
    called: list[list[str]] = []
    monkeypatch.setattr(run.subprocess, "call", lambda words: called.append(words[1:]) or len(called) % 2)
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit) as ended:
        run.main(["test"])
    alone, rest = called
    assert alone == ["-m", "pytest", run.ALONE]
    assert (ROOT / run.ALONE).is_dir() and rest[-2:] == ["--ignore", run.ALONE]
    assert ended.value.code == 1


def test_it_is_executable_and_parses_under_an_old_python():
    assert (ROOT / "run").stat().st_mode & 0o111
    source = (ROOT / "run").read_text()
    compile(source, "run", "exec")
    assert not re.search(r"^\s*match |\) -> .*\||: [\w\[\]]+ \| ", source, re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / name).read_text()
    return dict(re.findall(r"^([\w.-]+(?:\[[\w,-]+\])?)==([^\s;\\]+)", text, re.MULTILINE))


def test_the_locks_agree_and_every_package_has_a_hash():
    runtime, development = pins("runtime.txt"), pins("dev.txt")
    assert runtime
    assert runtime.items() <= development.items()
    for name in ("runtime.txt", "dev.txt", "uv.txt"):
        text = (ROOT / "requirements" / name).read_text()
        blocks = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
        assert len(blocks) == len(pins(name))
        assert all("--hash=sha256:" in block for block in blocks)


def test_the_wish_lists_and_the_locks_belong_together():
    wishes = (ROOT / "requirements" / "runtime.in").read_text()
    wanted = set(re.findall(r"^([a-z0-9-]+)", wishes, re.MULTILINE))
    locked = {name.split("[")[0] for name in pins("runtime.txt")}
    assert wanted <= locked


def test_git_knows_the_script_as_executable():
    listed = subprocess.run(["git", "ls-files", "-s", "run"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert listed.stdout.startswith("100755")
