"""A line to a real Redis on which round trips are counted, and that can go down between two of them."""

from __future__ import annotations

import asyncio
import contextlib
from types import TracebackType
from typing import Self


class RedisLine:
    """Listens on ``port``. A round trip: something is asked, and whoever asked waits for the answer.

    ``trips``: those so far on all connections; ``down`` is set while the line is.
    """

    def __init__(self, host: str, port: int) -> None:
        self._host, self._far_port = host, port
        self.port = 0
        self.trips = 0
        self.down = asyncio.Event()
        self._down_at: int | None = None
        self._silently = False
        self._open: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    def goes_down_after(self, trips: int, *, silently: bool = False) -> None:
        """This many more are answered; the next does not arrive. ``silently``: whoever asked waits on."""
        self._down_at, self._silently = self.trips + trips + 1, silently

    def comes_back(self) -> None:
        self._down_at = None
        self.down.clear()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, self._host, 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        self._hang_up()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.down.is_set():
            writer.close()
            return
        far_reader, far_writer = await asyncio.open_connection(self._host, self._far_port)
        self._open |= {writer, far_writer}
        waiting = asyncio.Event()
        with contextlib.suppress(ConnectionError):
            await asyncio.gather(
                self._carry_questions(reader, far_writer, waiting), self._carry_answers(far_reader, writer, waiting)
            )

    async def _carry_questions(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, waiting: asyncio.Event
    ) -> None:
        while words := await reader.read(65536):
            if not waiting.is_set():
                waiting.set()
                self.trips += 1
                if self.trips == self._down_at:
                    self._go_down()
            if self.down.is_set():
                return
            writer.write(words)
        writer.close()

    async def _carry_answers(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, waiting: asyncio.Event
    ) -> None:
        while words := await reader.read(65536):
            waiting.clear()
            writer.write(words)
        writer.close()

    def _go_down(self) -> None:
        self.down.set()
        if not self._silently:
            self._hang_up()

    def _hang_up(self) -> None:
        for writer in self._open:
            writer.close()
        self._open.clear()
