"""What becomes of a claim when the account of its holder is deleted."""

from typing import Any

from django.db.models import F
from django.db.models.deletion import Collector


def back_to_the_queue(collector: Collector, field: Any, sub_objs: Any, using: str) -> None:
    """An `on_delete`: one UPDATE, because the constraint ties reviewer, lease, slot and state together."""
    sub_objs.update(state="queued", reviewer=None, lease_until=None, slot=None, fence=F("fence") + 1)


back_to_the_queue.lazy_sub_objs = True  # type: ignore[attr-defined]
