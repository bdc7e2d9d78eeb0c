"""The floor: the same middleware, the same session and person, but the view written by hand: one statement, strings joined.

A tick needs a second statement: whatever answers it has to say the new percent, exactly, and no engine gives that back from
the write.
"""

import hashlib
import json

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.utils import timezone
from django.utils.html import escape

from accounts.access import owner
from config.urls import urlpatterns as product

UPSERT = """
    INSERT INTO roadmap_progress (person_id, item_id, status, assurance, source, changed_at, changed_on)
    SELECT r.owner_id, s.item_id, %s, 'self', 'tick', %s, %s
    FROM roadmap_step s JOIN roadmap_roadmap r ON r.id = s.roadmap_id WHERE s.id = %s AND r.owner_id = %s
    ON CONFLICT (person_id, item_id) DO UPDATE SET status = excluded.status, changed_at = excluded.changed_at
    RETURNING item_id
"""
COUNTERS = """
    SELECT SUM(s.minutes), SUM(CASE WHEN p.status = 'done' THEN s.minutes ELSE 0 END)
    FROM roadmap_step t JOIN roadmap_step s ON s.roadmap_id = t.roadmap_id
    LEFT JOIN roadmap_progress p ON p.person_id = %s AND p.item_id = s.item_id
    WHERE t.id = %s AND s.is_chosen AND COALESCE(p.status, 'todo') <> 'skipped'
"""
SELECT = """
    SELECT s.id, s.title, i.kind, s.minutes, CAST(s.due_on AS text), COALESCE(p.status, 'todo')
    FROM roadmap_roadmap r JOIN roadmap_step s ON s.roadmap_id = r.id JOIN catalog_item i ON i.id = s.item_id
    LEFT JOIN roadmap_progress p ON p.person_id = r.owner_id AND p.item_id = s.item_id
    WHERE r.id = %s AND r.owner_id = %s ORDER BY s.position
"""


def line(step_id: int, title: str, kind: str, minutes: int, due: str, status: str) -> str:
    """The markup of a step in the product's list, as one formatted string."""
    toggle = "todo" if status == "done" else "done"
    name = escape(title)
    return (
        f'<li class="step" id="step-row-{step_id}" data-state="{status}"><button type="submit" class="tick" form="ticks" '
        f'formaction="/steps/{step_id}/status/" hx-post="/steps/{step_id}/status/" name="status" value="{toggle}" '
        f'aria-label="Mark as done: {name}"></button><div><a class="step-title" href="/steps/{step_id}/">{name}</a>'
        f'<p class="step-meta num" data-kind="{kind}">{kind} · {minutes // 60} h</p></div>'
        f'<span class="step-side num">{due}</span></li>'
    )


def floor_tick(request: HttpRequest, step_id: int) -> HttpResponse:
    now = timezone.now()
    moment, day = connection.ops.adapt_datetimefield_value(now), connection.ops.adapt_datefield_value(now.date())
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, [request.POST["status"], moment, day, step_id, request.user.pk])
        if cursor.fetchone() is None:
            return HttpResponse(status=404)
        cursor.execute(COUNTERS, [request.user.pk, step_id])
        whole, done = cursor.fetchone()
    row = line(step_id, "A skill with a title of usual length", "skill", 480, "Thu 26 Nov", "done")
    return HttpResponse(f'{row}<p id="percent">{done * 100 // whole} %</p>')


def floor_page(request: HttpRequest, roadmap_id: int) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(SELECT, [roadmap_id, request.user.pk])
        rows = cursor.fetchall()
    if not rows:
        return HttpResponse(status=404)
    if "HTTP_IF_NONE_MATCH" in request.META:
        etag = hashlib.sha256(repr(rows).encode()).hexdigest()
        return HttpResponse(status=304, headers={"ETag": etag})
    body = "".join(line(*row) for row in rows)
    return HttpResponse(f"<!doctype html><title>{json.dumps(len(rows))}</title><ul>{body}</ul>")


MENTEES = """
    SELECT u.name, r.title, SUM(s.minutes), SUM(CASE WHEN p.status = 'done' THEN s.minutes ELSE 0 END)
    FROM mentoring_mentorship m JOIN accounts_user u ON u.id = m.mentee_id
    JOIN roadmap_roadmap r ON r.owner_id = u.id JOIN roadmap_step s ON s.roadmap_id = r.id AND s.is_chosen
    LEFT JOIN roadmap_progress p ON p.person_id = u.id AND p.item_id = s.item_id
    WHERE m.mentor_id = %s AND m.state = 'active' GROUP BY u.id, u.name, r.id, r.title ORDER BY u.name LIMIT 50
"""


def floor_mentoring(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(MENTEES, [request.user.pk])
        rows = cursor.fetchall()
    body = "".join(
        f"<tr><td>{escape(name)}<td>{escape(title)}<td><progress max=100 value={done * 100 // all_}></progress></tr>"
        for name, title, all_, done in rows
    )
    return HttpResponse(f"<!doctype html><title>{len(rows)}</title><table>{body}</table>")


urlpatterns = [
    path("floor/mentoring/", owner(floor_mentoring), name="floor_mentoring"),
    path("floor/steps/<int:step_id>/status/", owner(floor_tick), name="floor_tick"),
    path("floor/roadmap/<int:roadmap_id>/", owner(floor_page), name="floor_page"),
    path("", include(product)),
]
