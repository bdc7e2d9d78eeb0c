import subprocess
import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand

PYTEST = [sys.executable, "-m", "pytest"]
OF_THEIR_OWN = "browser or chaos"  # they start servers and a browser: one at a time
NOTHING_FOUND = 5  # pytest's exit code when it selected no test


class Command(BaseCommand):
    help = """Run the tests under tests/ with pytest.

Without arguments: all of them, in two goes. The quick ones run on two cores; then those marked “browser” or “chaos”,
which start servers, workers and Chromium of their own, run one at a time; a failed browser test gets one more try, and the
summary names it. “slow” ones only when asked for (-m slow).

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
        codes = {
            pytest("-n", "2", "--dist", "loadgroup", "-m", f"not slow and not ({OF_THEIR_OWN})"),
            pytest("-m", f"not slow and ({OF_THEIR_OWN})", "-rR"),
        }
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
