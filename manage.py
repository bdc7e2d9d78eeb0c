#!/usr/bin/env python3
"""Django's manage.py, preceded by a bootstrap of the standard library alone: it makes .venv from the lock file and runs
itself inside it. WAYMARK_NO_BOOTSTRAP=1 skips that, for containers and for environments made by other means."""

import hashlib
import os
import pathlib
import shutil
import ssl
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
UV = "uv==0.13.8"
OLDEST = (3, 11)


def run(*command, **options):
    subprocess.run([str(part) for part in command], check=True, cwd=ROOT, **options)


def works(*command):
    return subprocess.run([str(part) for part in command], capture_output=True, cwd=ROOT).returncode == 0


def make_environment():
    """Create .venv, with pip where the system's Python has ensurepip and without it where it has not (a bare Debian)."""
    if not works(sys.executable, "-m", "venv", VENV):
        shutil.rmtree(VENV, ignore_errors=True)
        run(sys.executable, "-m", "venv", "--without-pip", VENV)


def find_uv():
    """Find the installer: the system's uv, or one of our own put into .venv by whatever pip there is."""
    uv = shutil.which("uv")
    if uv:
        return uv
    own = PYTHON.with_name("uv")
    if not own.exists():
        pip = find_pip() or fetch_pip()
        run(*pip, "install", "--quiet", "--disable-pip-version-check", UV)
    return own


def find_pip():
    """Find a pip for .venv: its own, the system's, or the wheel that Debian's python3-pip-whl leaves on disk."""
    if works(PYTHON, "-m", "pip", "--version"):
        return [PYTHON, "-m", "pip"]
    if works(sys.executable, "-m", "pip", "--version"):
        return [sys.executable, "-m", "pip", "--python", PYTHON]
    for wheel in sorted(pathlib.Path("/usr/share/python-wheels").glob("pip-*.whl")):
        return [sys.executable, f"{wheel}/pip", "--python", PYTHON]
    return None


def fetch_pip():
    """Let Debian install the pip that its Python came without; who may not do that is told the command."""
    needed = "Waymark needs pip once, to fetch its dependencies, and this Python has none."
    if not shutil.which("apt-get") or os.geteuid() != 0:
        sudo = "sudo " if shutil.which("sudo") else ""
        sys.exit(f"{needed}\nInstall it, as root, and run this command again: {sudo}apt-get install python3-venv")
    print(f"{needed} Installing Debian's python3-venv …", flush=True)
    quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
    run("apt-get", "update", "--quiet", **quiet)
    run("apt-get", "install", "--quiet", "--yes", "--no-install-recommends", "python3-venv", **quiet)
    return find_pip() or sys.exit(f"{needed} python3-venv did not bring one for {sys.executable}.")


def has_system_certificates():
    paths = ssl.get_default_verify_paths()
    return bool(paths.cafile or (paths.capath and os.listdir(paths.capath)))


def ensure_environment(lock):
    """Install what `lock` names, unless the stamp says that exactly this lock is in place already."""
    stamp, wanted = VENV / f".{lock.stem}", hashlib.sha256(lock.read_bytes()).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"Installing the dependencies that {lock.name} pins into .venv, a minute or so the first time …", flush=True)
    if not PYTHON.exists():
        make_environment()
    environment = {**os.environ, "VIRTUAL_ENV": str(VENV)}
    if has_system_certificates():  # they know a company's own; without any, uv brings its own
        environment.setdefault("UV_SYSTEM_CERTS", "true")
    # No --compile-bytecode: 16 s of CPU for all of it, where the first start compiles the fifth that it imports.
    options = ("--quiet", "--require-hashes", "--python", PYTHON, "--requirement", lock)
    run(find_uv(), "pip", "install", *options, env=environment)
    stamp.write_text(wanted)


def bootstrap():
    if sys.version_info < OLDEST:
        sys.exit(f"Waymark needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {sys.version.split()[0]}.")
    testing = sys.argv[1:2] == ["test"]
    try:
        ensure_environment(ROOT / ("requirements-dev.lock" if testing else "requirements.lock"))
    except subprocess.CalledProcessError as error:
        what = " ".join(map(str, error.cmd[:4]))
        sys.exit(f"The set-up stopped: {what} … ended with {error.returncode}. Once that is mended, run this again.")
    os.execv(PYTHON, [str(PYTHON), *sys.argv])


def read_settings():
    """Say what is wrong with the environment in a sentence, before Django says it in a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        # Imported here: the system's Python starts this file too, and has none of them before the set-up.
        from django.conf import settings
        from django.core.exceptions import ImproperlyConfigured
        from environs import EnvError
    except ImportError as error:
        sys.exit(f"{sys.prefix} lacks a dependency ({error}). Remove the folder .venv and run this command again.")
    try:
        hasattr(settings, "INSTALLED_APPS")  # a first look reads them
    except (ImproperlyConfigured, EnvError) as error:
        sys.exit(str(error))


def main():
    if pathlib.Path(sys.prefix).resolve() != VENV.resolve() and not os.environ.get("WAYMARK_NO_BOOTSTRAP"):
        bootstrap()
    read_settings()
    # Imported here, too: Django is there only now.
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
