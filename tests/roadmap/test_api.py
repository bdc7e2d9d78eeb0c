"""The plans for other programs: what the command prints, as JSON, to its owner alone."""

import json
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import get_resolver

from accounts.access import Policy
from roadmap import actions
from roadmap.api import POLICIES, endpoints
from roadmap.models import Roadmap
from tests import factories


@pytest.fixture(autouse=True)
def first_day():
    with time_machine.travel("2027-01-04T09:00:00+01:00"):
        yield


def plan_address(roadmap) -> str:
    return f"/api/roadmaps/{roadmap.pk}/plan"


def printed(roadmap, *flags: str) -> str:
    out = StringIO()
    call_command("plan", str(roadmap.pk), *flags, stdout=out)
    return out.getvalue()


def test_her_roadmaps_and_nobody_elses(as_ada, mallory, template, roadmap):
    factories.roadmap_of(mallory, template)

    assert as_ada.get("/api/roadmaps/").json() == [
        {
            "id": roadmap.pk,
            "title": "Test engineer",
            "weekly_hours": 8.0,
            "starts_on": "2027-01-04",
            "target_on": None,
            "currency": "USD",
            "budget": None,
            "plan": plan_address(roadmap),
        }
    ]


def test_the_plan_says_when_and_why(as_ada, ada, roadmap):
    actions.set_status(factories.step(roadmap, "python").pk, "doing", by=ada)
    plan = as_ada.get(plan_address(roadmap)).json()
    pandas = factories.step(roadmap, "pandas")

    assert (plan["version"], plan["lateness_days"], plan["cents_ahead"]) == (1, 0, 0)
    assert plan["standing"] == "Nothing moves: your plan still holds."
    assert [step["title"] for step in plan["steps"]] == ["Python", "pandas", "PyTorch", "Fraud detection model"]
    assert plan["steps"][0]["status"] == "doing"
    assert plan["steps"][1]["reason"] == pandas.date_reason != ""
    assert plan["steps"][1]["due_on"] == str(pandas.due_on)


def test_amounts_are_told_with_their_currency(as_ada, ada, roadmap):
    Roadmap.objects.update(currency="EUR", budget=300)
    actions.set_price(factories.step(roadmap, "python"), cents=4950, subscription="", by=ada)
    plan, (listed,) = as_ada.get(plan_address(roadmap)).json(), as_ada.get("/api/roadmaps/").json()

    assert (plan["currency"], plan["cents_ahead"]) == ("EUR", 4950)
    assert (listed["currency"], listed["budget"]) == ("EUR", 300)
    assert "It costs 49.50\N{NO-BREAK SPACE}EUR from today." in printed(Roadmap.objects.get(), "--explain")


def test_reasons_may_be_left_out(as_ada, roadmap):
    plan = as_ada.get(plan_address(roadmap), {"explain": "false"}).json()

    assert {step["reason"] for step in plan["steps"]} == {""}


def test_the_command_prints_the_same_plan(as_ada, roadmap):
    told = printed(roadmap, "--explain")
    plan = as_ada.get(plan_address(roadmap)).json()

    for step in plan["steps"]:
        assert f"{step['starts_on']} to {step['due_on']}  {step['title']}" in told
        assert step["reason"] in told
    assert f"Version 1 ends on {plan['finishes_on']}." in told
    assert "Today: Nothing moves: your plan still holds." in told
    assert "after Python" not in printed(roadmap)


def test_the_command_names_what_is_not_there(db):
    with pytest.raises(CommandError, match="There is no roadmap 7"):
        call_command("plan", "7")


def test_what_is_wrong_is_json_and_names_the_field(as_ada, roadmap):
    answer = as_ada.get(plan_address(roadmap), {"explain": "perhaps"})

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["explain"]


def test_a_stranger_gets_the_404_of_what_never_existed(as_mallory, roadmap):
    theirs, nobodys = (as_mallory.get(address) for address in (plan_address(roadmap), "/api/roadmaps/987654321/plan"))

    assert (theirs.status_code, theirs.content) == (nobodys.status_code, nobodys.content)
    assert theirs.status_code == 404
    assert theirs.json()["errors"] == []


@pytest.mark.parametrize("number", ["99999999999999999999", "0"])
def test_a_number_that_no_roadmap_has(as_ada, number):
    assert as_ada.get(f"/api/roadmaps/{number}/plan").status_code == 404


def test_a_program_that_is_not_signed_in_is_told_in_json(db, roadmap):
    for address in ("/api/roadmaps/", plan_address(roadmap)):
        answer = Client().get(address)
        assert answer.status_code == 401
        assert "Sign in first" in answer.json()["detail"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_only_reads(as_ada, roadmap, method):
    assert getattr(as_ada, method)(plan_address(roadmap)).status_code == 405


def test_every_address_has_a_policy():
    assert {pattern.name for pattern in endpoints_again()} == set(POLICIES)
    assert all(isinstance(pattern.callback.access_policy, Policy) for pattern in endpoints_again())


def endpoints_again():
    api = next(entry for entry in get_resolver().url_patterns if getattr(entry, "app_name", "") == "api")
    return [pattern for pattern in api.url_patterns if pattern.name in POLICIES]


def test_an_address_without_a_policy_stops_the_start(monkeypatch):
    monkeypatch.delitem(POLICIES, "api_plan")
    with pytest.raises(KeyError, match="api_plan"):
        endpoints()


def test_the_page_and_the_schema_say_what_there_is(as_ada):
    page = as_ada.get("/api/docs").content.decode()
    schema = json.loads(as_ada.get("/api/openapi.json").content)

    assert as_ada.get("/api/").url == "/api/docs"
    assert set(schema["paths"]) == {"/api/roadmaps/", "/api/roadmaps/{roadmap_id}/plan"}
    for path in schema["paths"]:
        assert path in page
    assert "<script>" not in page
