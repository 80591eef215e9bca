"""A list that the owner brings: how to send it, what it would do, what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from services.booking_bot.domain.price_list import (
    MOST_BYTES,
    MOST_LINES,
    Comparison,
    ListedService,
    Wrong,
    WrongLine,
)
from services.booking_bot.domain.services import LONGEST_MINUTES, SHORTEST_MINUTES, Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.use_cases.price_list import TakenOver
from services.booking_bot.views.callbacks import ListPage, OpenList
from services.booking_bot.views.home import service_label
from services.booking_bot.views.price_list_buttons import TakeList
from services.booking_bot.views.screen import Row, button, screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

SHOWN = 12
"""Lines of each sort; the rest is counted."""


def ask(words: Words) -> Screen:
    text = words(
        "Send your price list: a line a service, or a CSV file with name, price, minutes and category.\n\n"
        "<code>Haircuts:\nMen's haircut - 1500 - 45 min\nBeard - from 800 - 30 min</code>\n\n"
        "First you see what would change; nothing is taken over before you say so."
    )
    return screen(text, (_back_row(words),))


def preview(words: Words, settings: BusinessSettings, found: Comparison) -> Screen:
    """A button for the new ones, and another one that changes those of the same name, too."""
    blocks = [words("<b>Price list</b>")]
    if found.new:
        lines = [words("➕ {what}", what=_new(words, settings, one)) for one in found.new]
        blocks.append(_block(words, words("<b>New: {n}</b>", n=len(found.new)), lines))
    if found.changed:
        lines = [_change(words, settings, old, one) for old, one in found.changed]
        blocks.append(_block(words, words("<b>Changed: {n}</b>", n=len(found.changed)), lines))
    if found.same:
        blocks.append(words("The same as now: {n}", n=found.same))
    rows: list[Row] = []
    if found.new:
        rows.append([button(words.label("✅ Add the new ones: {n}", n=len(found.new)), TakeList(change=False))])
    if found.changed:
        label = words.label("✅ Add and change: {n}", n=len(found.new) + len(found.changed))
        rows.append([button(label, TakeList(change=True))])
    return screen("\n\n".join(blocks), (*rows, _back_row(words)))


def _new(words: Words, settings: BusinessSettings, one: ListedService) -> str:
    label = service_label(words, settings, one.new)
    return label if one.category is None else f"{label} · 🗂 {one.category}"


def _change(words: Words, settings: BusinessSettings, old: Service, one: ListedService) -> Html:
    before, after = service_label(words, settings, old), service_label(words, settings, one.put_into(old))
    if one.category is not None:
        after = f"{after} · 🗂 {one.category}"
    return words("✏️ {before}\n→ {after}", before=before, after=after)


def wrong(words: Words, lines: Sequence[WrongLine]) -> Screen:
    """All that is wrong at once; nothing was taken over."""
    said = [fault(words, line) for line in lines]
    head = words("Nothing was taken over. Please correct this and send the list again:")
    return screen(_block(words, head, said), (_back_row(words),))


def fault(words: Words, wrong_line: WrongLine) -> Html:
    """«Строка 3: «дорого» – не цена.»"""
    reasons = {
        Wrong.NAME: words("the name is empty or too long (80 characters at most)."),
        Wrong.PRICE: words("“{text}” is no price. A number is expected, as in 1500.", text=wrong_line.text),
        Wrong.LENGTH: words(
            "“{text}” is no length. From {shortest} to {longest} is expected, as in 45 min.",
            text=wrong_line.text,
            shortest=words.length(SHORTEST_MINUTES),
            longest=words.length(LONGEST_MINUTES),
        ),
        Wrong.CATEGORY: words("the category “{text}” is too long (40 characters at most).", text=wrong_line.text),
        Wrong.TWICE: words("“{text}” is in the list twice.", text=wrong_line.text),
        Wrong.UNCLEAR: words("there is neither a price nor a length in “{text}”.", text=wrong_line.text),
        Wrong.COLUMNS: words("The table has no column with the services' names. Call it “Name”."),
        Wrong.NOTHING: words("There is no service in it."),
        Wrong.TOO_LONG: words(
            "It is too long: {lines} services and {kilobytes} KB at most.",
            lines=MOST_LINES,
            kilobytes=MOST_BYTES // 1024,
        ),
        Wrong.NO_TEXT: words("This is no text. Please save the table as CSV, or paste it."),
    }
    reason = reasons[wrong_line.reason]
    return words("Line {n}: {reason}", n=wrong_line.line, reason=reason) if wrong_line.line else reason


def taken(words: Words, result: TakenOver) -> Screen:
    text = words(
        "✅ Added: {added}, changed: {changed}. Bookings that exist stay as they are.",
        added=result.added,
        changed=result.changed,
    )
    return screen(text, (_back_row(words),))


def _block(words: Words, head: Html, lines: Sequence[Html]) -> Html:
    more = [words("… and {n} more", n=len(lines) - SHOWN)] if len(lines) > SHOWN else []
    return Html("\n".join([head, *lines[:SHOWN], *more]))


def _back_row(words: Words) -> Row:
    return [button(words.label("‹ Services"), OpenList(which=ListPage.OWNER_SERVICES))]
