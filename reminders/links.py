"""Addresses in mails. Behind "unsubscribe" is a signed one: no sign-in, and good for one person and one kind of mail."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts.models import Delivery, hash_of_address

SALT = "reminders.unsubscribe"


@dataclass(frozen=True)
class Unsubscription:
    category: str
    person: int | None  # who has an account
    address_hash: str  # of who has none


def absolute(path: str) -> str:
    return settings.SITE_URL + path


def unsubscribe_url(delivery: Delivery) -> str:
    address_hash = "" if delivery.person_id else hash_of_address(delivery.address)
    token = signing.dumps([delivery.category, delivery.person_id, address_hash], salt=SALT)
    return absolute(reverse("reminders:unsubscribe", args=[token]))


def read_unsubscription(token: str) -> Unsubscription | None:
    try:
        category, person, address_hash = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return Unsubscription(category, person, address_hash)
