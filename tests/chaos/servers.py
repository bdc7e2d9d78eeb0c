"""Real servers on free ports that can be killed and started again: PostgreSQL, Redis, the mail sink, worker and beat."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

ROOT = Path(__file__).parents[2]


def newest_postgres() -> Path | None:
    return max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), default=None)


def skip_without_servers() -> None:
    """Locally a missing server is a reason to skip; where CI=true it is a failure, so that nobody skips it for ever."""
    missing = [
        name
        for name, found in [("PostgreSQL", newest_postgres()), ("Redis", shutil.which("redis-server"))]
        if not found
    ]
    if missing:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"not installed here: {', '.join(missing)}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(true: Callable[[], bool], *, seconds: float, what: str) -> None:
    ends = time.monotonic() + seconds
    while not true():
        if time.monotonic() > ends:
            raise TimeoutError(f"{what} took longer than {seconds} s")
        time.sleep(0.05)


def family(pid: int) -> list[int]:
    """The process and all its descendants."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):  # it has ended meanwhile
            continue
        children.setdefault(parent, []).append(int(stat.parent.name))
    found = [pid]
    for member in found:
        found.extend(children.get(member, []))
    return found


class Server:
    """One process with its children. `kill` is SIGKILL to all of them: nothing is flushed, nobody says goodbye."""

    def __init__(self, name: str, command: list[str], *, log: Path, port: int = 0, **options) -> None:
        self.name, self.command, self.port, self.options = name, command, port, options
        self.log = log
        self.process: subprocess.Popen | None = None
        self.kills = 0

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, stdout=log, stderr=log, start_new_session=True, **self.options
            )

    def wait(self) -> None:
        wait_until(self.is_ready, seconds=30, what=f"starting {self.name} (see {self.log})")

    def is_ready(self) -> bool:
        if self.process.poll() is not None:  # PostgreSQL refuses while a killed one's last backend still lives
            self.start()
        return answers(self.port) if self.port else True

    def signal(self, number: int) -> None:
        for pid in family(self.process.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, number)

    def kill(self) -> None:
        self.kills += 1
        self.end()

    def end(self) -> None:
        if self.process and self.process.poll() is None:
            self.signal(signal.SIGKILL)
            self.process.wait()

    def kill_and_start(self) -> None:
        self.kill()
        self.start()


class Supervised(Server):
    """A worker behind `manage.py worker`: the kill takes the worker and its children, and the supervisor starts it again."""

    def kill(self) -> None:
        self.kills += 1
        for pid in family(self.process.pid)[1:]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def kill_and_start(self) -> None:
        self.kill()


class Town:
    """Everything that a reminder passes, in a folder of its own."""

    def __init__(self, *, with_redis: bool = True) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="waymark-chaos-"))
        self.sink_log = self.folder / "sink.log"
        pg, redis, sink = free_port(), free_port(), free_port()
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "WAYMARK_NO_BOOTSTRAP": "1",
            "WAYMARK_ENV": "local",
            "WAYMARK_VAR": str(self.folder / "var"),
            "DATABASE_URL": f"postgres://postgres@127.0.0.1:{pg}/postgres",
            "REDIS_URL": f"redis://127.0.0.1:{redis}/0" if with_redis else "",
            "EMAIL_URL": f"smtp://127.0.0.1:{sink}",
            "REMINDERS_JITTER_SECONDS": "0",
        }
        self.servers: list[Server] = []
        self.postgres = self.make_postgres(pg)
        self.redis = self.add(
            "redis", ["redis-server", "--port", str(redis), "--bind", "127.0.0.1", "--save", ""], redis
        )
        self.sink = self.add("sink", [sys.executable, "-m", "tests.chaos.sink", str(sink), str(self.sink_log)], sink)
        for server in [self.postgres, self.sink] + ([self.redis] if with_redis else []):
            server.start()
            server.wait()
        self.run("migrate", "--verbosity", "0")

    def make_postgres(self, port: int) -> Server:
        """PostgreSQL refuses root; then it belongs to the user postgres, as its package has it."""
        binaries, data = newest_postgres(), Path(tempfile.mkdtemp(prefix="waymark-chaos-pg-"))
        self.data = data
        account = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}
        if account:
            shutil.chown(data, "postgres", "postgres")
        initdb = [str(binaries / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "--no-sync"]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd="/", **account)
        settings = ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={data}"]
        command = [str(binaries / "postgres"), "-D", str(data), "-p", str(port), *settings]
        return self.add("postgres", command, port, cwd="/", **account)

    def add(self, name: str, command: list[str], port: int = 0, *, kind: type[Server] = Server, **options) -> Server:
        options = {"cwd": self.folder, "env": self.environment, **options}
        server = kind(name, command, log=self.folder / f"{name}.log", port=port, **options)
        self.servers.append(server)
        return server

    def add_worker(self, patience: int = 15) -> Server:
        supervisor = [sys.executable, str(ROOT / "manage.py"), "worker", "--patience", str(patience), "--"]
        return self.add("worker", [*supervisor, "--concurrency", "2", "--loglevel", "WARNING"], kind=Supervised)

    def add_beat(self, number: int = 1) -> Server:
        return self.add(f"beat-{number}", [sys.executable, "-m", "celery", "-A", "config", "beat", "--pidfile="])

    def add_loop(self) -> Server:
        return self.add("loop", [sys.executable, str(ROOT / "manage.py"), "send_reminders", "--loop"])

    def run(self, *arguments: str) -> str:
        return self.python(str(ROOT / "manage.py"), *arguments)

    def python(self, *arguments: str) -> str:
        command = [sys.executable, *arguments]
        done = subprocess.run(command, env=self.environment, cwd=self.folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, query: str) -> list[tuple]:
        with psycopg.connect(self.environment["DATABASE_URL"], autocommit=True) as connection:
            cursor = connection.execute(query)
            return cursor.fetchall() if cursor.description else []

    def wait_for_database(self) -> None:
        """Its port answers before it has recovered from a kill."""
        self.postgres.wait()
        wait_until(self.database_answers, seconds=30, what="the recovery of PostgreSQL")

    def database_answers(self) -> bool:
        try:
            return bool(self.ask("SELECT 1"))
        except psycopg.OperationalError:
            return False

    def end(self) -> None:
        for server in reversed(self.servers):
            server.end()
        shutil.rmtree(self.data, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)
