"""A session store whose database does not answer."""

from django.contrib.sessions.backends.base import SessionBase
from django.db import connections


class SessionStore(SessionBase):
    def load(self):
        with connections["away"].cursor() as cursor:
            cursor.execute("SELECT 1")
        return {}

    def exists(self, session_key):
        return True
