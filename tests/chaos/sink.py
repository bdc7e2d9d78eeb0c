"""A mail server to be killed: python -m tests.chaos.sink PORT LOG. It takes its time, so that a kill often hits a hand-over."""

import asyncio
import sys
import time
from pathlib import Path

from aiosmtpd.controller import Controller

from tests.reminders.sink import Log

SECONDS_BEFORE = 0.02
SECONDS_AFTER = 0.002


class SlowHandler:
    def __init__(self, log: Log) -> None:
        self.log = log

    async def handle_DATA(self, server, session, envelope):
        header = next(line for line in envelope.content.decode().splitlines() if line.startswith("Message-ID:"))
        await asyncio.sleep(SECONDS_BEFORE)
        self.log.add(id=header.split(":", 1)[1].strip(), to=envelope.rcpt_tos[0], at=time.time())
        await asyncio.sleep(SECONDS_AFTER)
        return "250 Taken"


if __name__ == "__main__":
    Controller(SlowHandler(Log(Path(sys.argv[2]))), hostname="127.0.0.1", port=int(sys.argv[1])).start()
    while True:
        time.sleep(3600)
