"""A real SMTP server that writes each message it takes into a file, on the disk before it answers."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class Log:
    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, **entry) -> None:
        with self.path.open("a") as file:
            file.write(json.dumps(entry) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def read(self) -> list[dict]:
        """Leave out a last line that a kill has torn: its message was never acknowledged."""
        lines = self.path.read_text().split("\n") if self.path.exists() else []
        return [json.loads(line) for line in lines if line.endswith("}")]


class Handler:
    """Takes everything, except what `refuse` (address -> answer) says; `cut` drops that many connections after DATA."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.refuse: dict[str, str] = {}
        self.cut = 0

    async def handle_RCPT(self, server: SMTP, session, envelope, address, options):
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session, envelope):
        mail = message_from_bytes(envelope.content, policy=policy.default)
        self.log.add(id=mail["Message-ID"], to=envelope.rcpt_tos[0], at=time.time(), content=envelope.content.decode())
        if self.cut:
            self.cut -= 1
            server.transport.abort()
        return "250 Taken"


class Sink:
    """The server in a thread of this process."""

    def __init__(self, controller: Controller, handler: Handler) -> None:
        self.port = controller.server.sockets[0].getsockname()[1]
        self.handler = handler

    def receive(self, settings) -> None:
        """Be the mail server of the product under test."""
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", self.port, 5
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""

    @property
    def mails(self) -> list:
        return [
            message_from_bytes(entry["content"].encode(), policy=policy.default) for entry in self.handler.log.read()
        ]


class AnyPort(Controller):
    def _trigger_server(self) -> None:
        """Ask the port that the system chose, not port 0."""
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def running_sink(path: Path) -> Iterator[Sink]:
    handler = Handler(Log(path))
    controller = AnyPort(handler, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        yield Sink(controller, handler)
    finally:
        controller.stop()
