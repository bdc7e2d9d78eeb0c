"""Nothing keeps anybody out of any page: the accessibility rules find nothing, nothing stands out of the window, and no
control is too small for a finger, on a desk by day and on a phone by night, with more in the pages than they like."""

from collections.abc import Iterator

import pytest
from django.core import signing
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.management import call_command
from django.db import OperationalError
from django.shortcuts import render
from django.urls import URLResolver, get_resolver, include, path, reverse

from accounts.access import public
from accounts.models import User
from catalog.models import Course, Credential, Milestone, Pathway, Resource, Role, Skill, Template
from catalog.own.actions import write_template
from catalog.own.matching import read_outline
from catalog.studio.actions import begin_draft
from config.urls import handler400, handler403, handler404, handler500  # noqa: F401  # this module is a URLconf too
from reminders.links import SALT
from tests import factories
from tests.catalog import packs
from tests.config.test_errors import raising
from tests.journeys import rich, test_front_door
from tests.journeys.rich import Rich

urlpatterns = [
    path("bad/", raising(SuspiciousOperation())),
    path("forbidden/", raising(PermissionDenied())),
    path("broken/", raising(RuntimeError())),
    path("away/", raising(OperationalError())),
    path("too-fast/", public(lambda request: render(request, "429.html", status=429))),
    path("", include("config.urls")),
]

# Page -> the arguments of its address, out of the data of `rich`.
OF_VISITORS = {
    "accounts:landing": lambda made: [],
    "accounts:language": lambda made: [],
    "catalog:catalog": lambda made: [],
    "catalog:search": lambda made: [],
    "catalog:item_detail": lambda made: ["long"],
    "catalog:area_detail": lambda made: ["foundations"],
    "catalog:role_detail": lambda made: ["test-engineer"],
    "catalog:compare_roles": lambda made: [],
    "catalog:pathway_detail": lambda made: ["pathway"],
    "catalog:template_detail": lambda made: ["test-engineer"],
    "catalog:platform_detail": lambda made: ["platform"],
    "mentoring:invitation": lambda made: [made.token],
    "reminders:unsubscribe": lambda made: [signing.dumps(["digest", made.roadmap.owner_id, ""], salt=SALT)],
}
OF_LEARNERS = {
    "roadmap:offline": lambda made: [],
    "roadmap:start": lambda made: [],
    "roadmap:today": lambda made: [],
    "roadmap:roadmap_list": lambda made: [],
    "roadmap:roadmap_detail": lambda made: [made.roadmap.pk],
    "roadmap:arrange": lambda made: [made.roadmap.pk],
    "roadmap:roadmap_map": lambda made: [made.roadmap.pk],
    "roadmap:roadmap_timeline": lambda made: [made.roadmap.pk],
    "roadmap:roadmap_calendar": lambda made: [made.roadmap.pk],
    "roadmap:forecast": lambda made: [made.roadmap.pk],
    "roadmap:roadmap_settings": lambda made: [made.roadmap.pk],
    "roadmap:replan": lambda made: [made.roadmap.pk],
    "roadmap:costs": lambda made: [made.roadmap.pk],
    "roadmap:alternatives": lambda made: [made.roadmap.pk],
    "roadmap:estimates": lambda made: [made.roadmap.pk],
    "roadmap:upgrade": lambda made: [made.roadmap.pk],
    "roadmap:step_date": lambda made: [made.waiting.pk],
    "roadmap:step_detail": lambda made: [made.waiting.pk],
    "api:api_docs": lambda made: [],
    "roadmap:time_log": lambda made: [],
    "roadmap:time_entry": lambda made: [made.entry.pk],
    "roadmap:notes": lambda made: [],
    "own:own_templates": lambda made: [],
    "own:new_template": lambda made: [],
    "own:own_template": lambda made: [Template.objects.get(owner=made.roadmap.owner).key],
    "own:edit_template": lambda made: [Template.objects.get(owner=made.roadmap.owner).key],
    "portfolio:portfolio": lambda made: [],
    "portfolio:evidence": lambda made: [made.verified.pk],
    "practice:practice": lambda made: [],
    "practice:session_detail": lambda made: [made.finished.pk],
    "practice:placement": lambda made: [made.placement.pk],
    "practice:placement_result": lambda made: [made.placed.pk],
    "reminders:reminders": lambda made: [],
}
OF_MENTORS = {
    "mentoring:mentoring": lambda made: [],
    "mentoring:mentee_detail": lambda made: [made.mentorship.pk],
    "mentoring:review": lambda made: [made.request.pk],
    "mentoring:review_list": lambda made: [],
}
OF_STAFF = {
    "studio:studio": lambda made: [],
    "studio:pack_draft": lambda made: ["small"],
    "studio:new_entry": lambda made: ["small", "skills/programming.yaml"],
    "studio:draft_text": lambda made: ["small", "areas.yaml"],
    "studio:draft_stages": lambda made: ["small", "engineer"],
    "studio:draft_entry": lambda made: ["small", "milestones", "fraud"],
    "studio:draft_preview": lambda made: ["small", "skills", "python"],
}
ELSEWHERE = {
    "studio:pack_zip",  # an archive
    "practice:question_detail",  # below, of every kind
    "roadmap:service_worker",  # a script for the browser
    "mailbox:message",  # the front door's walk reads one
    "api:api_home",  # leads to api:api_docs
    "api:api_schema",  # and these are for programs
    "api:api_roadmaps",
    "api:api_plan",
    "health:healthz",  # these two are for machines
    "health:readyz",
    *test_front_door.FOR_VISITORS,
    *test_front_door.FOR_PERSONS,
}


