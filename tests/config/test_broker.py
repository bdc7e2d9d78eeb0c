import contextlib
import threading
from queue import Empty

import pytest
from kombu import Connection

from config.broker import Transport

SENT = 1500


@pytest.fixture
def channel(tmp_path):
    options = {
        "data_folder_in": str(tmp_path),
        "data_folder_out": str(tmp_path),
        "control_folder": str(tmp_path / "control"),
    }
    with Connection("filesystem://localhost", transport_options=options) as connection:
        assert isinstance(connection.transport, Transport)
        yield connection.default_channel


def test_a_worker_that_looks_all_the_time_meets_only_whole_messages(channel):
    """With kombu's own channel the worker meets an empty file sooner or later, and stops on it."""
    taken = threading.Semaphore()

    def send() -> None:
        for number in range(SENT):
            taken.acquire(timeout=10)
            channel._put("letters", {"number": number})

    sender = threading.Thread(target=send)
    sender.start()
    found = []
    try:
        while len(found) < SENT:
            with contextlib.suppress(Empty):
                found.append(channel._get("letters")["number"])
                taken.release()
    finally:
        for _ in range(SENT):
            taken.release()
        sender.join()

    assert found == list(range(SENT))
