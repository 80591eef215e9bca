"""Why a visit does not fit, what is there instead, and the button that books it all the same."""

from __future__ import annotations

from services.booking_bot.domain.clashes import Hindrance, Obstacle
from services.booking_bot.domain.errors import TimeRefused
from services.booking_bot.views.choices import Choice, Errand, minute_of
from services.booking_bot.views.errors import refusal
from services.booking_bot.views.hand_buttons import Anyway, BookDraft
from services.booking_bot.views.screen import Row, button, screen
from services.booking_bot.views.times import at_time, other_time
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen


def why_refused(words: Words, refused: TimeRefused) -> Html:
    """For the business: what is in the way, where it may book anyway."""
    clash = refused.clash
    if clash is None:
        return refusal(words, refused)
    lines = []
    if clash.obstacles:
        lines = [words("⚠️ This time is taken:"), *(_obstacle(words, obstacle) for obstacle in clash.obstacles)]
    if clash.outside_hours:
        lines.append(words("🕒 The visit does not fit into the opening hours."))
    if clash.missing:
        names = ", ".join(clash.missing)
        lines.append(words("🪑 None is free: {names}. It would be booked without.", names=names))
    if clash.specialist is not None:
        lines.append(words("💇 {specialist}", specialist=clash.specialist))
    return Html("\n".join(lines or [refusal(words, refused)]))


def _obstacle(words: Words, obstacle: Obstacle) -> Html:
    time = f"{words.clock(obstacle.start)}–{words.clock(obstacle.end)}"
    if obstacle.kind is Hindrance.BLOCK:
        return words("⛔ {time} kept free", time=time)
    if obstacle.kind is Hindrance.HOLD:
        return words("⏳ {time} {name} is looking at this time just now", time=time, name=obstacle.who)
    return words("▫️ {time} {service}, {name}", time=time, service=obstacle.what, name=obstacle.who)


def anyway_row(words: Words, choice: Choice, refused: TimeRefused) -> Row:
    """One question is enough: the button is it."""
    clash = refused.clash
    if clash is None or choice.errand not in {Errand.HAND, Errand.SHIFT, Errand.DRAFT}:
        return []
    minute = minute_of(refused.wanted)
    if choice.errand is Errand.SHIFT:
        return [button(words.label("⚠️ Move anyway"), Anyway(**choice.way, minute=minute))]
    way = choice.way if clash.specialist is None else choice.way_with(clash.specialist_id)
    data = (
        BookDraft(**way, minute=minute, anyway=True) if choice.errand is Errand.DRAFT else Anyway(**way, minute=minute)
    )
    return [button(words.label("⚠️ Book anyway"), data)]


def refused(words: Words, choice: Choice, reason: Html, error: TimeRefused) -> Screen:
    """The time cannot be had: why, and the nearest that can; the business may have it all the same."""
    lines = [reason]
    if error.nearest:
        lines.append(words("The nearest free times:"))
    rows: list[Row] = [[button(words.short_when(start), at_time(choice, start))] for start in error.nearest]
    anyway = anyway_row(words, choice, error)
    return screen("\n".join(lines), (*rows, anyway, [other_time(words, choice, error.wanted)]))
