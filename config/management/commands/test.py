import subprocess
import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand

PYTEST = [sys.executable, "-m", "pytest"]
# One go each: what is quick, what walks through a browser, and what starts and kills servers, which wants the machine alone.
GOES = (
    ("-m", "not slow and not browser and not chaos", "-n", "2"),
    ("-m", "not slow and browser and not chaos", "-n", "2", "--dist", "worksteal", "-rR"),
    ("-m", "not slow and chaos"),
)
NOTHING_FOUND = 5  # pytest's exit code when it selected no test


class Command(BaseCommand):
    help = """Run the tests under tests/ with pytest.

Without arguments: all of them, in three goes. The quick ones run on two cores, then those marked “browser”, each core with a
Chromium of its own; those marked “chaos”, which start and kill servers, run one at a time. A failed browser test gets one
more try, and the summary names it. “slow” ones only when asked for (-m slow).

With arguments: one go, every argument handed to pytest as it is:
  python3 manage.py test tests/roadmap -x
  python3 manage.py test -k invitation
  python3 manage.py test -m browser

They run on SQLite and the broker of files; with DATABASE_URL or REDIS_URL set, on those.
Browser tests need Chromium; without it they are skipped, and fail where CI=true."""

    def run_from_argv(self, argv: list[str]) -> None:
        """Take the arguments before Django's own parser does: they are pytest's."""
        wishes = argv[2:]
        if wishes in (["-h"], ["--help"]):
            self.stdout.write(self.help)
            return
        sys.exit(self.run_all() if not wishes else pytest(*wishes))

    def run_all(self) -> int:
        begun = time.monotonic()
        codes = {pytest(*go) for go in GOES}
        worse = max(codes - {NOTHING_FOUND}, key=abs, default=NOTHING_FOUND)
        engine = settings.DATABASES["default"]["ENGINE"].rsplit(".")[-1]
        broker = "Redis" if settings.REDIS_URL else "a broker of files"
        verdict = "All tests passed" if not worse else "Some tests failed"
        self.stdout.write(f"{verdict} on {engine} and {broker}, in {time.monotonic() - begun:.0f} seconds.")
        return worse


def pytest(*arguments: str) -> int:
    """Run pytest in a process of its own, with the settings of tests; give its exit code."""
    sys.stdout.flush()
    return subprocess.call([*PYTEST, *arguments], cwd=settings.BASE_DIR)
