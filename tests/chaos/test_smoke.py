import pytest

from tests.chaos.runs import SMOKE, run, senders_with_celery

pytestmark = pytest.mark.chaos


def test_no_reminder_is_lost_or_doubled_while_everything_is_killed(town, capsys):
    verdict = run(SMOKE, senders_with_celery, town)
    with capsys.disabled():
        print("\nsmoke, Celery:", verdict.figures)
    assert verdict.broken == []
