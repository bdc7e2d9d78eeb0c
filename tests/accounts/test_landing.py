from django.urls import reverse

LANDING = reverse("accounts:landing")


def test_a_visitor_is_offered_a_roadmap_and_a_look_around(client, db):
    page = client.get(LANDING).content.decode()

    assert f'href="{reverse("account_signup")}?next={reverse("roadmap:start")}"' in page
    assert f'href="{reverse("catalog:catalog")}">Look around first' in page


def test_figures_are_counted_from_the_template(client, template):
    assert "Test engineer · 4 steps · 54 hours" in client.get(LANDING).content.decode()


def test_without_a_template_no_figure_is_claimed(client, db):
    assert "hours</span>" not in client.get(LANDING).content.decode()


def test_a_signed_in_person_is_offered_today(as_ada):
    page = as_ada.get(LANDING).content.decode()

    assert f'href="{reverse("roadmap:today")}">Go to Today' in page
    assert "Start your roadmap" not in page


def test_it_costs_two_queries(client, template, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get(LANDING)
