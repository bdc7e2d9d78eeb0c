"""One terminal for the whole product: the web server and a worker with the clock, started and stopped together."""

import os
import shlex
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from multiprocessing import Process
from types import FrameType

from django.conf import settings
from honcho import manager
from honcho.compat import ProcessManager

HOST = "127.0.0.1"
STOPPED_BY_HAND = {130, 143}  # Ctrl-C and SIGTERM, as honcho numbers them


def why_port_cannot_be_used(port: int) -> str:
    if not 0 < port < 65536:
        return f"PORT is {port}; a port is a number from 1 to 65535."
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            return f"Port {port} is kept for the system. Choose another: PORT=8000 python3 manage.py up"
        except OSError:
            another = port + 1 if port < 65535 else 8000
            return (
                f"Port {port} is taken. Stop what answers there, or choose another: PORT={another} python3 manage.py up"
            )
    return ""


def commands() -> dict[str, list[str]]:
    """The processes by name. The worker carries beat (--beat), so that one machine has one clock."""
    python = [sys.executable, "-m"]
    return {
        "web": [
            *python, "granian", "config.wsgi:application", "--interface", "wsgi", "--no-ws",
            "--host", HOST, "--port", str(settings.PORT), "--blocking-threads", "4", "--log-level", "warning",
        ],
        "worker": [
            *python, "celery", "--app", "config", "--quiet", "worker", "--concurrency", "1", "--loglevel", "warning",
            "--beat", "--without-gossip", "--without-mingle", "--without-heartbeat",
        ],
    }  # fmt: skip


def run() -> int:
    """Keep both processes running until Ctrl-C, or until one of them ends; give the exit code."""
    manager.KILL_WAIT = 20  # a worker may finish the task that it has begun
    both = manager.Manager()
    both._procmgr = FirstOfEach()
    environment = {
        **os.environ,
        "PYTHONUNBUFFERED": "1",
        # Tasks are JSON, so root is no danger here; in a container it would be this message at every start.
        "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges",
    }
    for name, command in commands().items():
        both.add_process(name, f"exec {shlex.join(command)}", env=environment, cwd=settings.BASE_DIR)
    signal.signal(signal.SIGHUP, stop)  # a closed terminal stops it as Ctrl-C does
    Process(target=announce, args=(f"http://{HOST}:{settings.PORT}", settings.SITE_URL), daemon=True).start()
    both.loop()
    return 0 if both.returncode in STOPPED_BY_HAND else both.returncode or 1


class FirstOfEach(ProcessManager):  # type: ignore[misc]  # honcho has no types
    """Asks the first process of a group to stop, not all at once: Celery then lets its children finish their task."""

    def terminate(self, pid: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)


def stop(signum: int, frame: FrameType | None) -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def announce(server: str, site: str) -> None:
    """Say where Waymark is, as soon as a request to it is answered."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    while not answers(f"{server}/healthz"):
        time.sleep(0.1)
    print(f"\nWaymark is ready: {site}   (Ctrl-C stops it)\n", flush=True)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
