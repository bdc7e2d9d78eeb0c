import pytest

from catalog.models import TemplateStep
from catalog.pages import grouped
from tests import factories

pytestmark = pytest.mark.django_db


def html(client):
    answer = client.get("/catalog/roadmaps/test-engineer/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_choice_is_shown_as_a_choice(client, template):
    page = html(client)
    choice = page[page.index("One framework") : page.index("Rust")]
    assert "PyTorch" in choice
    assert "JAX" in choice
    assert choice.count("chosen at the start") == 1


def test_only_what_is_chosen_counts(client, template):
    page = html(client)
    assert '<dd class="num">4</dd>' in page
    assert "about 54 h" in page  # python 16, pandas 8, pytorch 10, fraud 20


def test_optional_steps_say_so_and_come_last(client, template):
    steps = list(TemplateStep.objects.filter(stage__key="learn").select_related("item", "choice"))
    assert [group["steps"][-1].item.key for group in grouped(steps)] == ["python", "pandas", "jax", "rust"]
    assert "optional" in html(client)


def test_one_starts_it_from_here(client, template):
    assert "/start/?role=test-engineer" in html(client)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_three_more_steps(client, template, count, django_assert_num_queries):
    for number in range(count):
        item = factories.skill(f"more-{number}")
        TemplateStep.objects.create(stage=template.stages.first(), item=item, position=10 + number)
    with django_assert_num_queries(3):
        html(client)
