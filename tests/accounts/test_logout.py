from django.urls import reverse

LOGOUT = reverse("account_logout")


def test_sign_out_ends_the_session_and_empties_the_browser(as_ada):
    answer = as_ada.post(LOGOUT)

    assert answer.url == reverse("accounts:landing")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert as_ada.get(reverse("accounts:settings")).status_code == 302


def test_a_mere_visit_asks_first(as_ada):
    answer = as_ada.get(LOGOUT)

    assert "Sign out?" in answer.content.decode()
    assert "Clear-Site-Data" not in answer
    assert as_ada.get(reverse("accounts:settings")).status_code == 200
