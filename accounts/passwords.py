from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.utils.translation import gettext as _


class AddressSimilarityValidator(UserAttributeSimilarityValidator):
    """Django's own, which would name the column instead of what people call it."""

    def get_error_message(self) -> str:
        return _("The password is too similar to the e-mail address.")
