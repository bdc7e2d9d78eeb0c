"""A task with an ETA or a countdown past the broker's visibility timeout is delivered again, or hours late, or never."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
APPS = ["config", "reminders", "mentoring", "practice", "portfolio", "roadmap", "catalog", "accounts", "common"]
FORBIDDEN = {"eta", "countdown", "retry_backoff", "autoretry_for"}


def waits_in_the_broker(source: str) -> list[int]:
    return [
        node.value.lineno
        for node in ast.walk(ast.parse(source))
        if (isinstance(node, ast.keyword) and node.arg in FORBIDDEN)
        or (isinstance(node, ast.keyword) and node.arg is None and FORBIDDEN & keys_of(node.value))
    ]


def keys_of(node: ast.expr) -> set:
    return {key.value for key in node.keys if isinstance(key, ast.Constant)} if isinstance(node, ast.Dict) else set()


@pytest.mark.parametrize("app", APPS)
def test_no_task_waits_in_the_broker(app):
    for path in (ROOT / app).rglob("*.py"):
        assert waits_in_the_broker(path.read_text()) == [], path


@pytest.mark.parametrize(
    "source",
    [
        "send.apply_async(eta=later)",
        "send.apply_async(countdown=60)",
        'send.apply_async(**{"eta": later})',
        "@shared_task(retry_backoff=True)\ndef f(): ...",
    ],
)
def test_the_search_finds_them(source):
    assert waits_in_the_broker(source) == [1]


def test_each_message_of_beat_expires_before_the_next_but_one(settings):
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert 0 < entry["options"]["expires"] <= entry["schedule"]
