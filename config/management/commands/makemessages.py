from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandParser
from django.core.management.commands import makemessages


class Command(makemessages.Command):
    """Django's own, told how this project keeps its catalogs: every language at once, a file and no line for each string (a
    line moves with every change), nothing guessed from similar strings, nothing kept that is said nowhere; then compiled."""

    help = "Bring locale/ up to date with the sources, for every language, and compile it. Needs GNU gettext."
    xgettext_options = [*makemessages.Command.xgettext_options, "--add-location=file", "--no-wrap"]
    msguniq_options = [*makemessages.Command.msguniq_options, "--add-location=file", "--no-wrap"]
    msgmerge_options = [
        *makemessages.Command.msgmerge_options,
        "--add-location=file",
        "--no-wrap",
        "--no-fuzzy-matching",
    ]
    msgattrib_options = [*makemessages.Command.msgattrib_options, "--add-location=file", "--no-wrap"]

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        languages = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
        ignored = ["tests/*", "benchmarks/*", "tools/*", "var/*", "staticfiles/*", "docs/*"]
        parser.set_defaults(
            locale=languages, no_obsolete=True, ignore_patterns=ignored, extensions=["html", "txt", "py"]
        )

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        for catalog in settings.LOCALE_PATHS[0].glob("*/LC_MESSAGES/django.po"):
            lines = catalog.read_text().splitlines(keepends=True)
            # It changes with every run, and every two branches would meet in it.
            catalog.write_text("".join(line for line in lines if not line.startswith('"POT-Creation-Date')))
        call_command("compilemessages", locale=options["locale"], verbosity=0)
