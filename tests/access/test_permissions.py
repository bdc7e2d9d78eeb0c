"""Every cell of permissions.csv, a table written by hand: who may do what, whatever the code believes.

To add a capability, add a row: method, name of the address, whose object it takes (`of`, from the fixture `objects`), data.
To add an actor, add a column, and a line to the fixture `actors`.
"""

import csv
import re
from pathlib import Path

from django.apps import apps
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from accounts.access import Policy
from accounts.checks import patterns
from tests.access.conftest import CANARY

ROWS = list(csv.DictReader(Path(__file__).with_name("permissions.csv").read_text().splitlines()))
ACTORS = list(ROWS[0])[5:]
HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/today/"}
WAYS = {"page": {}, "htmx": HTMX}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')

Row = dict[str, str]
Rows = dict[str, list[dict[str, object]]]


def ask(client: Client, row: Row, arguments: list[int | str], headers: dict[str, str]) -> HttpResponse:
    address = reverse(row["address"], args=arguments)
    return client.generic(row["method"], address, row["data"], "application/x-www-form-urlencoded", headers=headers)


def verdict(answer: HttpResponse) -> str:
    """Say what an answer amounts to: a refused form (422) or a conflict (409) is the answer of one who may."""
    target = answer.headers.get("Location") or answer.headers.get("HX-Redirect") or ""
    if target.startswith(reverse("account_login")) or answer.status_code == 401:
        return "sign in"
    return "allow" if answer.status_code in {200, 302, 409, 422} else str(answer.status_code)


def everything() -> Rows:
    """All rows of all tables."""
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in apps.get_models()}


def nothing_like(arguments: list[int | str]) -> list[int | str]:
    """Arguments of the same form that name nothing."""
    return [argument + 1_000_000 if isinstance(argument, int) else f"no-{argument}" for argument in arguments]


def bare(answer: HttpResponse) -> str:
    """The page without the mask of its form token, which differs each time."""
    return TOKEN.sub("", answer.content.decode())


def faults(client: Client, row: Row, expected: str, headers: dict[str, str], objects: dict[str, list]) -> list[str]:
    answer = ask(client, row, objects[row["of"]], headers)
    found = [] if verdict(answer) == expected else [f"answers “{verdict(answer)}” instead of “{expected}”"]
    if expected != "allow":
        found += ["shows the canary"] * (CANARY in answer.content.decode() + str(answer.headers))
    if expected == "404":
        nonexistent = ask(client, row, nothing_like(objects[row["of"]]), headers)
        found += ["tells foreign from nonexistent"] * (bare(answer) != bare(nonexistent))
        found += ["tells them apart in a header"] * (answer.headers != nonexistent.headers)
    return found


def test_those_who_may_not_are_refused_and_nothing_changes(actors, objects):
    found: dict[tuple[str, ...], list[str]] = {}
    before = everything()
    for row in ROWS:
        for actor in (actor for actor in ACTORS if row[actor] != "allow"):
            for way, headers in WAYS.items():
                found[row["capability"], actor, way] = faults(actors[actor], row, row[actor], headers, objects)
        after = everything()
        found[row["capability"], "changed"] = [table for table in before if before[table] != after[table]]
        before = after

    assert {cell: faults for cell, faults in found.items() if faults} == {}


def test_those_who_may_are_served(actors, objects):
    found: dict[tuple[str, ...], list[str]] = {}
    for row in ROWS:
        for actor in (actor for actor in ACTORS if row[actor] == "allow"):
            for way, headers in WAYS.items():
                with transaction.atomic():
                    found[row["capability"], actor, way] = faults(actors[actor], row, "allow", headers, objects)
                    transaction.set_rollback(True)

    assert {cell: faults for cell, faults in found.items() if faults} == {}


def test_those_who_may_do_see_the_canary(actors, objects):
    """Otherwise its absence would prove nothing."""
    for row in ROWS:
        if row["of"] in {"roadmap", "step", "milestone", "request", "question"} and row["method"] == "GET":
            allowed = next(actor for actor in ("owner", "mentor") if row[actor] == "allow")
            assert CANARY in ask(actors[allowed], row, objects[row["of"]], {}).content.decode(), row["capability"]


def ours() -> list[URLPattern]:
    return [pattern for _, pattern in patterns(get_resolver()) if hasattr(pattern.callback, "access_policy")]


def test_every_address_of_ours_has_a_row():
    tested = {row["address"].split(":")[-1] for row in ROWS}

    assert {pattern.name for pattern in ours() if pattern.callback.access_policy is not Policy.PUBLIC} <= tested


def test_the_table_and_the_policy_beside_the_address_say_the_same():
    policies = {pattern.name: pattern.callback.access_policy for pattern in ours()}
    for row in ROWS:
        policy = policies.get(row["address"].split(":")[-1])
        if policy is Policy.PUBLIC:
            assert {row[actor] for actor in ACTORS} == {"allow"}
        elif policy is not None:
            assert row["visitor"] == row["unverified"] == row["closed"] == "sign in"
        if policy in {Policy.OWNER, Policy.MENTOR, Policy.COHORT_MENTOR, Policy.STAFF}:
            assert row["stranger"] == row["removed"] == "404"
