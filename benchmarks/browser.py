"""What the list of 150 steps costs a real browser: its weight on a first visit, and how long until a tick is painted.

    .venv/bin/python -m benchmarks.browser          # Chromium from /usr/bin/chromium, or from CHROMIUM

A server of its own on an empty database. Weight: gzip sizes of the page and of all that it loads, fonts apart; goal 60 KB.
Tick: from the press of Enter to the frame that shows the tick, the median of 30, with the answer still on its way; goal
100 ms. A tick may push nothing aside: layout shift 0, those after an input included.
"""

import gzip
import os
import statistics
import sys
import tempfile
from urllib.parse import urlsplit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["WAYMARK_VAR"] = tempfile.mkdtemp(prefix="waymark-benchmark-")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

import django

django.setup()

from django.conf import settings  # noqa: E402  settings come first
from django.contrib.staticfiles.testing import StaticLiveServerTestCase  # noqa: E402
from django.test.runner import DiscoverRunner  # noqa: E402
from playwright.sync_api import Page, Response, sync_playwright  # noqa: E402

from benchmarks import data  # noqa: E402

WEIGHT_KB, PAINT_MS, TICKS = 60, 100, 30
FLAGS = ["--no-sandbox", "--disable-gpu"]
# The press is timed where the key event begins, the paint in the task after the frame that holds the change.
WATCH = """() => {
    window.shift = 0;
    new PerformanceObserver(list => { for (const entry of list.getEntries()) window.shift += entry.value; })
        .observe({type: 'layout-shift', buffered: false});
    window.paints = [];
    addEventListener('keydown', event => {
        if (event.key !== 'Enter') return;
        const row = event.target.closest('.step'), pressed = event.timeStamp, before = row.dataset.state;
        const look = () => requestAnimationFrame(() => row.dataset.state === before ? look() :
            setTimeout(() => window.paints.push(performance.now() - pressed)));
        look();
    }, true);
}"""


def weigh(answers: list[Response]) -> dict[str, int]:
    sizes = {}
    for answer in answers:
        path = urlsplit(answer.url).path
        if not path.endswith(".woff2"):
            sizes[path] = len(gzip.compress(answer.body(), 6))
    return sizes


def time_ticks(page: Page, steps: list[int]) -> list[float]:
    page.evaluate("for (const stage of document.querySelectorAll('details.stage')) stage.open = true")
    page.wait_for_timeout(500)
    page.evaluate(WATCH)
    for number, step in enumerate(steps, start=1):
        page.locator(f"#step-row-{step} .tick").focus()
        page.keyboard.press("Enter")
        page.wait_for_function("count => window.paints.length === count", arg=number)
        page.wait_for_timeout(300)
    paints: list[float] = page.evaluate("window.paints")
    return paints


def measure(address: str) -> int:
    user, roadmap = data.make_learner("learner@example.org", data.make_items(150), 150)
    name, _, value = data.cookies_of(user).split("; ")[0].partition("=")
    steps = list(roadmap.steps.order_by("position").values_list("pk", flat=True))[75 : 75 + TICKS]
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS)
        context = chromium.new_context(base_url=address, service_workers="block")
        context.add_cookies([{"name": name, "value": value, "url": address}])
        page = context.new_page()
        answers: list[Response] = []
        page.on("response", lambda answer: answers.append(answer))
        page.goto(roadmap.get_absolute_url())
        page.wait_for_load_state("networkidle")
        sizes = weigh(list(answers))
        paints = time_ticks(page, steps)
        shift = page.evaluate("window.shift")
        chromium.close()
    for path, size in sorted(sizes.items(), key=lambda pair: -pair[1]):
        print(f"  {size / 1024:6.1f} KB  {path}")
    weight, median = sum(sizes.values()) / 1024, statistics.median(paints)
    print(f"weight of the list, fonts apart   {weight:6.1f} KB  goal {WEIGHT_KB} KB")
    print(f"key press to painted tick, median {median:6.1f} ms  goal {PAINT_MS} ms  (slowest {max(paints):.0f} ms)")
    print(f"layout shift of {TICKS} ticks          {shift:6.3f}     goal 0")
    return int(weight > WEIGHT_KB or median > PAINT_MS or shift > 0)


def main() -> int:
    settings.DEBUG = False
    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    StaticLiveServerTestCase.setUpClass()
    try:
        return measure(StaticLiveServerTestCase.live_server_url)
    finally:
        StaticLiveServerTestCase.tearDownClass()
        runner.teardown_databases(databases)


if __name__ == "__main__":
    sys.exit(main())
