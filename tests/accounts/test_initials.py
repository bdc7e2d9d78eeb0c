"""What stands in the circle for a person."""

import pytest

from accounts.models import User


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ada Lovelace", "AL"),
        ("Jean-Luc Picard", "JP"),
        ("Mia 🌱", "M"),
        ("🌱 Mia (she)", "MS"),
        ("🌱", "🌱"),
        ("", "AL"),
    ],
)
def test_initials_are_letters_wherever_there_are_any(name, said):
    assert User(name=name, email="ada.lovelace@example.org").initials == said
