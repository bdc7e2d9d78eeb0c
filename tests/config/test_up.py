"""`manage.py up`, started for real on a free port with data of its own."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OWN = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SITE_URL")


def start(var: Path, **environment: str) -> subprocess.Popen:
    inherited = {name: value for name, value in os.environ.items() if name not in OWN}
    return subprocess.Popen(
        [sys.executable, "manage.py", "up"],
        cwd=ROOT,
        env=inherited | {"WAYMARK_NO_BOOTSTRAP": "1", "WAYMARK_VAR": str(var)} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def read_until_ready(up: subprocess.Popen) -> str:
    said = ""
    for line in up.stdout:
        said += line
        if "Waymark is ready" in line:
            break
    return said


def processes_with(var: Path) -> set[int]:
    """Whatever runs with this folder as its data, whoever its parent is by now."""
    wanted, found = f"WAYMARK_VAR={var}".encode(), set()
    for environment in Path("/proc").glob("[0-9]*/environ"):
        try:
            if wanted in environment.read_bytes().split(b"\0"):
                found.add(int(environment.parent.name))
        except OSError:  # it has ended, or is another user's
            continue
    return found


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture
def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture(scope="module")
def var(tmp_path_factory) -> Path:
    """One folder for three starts: the first fills it."""
    return tmp_path_factory.mktemp("var")


@pytest.mark.chaos
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_starts_answers_and_ends_without_an_orphan(var, free_port, end):
    with start(var, PORT=str(free_port)) as up:
        said = "".join(
            iter(up.stdout.readline, f"Waymark is ready: http://127.0.0.1:{free_port}   (Ctrl-C stops it)\n")
        )
        with urllib.request.urlopen(f"http://127.0.0.1:{free_port}/") as page:
            assert b"Waymark" in page.read()
        assert len(processes_with(var)) >= 4  # itself, web, worker, beat
        up.send_signal(end)
        said += up.stdout.read()
        assert up.wait(timeout=30) == 0, said
    assert processes_with(var) == set()
    assert "Traceback" not in said


def test_a_taken_port_is_said_in_a_sentence(tmp_path, taken_port):
    up = start(tmp_path, PORT=str(taken_port))
    said, _ = up.communicate(timeout=60)
    assert up.returncode == 1
    assert f"Port {taken_port} is taken" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({"PORT": "70000"}, "a port is a number from 1 to 65535"),
        ({"PORT": "abc"}, "PORT"),
        ({"WAYMARK_ENV": "production"}, "cannot start in production without SECRET_KEY"),
        ({"WAYMARK_ENV": "staging"}, "either “local” or “production”"),
    ],
)
def test_a_mistake_in_the_environment_is_said_in_a_sentence(tmp_path, environment, reason):
    up = start(tmp_path, **environment)
    said, _ = up.communicate(timeout=60)
    assert up.returncode == 1
    assert reason in said
    assert "Traceback" not in said


def test_production_has_services_of_its_own(tmp_path):
    engines = {
        "SECRET_KEY": "not-a-secret-" * 5,
        "DATABASE_URL": "postgres://waymark@127.0.0.1/waymark",
        "REDIS_URL": "redis://127.0.0.1/0",
        "EMAIL_URL": "smtp://127.0.0.1",
        "SITE_URL": "https://waymark.example.org",
    }
    up = start(tmp_path, WAYMARK_ENV="production", **engines)
    said, _ = up.communicate(timeout=60)
    assert up.returncode == 1
    assert "docker-compose.yml" in said
