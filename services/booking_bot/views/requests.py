"""Times found for what a customer wrote in words of his own."""

from __future__ import annotations

from datetime import datetime

from aiogram.types import InlineKeyboardButton

from services.booking_bot.domain.plans import Plan
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.use_cases.find_times import FoundTimes, WhichService
from services.booking_bot.views.callbacks import FindTimesFor, ListPage, OpenList, PassOn
from services.booking_bot.views.choices import Choice, PickMonth, to_book
from services.booking_bot.views.home import service_label
from services.booking_bot.views.screen import LONGEST_LABEL, Row, button, screen
from services.booking_bot.views.times import at_time, no_free_time
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

MOST_SERVICES = 8
LONGEST_NAME_ON_BUTTON = 20


def found_times(words: Words, found: FoundTimes, *, somebody_reads: bool) -> Screen:
    """The times that fit best, each leading to its question; ``somebody_reads``: the shop can be written to."""
    lines = [words("⚡ <b>{what}</b>", what=_what(found))]
    if found.does_not_do is not None:
        lines.append(words("{specialist} does not do this.", specialist=found.does_not_do.name))
    lines.append(_verdict(words, found))
    choice = _choice(found)
    rows: list[Row] = [[_time_button(words, found, choice, start)] for start in found.starts]
    if found.starts:
        rows.append([button(words.label("📅 Another day"), PickMonth(**choice.way))])
    else:
        rows.append([button(words.label("‹ To the services"), OpenList(which=ListPage.SERVICES))])
    return screen("\n".join(lines), (*rows, _pass_on_row(words, somebody_reads=somebody_reads)))


def _choice(found: FoundTimes) -> Choice:
    who = None if found.specialist is None else found.specialist.id
    return Choice(**to_book(Plan.of(found.service.id, who)))


def _what(found: FoundTimes) -> str:
    return found.service.name if found.specialist is None else f"{found.service.name} · {found.specialist.name}"


def _verdict(words: Words, found: FoundTimes) -> Html:
    if not found.starts:
        return no_free_time(words)
    if not found.fits:
        return words("Nothing is free then. The nearest:")
    return words("Free times for what you wrote:")


def _time_button(words: Words, found: FoundTimes, choice: Choice, start: datetime) -> InlineKeyboardButton:
    """«⚡ пт 27 нояб. 18:00 · Стрижка · Иван»; what would not fit is taken from the names."""
    when = f"⚡ {words.short_when(start)} · "
    who = "" if found.specialist is None else f" · {_cut(found.specialist.name, LONGEST_NAME_ON_BUTTON)}"
    return button(when + _cut(found.service.name, LONGEST_LABEL - len(when + who)) + who, at_time(choice, start))


def _cut(name: str, room: int) -> str:
    return name if len(name) <= room else f"{name[: room - 1]}…"


def which_service(words: Words, settings: BusinessSettings, which: WhichService, *, somebody_reads: bool) -> Screen:
    """Asks what the visit is for; the answer looks for times once more."""
    rows: list[Row] = [
        [button(service_label(words, settings, service), FindTimesFor(id=service.id))]
        for service in which.services[:MOST_SERVICES]
    ]
    if len(which.services) > MOST_SERVICES:
        rows.append([button(words.label("🧾 All services"), OpenList(which=ListPage.SERVICES))])
    text = words("Which service would you like? Then I will find the time.")
    return screen(text, (*rows, _pass_on_row(words, somebody_reads=somebody_reads)))


def _pass_on_row(words: Words, *, somebody_reads: bool) -> Row:
    return [button(words.label("✉️ Pass it on to the shop"), PassOn())] if somebody_reads else []
