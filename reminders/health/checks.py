"""Is this process ready to serve? Each check raises with what is wrong; the list stands in views.py."""

import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from health_check.base import HealthCheck
from health_check.exceptions import ServiceUnavailable

from accounts.models import Delivery

LONGEST_WAIT = timedelta(seconds=120)


@dataclass
class MigrationsApplied(HealthCheck):  # type: ignore[misc]  # the package ships no types
    """Once they were, they stay: the graph is read until then only."""

    seen: ClassVar[set[str]] = set()

    def run(self) -> None:
        name = str(connection.settings_dict["NAME"])
        if name in self.seen:
            return
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise ServiceUnavailable("migrations wait to be applied: run manage.py migrate")
        self.seen.add(name)


@dataclass
class DeliveriesGoOut(HealthCheck):  # type: ignore[misc]
    """Watches the watcher: something due that nobody sends means that worker, beat or mail server are away."""

    def run(self) -> None:
        now = timezone.now()
        oldest = Delivery.objects.due(now).order_by("due_at").values_list("due_at", flat=True).first()
        if oldest and now - oldest > LONGEST_WAIT:
            waits = int((now - oldest).total_seconds())
            raise ServiceUnavailable(f"a delivery has waited for {waits} s; are worker and beat running?")


@dataclass
class BrokerFolder(HealthCheck):  # type: ignore[misc]
    """The embedded broker is a folder."""

    def run(self) -> None:
        folder = Path(str(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_in"]))
        if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            raise ServiceUnavailable("the broker's folder cannot be written")
