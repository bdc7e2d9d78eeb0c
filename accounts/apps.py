from django.apps import AppConfig
from django.core import checks


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts.checks import (
            every_address_declares_its_policy,
        )  # the URLs import models, which are not there before

        checks.register(checks.Tags.urls)(every_address_declares_its_policy)
