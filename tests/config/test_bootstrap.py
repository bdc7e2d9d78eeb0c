"""manage.py before there is an environment: run for real in an empty folder, with a uv that only notes that it was called."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MANAGE = Path(__file__).parents[2] / "manage.py"


@pytest.fixture
def clone(tmp_path) -> Path:
    shutil.copy(MANAGE, tmp_path)
    (tmp_path / "requirements.lock").write_text("django==5.2\n")
    (tmp_path / "bin").mkdir()
    return tmp_path


def put_uv(clone: Path, *, ends_with: int = 0) -> None:
    uv = clone / "bin/uv"
    uv.write_text(f'#!/bin/sh\necho "$@" >> {clone}/uv-calls\nexit {ends_with}\n')
    uv.chmod(0o755)


def uv_calls(clone: Path) -> list[str]:
    calls = clone / "uv-calls"
    return calls.read_text().splitlines() if calls.exists() else []


def manage(clone: Path) -> subprocess.CompletedProcess:
    environment = {
        k: v for k, v in os.environ.items() if k not in {"WAYMARK_NO_BOOTSTRAP", "VIRTUAL_ENV", "PYTHONPATH"}
    }
    environment["PATH"] = f"{clone / 'bin'}:/usr/bin:/bin"
    python = Path(sys.base_prefix) / "bin/python3"
    return subprocess.run(
        [python, "manage.py", "up"], cwd=clone, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def test_the_first_start_installs_the_lock_file_and_the_second_does_not(clone):
    put_uv(clone)
    assert "Installing the dependencies" in manage(clone).stdout
    assert "Installing" not in manage(clone).stdout
    assert len(uv_calls(clone)) == 1
    assert "--require-hashes" in uv_calls(clone)[0]


def test_another_lock_file_is_installed(clone):
    put_uv(clone)
    manage(clone)
    (clone / "requirements.lock").write_text("django==5.2.1\n")
    manage(clone)
    assert len(uv_calls(clone)) == 2


def test_an_installation_that_failed_is_said_in_a_sentence_and_tried_again(clone):
    put_uv(clone, ends_with=2)
    failed = manage(clone)
    assert failed.returncode == 1
    assert "The set-up stopped" in failed.stderr
    assert "Traceback" not in failed.stderr
    manage(clone)
    assert len(uv_calls(clone)) == 2


def test_an_environment_without_its_packages_says_how_to_mend_it(clone):
    put_uv(clone)
    broken = manage(clone)
    assert broken.returncode == 1
    assert "Remove the folder .venv" in broken.stderr
    assert "Traceback" not in broken.stderr
