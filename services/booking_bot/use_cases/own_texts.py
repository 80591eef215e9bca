"""The owner's own texts: read once by the bot that shows them, changed in the chat."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from services.booking_bot.domain.audit import Act
from services.booking_bot.domain.customers import checked_language
from services.booking_bot.domain.own_texts import StoredText, TextKind, checked_text
from services.booking_bot.storage.ports import Storage, Tables
from services.booking_bot.use_cases.audit import note
from services.booking_bot.use_cases.settings import as_admin
from services.shared.runtime.clock import Clock

NOTED = 200
"""So much of a text stands in the log."""


Change = Callable[[StoredText], StoredText]


@dataclass(slots=True)
class TextBook:
    """What holds now, in memory: the bot alone changes it, and customers cost no question about it."""

    storage: Storage
    _texts: Mapping[tuple[str, TextKind], StoredText] = field(default_factory=dict)
    _wanted: int = 1
    _read: int = 0

    async def refresh(self) -> None:
        """Read them, unless they are those that hold."""
        wanted = self._wanted
        if self._read < wanted:
            async with self.storage.reading() as tables:
                texts = await tables.own_texts.all()
            if self._read < wanted:
                self._texts, self._read = texts, wanted

    def is_old(self) -> None:
        """To be called after each change."""
        self._wanted += 1

    def of(self, language: str) -> dict[TextKind, str]:
        """Those that the owner wrote in this language."""
        return {
            kind: stored.text
            for (spoken, kind), stored in self._texts.items()
            if spoken == language and stored.text is not None
        }


@dataclass(frozen=True, slots=True)
class GetOwnTexts:
    """Those that were ever changed in this language. Raises ``NotAllowed``, ``InvalidLanguage``."""

    storage: Storage

    async def __call__(self, language: str, *, by: int) -> Mapping[TextKind, StoredText]:
        async with self.storage.reading() as tables:
            await as_admin(tables, by)
            return await _texts(tables, checked_language(language))


@dataclass(frozen=True, slots=True)
class ChangeOwnText:
    """One text of one language; each way gives it as it is then, and may be repeated.

    Raises:
        NotAllowed, InvalidLanguage; InvalidText, UnknownPlaceholder, UnclosedBrace for what was typed.
    """

    storage: Storage
    clock: Clock
    book: TextBook

    async def write(self, language: str, kind: TextKind, typed: str, *, by: int) -> StoredText:
        text = checked_text(kind, checked_language(language), typed)
        return await self._change(language, kind, by, lambda stored: stored.changed_to(text))

    async def drop(self, language: str, kind: TextKind, *, by: int) -> StoredText:
        """The default holds again."""
        return await self._change(checked_language(language), kind, by, lambda stored: stored.changed_to(None))

    async def bring_back(
        self, language: str, kind: TextKind, is_meant: Callable[[str], bool], *, by: int
    ) -> StoredText:
        """What stood before, if it is what the button offered: pressed twice it changes nothing back."""

        def former(stored: StoredText) -> StoredText:
            offered = stored.former is not None and is_meant(stored.former)
            return stored.changed_to(stored.former) if offered else stored

        return await self._change(checked_language(language), kind, by, former)

    async def _change(self, language: str, kind: TextKind, by: int, change: Change) -> StoredText:
        async with self.storage.writing() as tables:
            await as_admin(tables, by)
            await tables.specialists.lock()
            before = (await _texts(tables, language)).get(kind, StoredText())
            after = change(before)
            if after != before:
                await tables.own_texts.put(language, kind, after)
                old, new = _noted(before), _noted(after)
                subject = f"{kind} {language}"
                await note(
                    tables,
                    Act.TEXT_CHANGED,
                    by=by,
                    now=self.clock(),
                    subject=subject,
                    before="" if old == new else old,
                    after=new,
                )
        self.book.is_old()
        await self.book.refresh()
        return after


def _noted(stored: StoredText) -> str:
    text = stored.text or ""
    return text if len(text) <= NOTED else f"{text[:NOTED]}…"


async def _texts(tables: Tables, language: str) -> dict[TextKind, StoredText]:
    return {kind: text for (spoken, kind), text in (await tables.own_texts.all()).items() if spoken == language}
