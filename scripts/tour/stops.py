"""What the tour consists of: chapters of stops, each with its words and with what people do to get there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from scripts.tour.stage import Side, Stage

Play = Callable[[Stage], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Words:
    en: str
    ru: str

    def __getitem__(self, language: str) -> str:
        return self.ru if language == "ru" else self.en


@dataclass(frozen=True, slots=True)
class Stop:
    """A picture of the chat of `side` after `play`, with a title and a sentence. `name` goes into the file's name."""

    name: str
    side: Side
    title: Words
    text: Words
    play: Play


@dataclass(frozen=True, slots=True)
class Chapter:
    """Stops in the order in which they are played and shown; each begins where the one before it has ended."""

    title: Words
    text: Words
    stops: list[Stop] = field(default_factory=list)

    def stop(self, name: str, side: Side, *, en: tuple[str, str], ru: tuple[str, str]) -> Callable[[Play], Play]:
        """Adds a stop whose steps are the function below; `en` and `ru` are a title and a sentence."""

        def add(play: Play) -> Play:
            self.stops.append(Stop(name, side, Words(en[0], ru[0]), Words(en[1], ru[1]), play))
            return play

        return add