@pytest.fixture
def ada(transactional_db) -> User:
    return factories.person("ada@example.org", name=rich.NAME, time_zone="Europe/Berlin")


@pytest.fixture
def made(ada, mentor) -> Rich:
    return rich.make(ada, mentor)


def look_at_all(page, look_at, addresses) -> None:
    faults = {}
    for address in addresses:
        answer = page.goto(address)
        assert answer.status == 200, address
        faults[address] = look_at(page)
    assert {address: found for address, found in faults.items() if found} == {}


def addresses_of(pages, made: Rich) -> list[str]:
    return [reverse(name, args=arguments(made)) for name, arguments in pages.items()]


def test_visitors(page, look_at, made):
    look_at_all(
        page,
        look_at,
        [
            *addresses_of(OF_VISITORS, made),
            "/catalog/?q=o",
            "/catalog/search/?q=o",
            "/catalog/search/?q=xyzzy",
            "/catalog/course/",
            "/catalog/proof/",
        ],
    )


def test_visitors_of_the_shipped_catalog(page, look_at, transactional_db):
    call_command("load_content", verbosity=0)
    kinds = (Template, Role, Pathway, Course, Credential, Milestone)
    pages = [kind.objects.order_by("position").first() for kind in kinds]
    pages += [Skill.objects.get(key="python"), Resource.objects.filter(is_platform=True).first()]
    look_at_all(page, look_at, ["/catalog/", *(shown.get_absolute_url() for shown in pages)])


def outline_of_long_words() -> str:
    steps = f"- Python\n- {rich.LONG[1:150]} (2 h)\n- One of: {rich.TITLE}\n  - JAX\n  - Rust"
    return f"# {rich.TITLE}\n## {rich.LONG[:80]}\n{steps}"


@pytest.mark.parametrize("part", range(3))
def test_learners(page, look_at, sign_in, made, part):
    """A third of the pages at a time, so that both cores have something to look at."""
    sign_in(page, "ada@example.org")
    write_template(read_outline(outline_of_long_words(), by=made.roadmap.owner), by=made.roadmap.owner)
    a_week = f"{made.roadmap.get_absolute_url()}calendar/?week=2027-01-12"
    pages = [*addresses_of(OF_LEARNERS, made), a_week, "/mentoring/", "/notes/?q=nothing", "/roadmap/?all=1"]
    look_at_all(page, look_at, pages[part::3])


def test_an_outline_with_long_words(page, look_at, sign_in, made):
    sign_in(page, "ada@example.org")
    page.goto(reverse("own:new_template"))
    for button in ("Preview", "Store"):
        outline = outline_of_long_words()
        page.get_by_label("Outline").fill(outline if button == "Preview" else f"{outline}\n- {rich.LONG[2:150]}")
        page.get_by_role("button", name=button).click()
        page.locator("#preview, .errorlist").first.wait_for()
        assert look_at(page) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_the_drawer(page, look_at, sign_in, made, width):
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, "ada@example.org")
    page.goto(made.roadmap.get_absolute_url())
    page.wait_for_load_state()
    page.locator(f"#step-row-{made.step.pk} a").click()
    page.locator("#drawer .prose").first.wait_for()
    page.locator("#status-choices [value=done]").click()
    page.locator("#toasts button").wait_for()

    assert look_at(page) == []


