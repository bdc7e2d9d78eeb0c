"""One run: N deliveries due over a span, while every few seconds one process is killed and started again."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice

import psycopg

from tests.chaos.judge import Verdict, Wanted, judge, read_log
from tests.chaos.servers import Server, Town, wait_until

FIRST_AFTER = 5.0  # seconds to write the deliveries down before the first is due
SETTLED_WITHIN = 240.0  # a hand-over lapses after 60 s, a broken connection is tried again after 60


@dataclass(frozen=True)
class Grade:
    """How much, over how long, with how many kills. `p95` is the limit of lateness in seconds; None measures it only."""

    count: int
    seconds: float
    kills: int
    p95: float | None


# Every CI run, so it judges counts, which hold on any machine. How late mail is depends on what else the machine does:
# the figure is printed, and judged by the long grade, which is run on purpose on a quiet one.
SMOKE = Grade(count=200, seconds=20, kills=8, p95=None)
LONG = Grade(count=2000, seconds=180, kills=100, p95=15)


def senders_with_celery(town: Town) -> tuple[list[Server], list[Server]]:
    """Give what sends, and what else is killed; the order is the order of kills. Two beats, always."""
    worker = town.add_worker()
    return [worker], [
        worker,
        town.redis,
        town.add_beat(1),
        worker,
        town.sink,
        town.add_beat(2),
        town.postgres,
        town.redis,
    ]


def senders_with_both(town: Town) -> tuple[list[Server], list[Server]]:
    (worker,), others = senders_with_celery(town)
    loop = town.add_loop()
    return [worker, loop], [*others, loop]


def senders_without_redis(town: Town) -> tuple[list[Server], list[Server]]:
    loops = [town.add_loop(), town.add_loop()]
    return loops, [loops[0], town.sink, town.postgres, loops[1]]


def run(
    grade: Grade, choose: Callable[[Town], tuple[list[Server], list[Server]]], town: Town, *, delete: int = 3
) -> Verdict:
    senders, victims = choose(town)
    start = warm_up(town, [*senders, *victims])
    town.python("-m", "tests.chaos.seed", "fill", str(grade.count), str(grade.seconds), str(FIRST_AFTER))
    wanted = [
        Wanted(*row)
        for row in town.ask("SELECT message_id, category, address, due_at, stale_after FROM accounts_delivery")
    ]
    people = [
        row[0]
        for row in town.ask("SELECT person_id FROM accounts_delivery WHERE person_id IS NOT NULL ORDER BY due_at")
    ]
    wait_for_the_first(wanted)
    storm(grade, victims)
    deleted = delete_accounts(town, people[-delete:]) if delete else {}
    wait_until_settled(town)
    states = dict(town.ask("SELECT message_id, state FROM accounts_delivery"))
    kills = sum(sender.kills for sender in senders)
    taken = read_log(town.sink_log)
    verdict = judge(wanted, states, taken, sender_kills=kills, p95=grade.p95, deleted=deleted)
    verdict.figures |= {
        "kills": sum(server.kills for server in town.servers),
        "kills of senders": kills,
        "start": round(start, 1),
    }
    return verdict


def warm_up(town: Town, servers: list[Server]) -> float:
    """Start what is not running and let one mail pass; give the seconds that it took."""
    town.python("-m", "tests.chaos.seed", "again")
    began = time.monotonic()
    for server in servers:
        if server.process is None:
            server.start()
    sent = "SELECT 1 FROM accounts_delivery WHERE state = 'sent'"
    wait_until(lambda: bool(town.ask(sent)), seconds=120, what="the first mail")
    return time.monotonic() - began


def wait_for_the_first(wanted: list[Wanted]) -> None:
    time.sleep(max(0.0, sorted(want.due_at.timestamp() for want in wanted)[1] - time.time()))


def storm(grade: Grade, victims: list[Server]) -> None:
    """Kill evenly over the span, give or take a second, whoever is next."""
    chance, start = random.Random(7), time.monotonic()
    for number, victim in enumerate(islice(cycle(victims), grade.kills)):
        moment = start + (number + 0.5) * grade.seconds / grade.kills + chance.uniform(-0.4, 0.4)
        time.sleep(max(0.0, moment - time.monotonic()))
        victim.kill_and_start()
        victim.wait()


def delete_accounts(town: Town, people: list[int]) -> dict[str, float]:
    """Close accounts whose reminders are still to come, or were just sent; give address -> when that had committed."""
    town.wait_for_database()
    addresses = dict(town.ask("SELECT id, email FROM accounts_user"))
    said = town.python("-m", "tests.chaos.seed", "delete", *map(str, people))
    return {addresses[int(person)]: float(moment) for person, moment in map(str.split, said.splitlines())}


def wait_until_settled(town: Town) -> None:
    ends = time.monotonic() + SETTLED_WITHIN
    while time.monotonic() < ends:
        try:
            if not town.ask("SELECT 1 FROM accounts_delivery WHERE state IN ('scheduled', 'sending') LIMIT 1"):
                return
        except psycopg.OperationalError:  # it was killed a moment ago
            town.wait_for_database()
        time.sleep(0.5)
