"""What a person does with their own account, beyond what allauth does for them."""

from accounts.models import User


def change_settings(person: User, *, name: str, time_zone: str, language: str) -> None:
    person.name = name
    person.time_zone = time_zone
    person.language = language
    person.full_clean(exclude=["password", "email"])
    person.save(update_fields=["name", "time_zone", "language"])


def choose_language(person: User, language: str) -> None:
    person.language = language
    person.full_clean(exclude=["password", "email"])
    person.save(update_fields=["language"])
