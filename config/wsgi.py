import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# What is loaded by now stays for good: the collector need not walk it again, and what requests leave behind goes mostly
# without it, so it looks seldom. https://docs.python.org/3/library/gc.html#gc.freeze
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
