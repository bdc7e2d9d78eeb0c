"""The shipped pack holds what it must hold, and a visitor reaches all of it."""

from collections import defaultdict
from time import process_time

import pytest
from django.core.management import call_command
from django.test import Client

from catalog.management.commands.load_content import SHIPPED
from catalog.models import Pack
from catalog.pack.checking import check_pack
from catalog.pack.report import read_inventory
from catalog.pack.source import read_files

FOLDER = SHIPPED / "ml-engineer"
INVENTORY = read_inventory(FOLDER)
# Hours of the core areas, one alternative of each choice and no optional language counted: the published figures.
CORE_HOURS = {
    "programming-foundations": (255, 477),
    "deep-learning-frameworks": (104, 205),
    "math-statistics": (143, 332),
    "ml-algorithms": (204, 367),
    "data-processing-feature-engineering": (86, 173),
    "model-evaluation-monitoring": (52, 107),
    "mlops-production-deployment": (99, 203),
    "cloud-platforms": (52, 110),
    "data-engineering": (93, 184),
    "communication-collaboration": (25, 50),
}


@pytest.fixture(scope="module")
def content():
    return check_pack(read_files(FOLDER))


@pytest.fixture
def loaded(db):
    begun = process_time()
    call_command("load_content", verbosity=0)
    return process_time() - begun


def all_ids(content):
    platforms = {key for key, placed in content.entries["resources"].items() if placed.entry.platform}
    kinds = ("skills", "courses", "credentials", "milestones", "areas", "roles", "duties", "industries")
    return platforms.union(*(content.entries[kind] for kind in kinds))


def test_all_245_ids_are_in_the_pack(content):
    assert len(INVENTORY) == 245
    assert INVENTORY.keys() - all_ids(content) == set()


def test_a_visitor_reaches_every_id_by_its_address(loaded):
    visitor = Client()
    pages: dict[str, str] = {}
    for key in INVENTORY:
        answer = visitor.get(f"/catalog/{key}/")
        page, _, anchor = answer.url.partition("#") if answer.status_code == 302 else ("", "", "")
        if page and page not in pages:
            pages[page] = visitor.get(page).content.decode()
        html = pages[page] if page else answer.content.decode()
        assert "<h1>" in html, key
        assert not anchor or f'id="{anchor}"' in html, key


def test_it_loads_within_its_time_and_the_second_time_at_once(loaded):
    assert loaded < 3
    begun = process_time()
    call_command("load_content", verbosity=0)
    assert process_time() - begun < 1
    assert set(Pack.objects.values_list("key", flat=True)) == {"ml-engineer", "data-engineer"}


def test_each_milestone_has_four_to_seven_criteria_and_wants_evidence(content):
    for placed in content.entries["milestones"].values():
        assert 4 <= len(placed.entry.criteria) <= 7
        assert placed.entry.evidence


def test_each_skill_has_a_free_resource_and_prose(content):
    costs = {key: placed.entry.cost for key, placed in content.entries["resources"].items()}
    for key, placed in content.entries["skills"].items():
        assert "free" in {costs[resource] for resource in placed.entry.resources}, key
        assert all((placed.entry.body, placed.entry.check, placed.entry.learn, placed.entry.mistakes)), key


def test_the_counts_are_those_of_the_research(content):
    counts = {kind: len(entries) for kind, entries in content.entries.items()}
    assert (counts["facts"], counts["roles"], counts["pathways"]) == (45, 10, 5)
    assert counts["resources"] == 279
    topics = {placed.entry.topic_id for placed in content.entries["questions"].values()}
    assert len(topics) == 176


def test_the_hours_of_the_core_areas_add_up(content):
    template = content.entries["template"]["machine-learning-engineer"].entry
    choice = {step.item: step.choice for stage in template.stages for step in stage.steps if step.choice}
    optional = {step.item for stage in template.stages for step in stage.steps if step.optional}
    spans = defaultdict(lambda: defaultdict(list))
    for key, placed in content.entries["skills"].items():
        spent, area = placed.entry.hours, placed.file.area
        if spent and area in CORE_HOURS and key not in optional:
            together = choice.get(key) if choice.get(key) != "specialized-domain" else None
            spans[area][together or key].append((spent.low, spent.high))
    for area, (low, high) in CORE_HOURS.items():
        assert sum(min(one)[0] for one in spans[area].values()) == pytest.approx(low, rel=0.05), area
        assert sum(max(end for _, end in one) for one in spans[area].values()) == pytest.approx(high, rel=0.05), area


def test_no_step_of_the_roadmap_stands_before_what_it_needs(content):
    template = content.entries["template"]["machine-learning-engineer"].entry
    order = {step.item: place for place, step in enumerate(step for stage in template.stages for step in stage.steps)}
    early = [
        (key, need)
        for _, key, placed in content.items()
        for need in placed.entry.needs
        if key in order and order.get(need, -1) > order[key]
    ]
    assert not early


def test_the_rules_of_choice_hold(content):
    template = content.entries["template"]["machine-learning-engineer"].entry
    members = defaultdict(set)
    optional = set()
    for step in (step for stage in template.stages for step in stage.steps):
        members[step.choice].add(str(step.item))
        optional |= {str(step.item)} if step.optional else set()
    assert members["dl-framework"] == {"pytorch", "tensorflow", "jax"}
    assert members["cloud-provider"] == {"aws", "google-cloud", "azure"}
    assert members["specialized-domain"] == {
        "natural-language-processing",
        "computer-vision",
        "reinforcement-learning",
        "generative-ai",
    }
    assert members["serving-tool"] == {"fastapi", "flask", "tensorflow-serving"}
    assert members["tracking-tool"] == {"mlflow", "weights-and-biases"}
    assert {
        "r-language",
        "java",
        "cpp",
        "masters-machine-learning",
        "terabyte-scale-data",
        "model-interpretability",
    } <= optional
    entry = content.entries["milestones"]["entry-level-position"].entry
    assert set(entry.roles) == {"role-data-analyst", "role-data-engineer", "role-junior-ml-engineer"}


def test_no_retired_credential_is_a_step(content):
    template = content.entries["template"]["machine-learning-engineer"].entry
    steps = {step.item for stage in template.stages for step in stage.steps}
    retired = {key for _, key, placed in content.items() if placed.entry.retired_on}
    assert len(retired) == 2
    assert not retired & steps