def test_every_kind_of_question_and_its_result(page, look_at, sign_in, made):
    sign_in(page, "ada@example.org")
    faults = {}
    for answer in made.sitting.answers.all():
        page.goto(answer.get_absolute_url())
        faults[answer.question.kind] = look_at(page)
        page.get_by_role("button", name="I do not know yet").click()
        page.locator("#result").wait_for()
        faults[f"{answer.question.kind}, answered"] = look_at(page)
    assert {kind: found for kind, found in faults.items() if found} == {}


def test_forms_with_errors(page, look_at, sign_in, made):
    sign_in(page, "ada@example.org")
    page.goto("/start/")
    page.get_by_label("How many hours a week").fill("0")
    page.get_by_role("button", name="Make my roadmap").click()
    page.locator(".error").first.wait_for()
    assert look_at(page) == []
    page.goto(reverse("portfolio:evidence", args=[made.waiting.pk]))
    page.get_by_label("Link").fill("javascript:alert(1)")
    page.locator("aside .btn-primary").click()
    page.locator(".errorlist, .error").first.wait_for()
    assert look_at(page) == []
    page.goto("/mentoring/")
    page.locator("#mentor_email").fill("ada@example.org")
    page.locator("#invite-mentor .btn-primary").click()
    page.locator(".errorlist, .error").first.wait_for()
    assert look_at(page) == []


def test_mentors(page, look_at, sign_in, made):
    sign_in(page, "grace@example.org")
    look_at_all(page, look_at, [*addresses_of(OF_MENTORS, made), made.settled.get_absolute_url()])


def test_staff(page, look_at, sign_in, transactional_db):
    factories.person("edith@example.org", name=rich.NAME, is_staff=True)
    begin_draft("small", packs.bent("areas.yaml", "title: Programming", f"title: {rich.TITLE}"), by=None)
    sign_in(page, "edith@example.org")
    questions = reverse("studio:new_entry", args=["small", "questions/programming.yaml"])
    look_at_all(page, look_at, [*addresses_of(OF_STAFF, None), questions])
    page.goto(reverse("studio:draft_entry", args=["small", "skills", "python"]))
    page.get_by_label("Title").fill("")
    page.get_by_role("button", name="Store in the draft").click()
    page.locator(".errorlist").first.wait_for()
    assert look_at(page) == []


def test_pages_that_say_what_is_wrong(page, look_at, transactional_db, settings, problems):
    settings.ROOT_URLCONF = "tests.journeys.test_every_page"
    for address, status in {
        "bad": 400,
        "forbidden": 403,
        "nothing": 404,
        "too-fast": 429,
        "broken": 500,
        "away": 503,
    }.items():
        assert page.goto(f"/{address}/").status == status
        assert (status, look_at(page)) == (status, [])
    page.goto("/mentoring/invitations/unknown/")
    assert look_at(page) == []
    problems.clear()  # the browser tells of pages that answer 500 and 503


def test_no_page_is_left_out(ada, as_ada):
    """Whatever can be read with GET stands in one of the lists above, or says that it is an act by refusing GET."""
    User.objects.filter(pk=ada.pk).update(is_staff=True)  # to anybody else the addresses of staff do not exist
    looked_at = {*OF_VISITORS, *OF_LEARNERS, *OF_MENTORS, *OF_STAFF, *ELSEWHERE}

    addresses = {
        name: address for name, address in addresses_by_name(get_resolver("config.urls")) if name not in looked_at
    }
    assert [name for name, address in addresses.items() if as_ada.get(address).status_code != 405] == []


def addresses_by_name(resolver: URLResolver, room: str = "") -> Iterator[tuple[str, str]]:
    """Give every address of ours by its name, with 1 wherever it wants to know which."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses_by_name(entry, entry.app_name or "")
        elif room:
            name = f"{room}:{entry.name}"
            yield name, reverse(name, kwargs=dict.fromkeys(entry.pattern.converters, 1))
