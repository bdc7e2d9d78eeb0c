from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User

LONGEST_ADDRESS = 254  # RFC 5321, and the column


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "duplicate_email": _("This is your address already."),
        "email_password_mismatch": _("Address and password do not belong together. Check both, or reset the password."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_code": _("This code is not the one that we sent. Check the newest message."),
        "incorrect_password": _("This is not your password."),
        "rate_limited": _("A code was sent a moment ago. Wait ten seconds, then ask again."),
        "too_many_login_attempts": _("There were too many tries. Wait five minutes, or reset the password."),
    }

    def clean_email(self, email: str) -> str:
        """Addresses are compared in lower case everywhere."""
        if len(email) > LONGEST_ADDRESS:
            raise ValidationError(
                gettext("An e-mail address has at most %(count)s characters."),
                code="max_length",
                params={"count": LONGEST_ADDRESS},
            )
        return str(super().clean_email(email)).lower()

    def render_mail(self, template_prefix: str, email: str, context: dict[str, Any], *args: Any) -> EmailMessage:
        """Write in the language of the one who reads: whoever asks for the letter may be somebody else."""
        chosen = User.objects.filter(email=email.lower()).values_list("language", flat=True).first()
        with translation.override(chosen or translation.get_language()):
            letter: EmailMessage = super().render_mail(template_prefix, email, context, *args)
        return letter

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
