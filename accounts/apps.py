from django.apps import AppConfig
from django.core import checks


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        # Imported here: the addresses import models, which are not there before the apps are ready.
        from accounts.checks import every_address_declares_its_policy

        checks.register(checks.Tags.urls)(every_address_declares_its_policy)
