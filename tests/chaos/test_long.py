from dataclasses import replace

import pytest

from tests.chaos.runs import LONG, run, senders_with_both, senders_with_celery, senders_without_redis

pytestmark = [pytest.mark.chaos, pytest.mark.slow]
RUNS = [
    pytest.param(True, senders_with_celery, 15, id="celery"),
    pytest.param(True, senders_with_both, 3, id="celery-and-loop"),
    pytest.param(False, senders_without_redis, 3, id="loop-without-redis"),
]


@pytest.mark.parametrize(("town", "choose", "p95"), RUNS, indirect=["town"])
def test_a_hundred_kills(town, choose, p95, capsys):
    verdict = run(replace(LONG, p95=p95), choose, town)
    with capsys.disabled():
        print(f"\nlong, {choose.__name__}:", verdict.figures)
    assert verdict.broken == []
