import pytest

from catalog.models import Course
from tests.catalog import shelves

pytestmark = pytest.mark.django_db


def platform_with(count):
    platform = shelves.resource(
        "coursera", title="Coursera", is_platform=True, cost="paid", learn=["Apply for financial aid"]
    )
    for number in range(count):
        shelves.page(
            Course,
            f"course-{number}",
            kind="course",
            provider="A school, on Coursera",
            url="https://example.org/",
            cost="paid",
        )
        shelves.resource(f"more-{number}", provider="A school (Coursera)")
        shelves.fact(f"fact-{number}", about=platform)


def html(client):
    answer = client.get("/catalog/platforms/coursera/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_platform_tells_how_to_use_it_and_what_is_there(client):
    platform_with(1)
    page = html(client)
    for said in ("Apply for financial aid", "Course-0", "More-0", "fact-0 has changed.", 'rel="noopener noreferrer"'):
        assert said in page, said


def test_a_resource_that_is_no_platform_has_no_page(client):
    shelves.resource("book")
    assert client.get("/catalog/platforms/book/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_whatever_it_lists(client, count, django_assert_num_queries):
    platform_with(count)
    with django_assert_num_queries(4):
        html(client)
