import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from config import up


class Command(BaseCommand):
    help = (
        "Start Waymark on this machine: bring the database and the curriculum up to date, then run the web server and "
        "a worker with its clock until Ctrl-C. PORT chooses the port (8000), WAYMARK_VAR the folder for data (var/)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--demo",
            action="store_true",
            help="add a learner, a mentor and a cohort with history, and say how to sign in",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "“up” is for one person's machine. In production start the services of docker-compose.yml."
            )
        if why := up.why_port_cannot_be_used(settings.PORT):
            raise CommandError(why)
        self.stdout.write("Bringing the database and the curriculum up to date …")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if "load_content" in get_commands():
            call_command("load_content")
        if options["demo"]:
            call_command("demo")
        connections.close_all()
        sys.exit(up.run())
