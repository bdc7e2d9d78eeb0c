from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from catalog.models import Template
from config import demo


class Command(BaseCommand):
    help = "Add a learner, a mentor and a cohort with twelve weeks of history (on one person's machine only)."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demo's password is public; it is not for production.")
        if not Template.objects.filter(role__key=demo.ROLE).exists():
            raise CommandError("Load the curriculum first: python3 manage.py load_content")
        demo.make(timezone.now())
        self.stdout.write(demo.story())
