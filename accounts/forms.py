"""Forms of sign-up, sign-in and settings. Labels stand above the fields, so no field repeats its own as a placeholder."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.utils.translation import get_language

from accounts.models import User, time_zones, validate_time_zone
from common.text import validate_line

PASSWORD_HINT = "At least 10 characters. Four words that you alone would put together are easy to keep."
LONGEST_PASSWORD = 1000  # hashing is slow on purpose; nobody types more
CONTINENTS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


class Quiet(forms.Form):
    """Takes the placeholders away that allauth puts into its fields, and gives passwords a hint in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name == "password1":
                field.help_text = PASSWORD_HINT
            elif name in {"login", "email"}:
                field.label = "E-mail address"
                field.widget.attrs["inputmode"] = "email"
            if isinstance(field.widget, forms.PasswordInput):
                field.label = str(field.label).capitalize()
                field.validators.append(MaxLengthValidator(LONGEST_PASSWORD))


class SignupForm(Quiet, allauth_forms.SignupForm):  # type: ignore[misc]  # allauth ships no types
    """Beside address and password, a name; the browser fills in the zone, and a person can change it later."""

    field_order = ("name", "email", "password1", "time_zone")
    name = forms.CharField(
        max_length=80,
        label="What should we call you?",
        validators=[validate_line],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    time_zone = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def clean_time_zone(self) -> str:
        """Fall back to UTC: a browser that names an unknown zone is no reason to refuse a person."""
        zone: str = self.cleaned_data["time_zone"]
        try:
            validate_time_zone(zone)
        except forms.ValidationError:
            return "UTC"
        return zone

    def custom_signup(self, request: HttpRequest, user: User) -> None:
        user.name = self.cleaned_data["name"]
        user.time_zone = self.cleaned_data["time_zone"]
        user.language = get_language() or settings.LANGUAGE_CODE
        user.save(update_fields=["name", "time_zone", "language"])


class LoginForm(Quiet, allauth_forms.LoginForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(Quiet, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordKeyForm(Quiet, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(Quiet, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    pass


class SetPasswordForm(Quiet, allauth_forms.SetPasswordForm):  # type: ignore[misc]
    pass


class ReauthenticateForm(Quiet, allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    pass


class AddEmailForm(Quiet, allauth_forms.AddEmailForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "New e-mail address"


class ConfirmCodeForm(Quiet, allauth_forms.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}
        self.fields["code"].help_text = "Eight digits, valid for 15 minutes."


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg]  # Django itself takes no parameter here
    class Meta:
        model = User
        fields = ("name", "time_zone", "language")
        labels = {"name": "Name", "time_zone": "Time zone", "language": "Language"}
        help_texts = {
            "name": "Mentors and mentees see it.",
            "time_zone": "Due dates and reminders follow it. Type a city, for example Berlin.",
            "language": "Of the pages and of the letters to you. The catalog's texts are in English so far.",
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "time_zone": forms.TextInput(attrs={"list": "zones", "autocomplete": "off", "spellcheck": "false"}),
            "language": forms.Select(choices=[("", "As the browser says"), *settings.LANGUAGES]),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True

    def offered_zones(self) -> list[str]:
        """Give the zones worth offering: places, without the many historical synonyms."""
        return ["UTC", *sorted(zone for zone in time_zones() if zone.startswith(CONTINENTS) and "/" in zone)]


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=settings.LANGUAGES)
