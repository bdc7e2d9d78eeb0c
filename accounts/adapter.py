from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User

LONGEST_ADDRESS = 254  # RFC 5321, and the column


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed.",
        "duplicate_email": "This is your address already.",
        "email_password_mismatch": "Address and password do not belong together. Check both, or reset the password.",
        "enter_current_password": "This is not your current password.",
        "incorrect_code": "This code is not the one that we sent. Check the newest message.",
        "incorrect_password": "This is not your password.",
        "rate_limited": "A code was sent a moment ago. Wait ten seconds, then ask again.",
        "too_many_login_attempts": "There were too many tries. Wait five minutes, or reset the password.",
    }

    def clean_email(self, email: str) -> str:
        """Addresses are compared in lower case everywhere."""
        if len(email) > LONGEST_ADDRESS:
            raise ValidationError(f"An e-mail address has at most {LONGEST_ADDRESS} characters.", code="max_length")
        return str(super().clean_email(email)).lower()

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """There are no user names."""

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.email = form.cleaned_data["email"]
        user.set_password(form.cleaned_data["password1"])
        if commit:
            user.save()
        return user

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:settings")
