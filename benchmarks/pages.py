"""CPU of a tick, the roadmap page and the mentoring page, in process, as ratios against a floor measured in the same run.

    .venv/bin/python -m benchmarks.pages            # embedded SQLite in a temporary folder
    DATABASE_URL=postgres://… .venv/bin/python -m benchmarks.pages

The floor (benchmarks/floor.py) is a view written by hand behind the same middleware. Each figure is the median of
alternating runs, so that a noisy neighbour slows both. Nothing of the data set outlives the run.
"""

import argparse
import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
if "DATABASE_URL" not in os.environ:
    os.environ["WAYMARK_VAR"] = tempfile.mkdtemp(prefix="waymark-benchmark-")

import django

django.setup()

from django.conf import settings  # noqa: E402  settings come after the environment that they read
from django.db import connection, reset_queries  # noqa: E402
from django.test.runner import DiscoverRunner  # noqa: E402
from django.test.utils import CaptureQueriesContext, override_settings  # noqa: E402

from benchmarks import data  # noqa: E402
from catalog.models import Item  # noqa: E402
from config.wsgi import application  # noqa: E402

GOALS = {"tick": 1.3, "page of 150": 2.0, "page of 500": 3.0, "unchanged": 1.2}


class Browser:
    """Calls the whole WSGI stack in this process, as one signed-in person."""

    def __init__(self, cookies: str) -> None:
        self.cookies = cookies
        self.etag = ""

    def request(self, path: str, body: bytes | None = None, *, etag: str = "", status: str = "200") -> bytes:
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "GET" if body is None else "POST",
            "PATH_INFO": path,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_COOKIE": self.cookies,
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body or b""),
            "wsgi.errors": sys.stderr,
        }
        if body is not None:
            environ |= {
                "CONTENT_TYPE": "application/x-www-form-urlencoded",
                "CONTENT_LENGTH": str(len(body)),
                "HTTP_HX_REQUEST": "true",
                "HTTP_X_CSRFTOKEN": "c" * 32,
            }
        if etag:
            environ["HTTP_IF_NONE_MATCH"] = etag
        answered: list[str] = []

        def answer(status: str, headers: list[tuple[str, str]]) -> None:
            answered.append(status)
            self.etag = dict(headers).get("ETag", "")

        content = b"".join(application(environ, answer))
        if not answered[0].startswith(status):
            raise SystemExit(f"{path} answered {answered[0]}")
        return content


def cpu(call: Callable[[], object]) -> float:
    began = time.process_time()
    call()
    return time.process_time() - began


def compare(name: str, product: Callable[[], object], floor: Callable[[], object], runs: int) -> None:
    for call in (product, floor):
        for _ in range(5):
            call()
    pairs = [(cpu(product), cpu(floor)) for _ in range(runs)]
    ours, theirs = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
    reset_queries()
    with CaptureQueriesContext(connection) as queries:
        product()
    goal = f"goal {GOALS[name]:.1f}x" if name in GOALS else ""
    print(f"{name:16} {ours:7.2f} ms  floor {theirs:6.2f} ms  {ours / theirs:5.2f}x  {goal:10}  {len(queries)} queries")


def measure_mentoring(items: list[Item], mentees: int, runs: int) -> None:
    browser = Browser(data.cookies_of(data.make_mentor(items, mentees)))
    page, floor = partial(browser.request, "/mentoring/"), partial(browser.request, "/floor/mentoring/")
    compare(f"{mentees} mentees", page, floor, runs // 2)


class Ticking:
    """Sets one step done and back in turn, so that every call changes something."""

    def __init__(self, browser: Browser, path: str) -> None:
        self.browser, self.path, self.turns = browser, path, 0

    def __call__(self) -> None:
        self.turns += 1
        self.browser.request(self.path, b"page=roadmap&status=" + (b"done" if self.turns % 2 else b"todo"))


def measure_roadmap(items: list[Item], steps: int, runs: int, language: str) -> None:
    user, roadmap = data.make_learner(f"learner{steps}@example.org", items, steps, language=language)
    browser = Browser(data.cookies_of(user))
    data.gather_statistics()
    if steps == 150:
        path = f"/steps/{roadmap.steps.order_by('position')[80].pk}/status/"
        compare("tick", Ticking(browser, path), Ticking(browser, f"/floor{path}"), runs)
    path = f"/roadmap/{roadmap.pk}/"
    compare(f"page of {steps}", partial(browser.request, path), partial(browser.request, f"/floor{path}"), runs // 2)
    if steps == 150:
        browser.request(path)
        known = {"etag": browser.etag, "status": "304"}
        page, floor = partial(browser.request, path, **known), partial(browser.request, f"/floor{path}", **known)
        compare("unchanged", page, floor, runs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--mentees", type=int, default=200)
    parser.add_argument("--language", default="", help="what the learner reads, such as de")
    options = parser.parse_args()
    settings.DEBUG = False
    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        with override_settings(ROOT_URLCONF="benchmarks.floor"):
            print(f"{connection.vendor}, median CPU of {options.runs} runs in process")
            items = data.make_items(500)
            measure_mentoring(items, options.mentees, options.runs)
            for steps in (150, 500):
                measure_roadmap(items, steps, options.runs, options.language)
    finally:
        runner.teardown_databases(databases)


if __name__ == "__main__":
    main()
