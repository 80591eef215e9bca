"""How somebody of the business is told: set by taps, each for himself."""

from __future__ import annotations

from services.booking_bot.domain.preferences import Preferences, Told
from services.booking_bot.domain.quiet import QuietHours
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.team import Member
from services.booking_bot.views.more import more_row
from services.booking_bot.views.preference_buttons import SetPreference, SetTold
from services.booking_bot.views.rules import CHOSEN, HOUR, Option, Rule, Value, offering, rule_rows
from services.booking_bot.views.screen import button, in_rows, screen
from services.booking_bot.views.words import Words, wall_clock
from services.shared.telegram.screens import Screen


def _quiet(*hours: tuple[Value, Value]) -> tuple[Option, ...]:
    return tuple({"begins": begins, "ends": ends} for begins, ends in hours)


RULES = (
    Rule("🌙", _quiet((None, None), (0, 0), (21 * HOUR, 10 * HOUR), (22 * HOUR, 9 * HOUR), (23 * HOUR, 8 * HOUR))),
    offering("☀️", "digest_at", 7 * HOUR, 8 * HOUR, 9 * HOUR, 10 * HOUR, None),
)
"""In the order of the screen; a button names a rule and an option by their places here."""


def preferences(words: Words, settings: BusinessSettings, member: Member, chosen: Preferences) -> Screen:
    """What is set now, and a button for each choice; the one in force is marked."""
    quiet = _hours(words, chosen.quiet_hours(settings))
    if chosen.quiet is None:
        quiet = words.label("as the business: {hours}", hours=quiet)
    whose = words("You are told of all visits.") if member.manages else words("You are told of your own visits.")
    lines = [
        words("<b>🔔 Notifications</b>"),
        whose,
        "",
        words("🔔 Bookings, moves, cancellations: {when}", when=_told(words, chosen.told)),
        words("🌙 Quiet hours: {hours}", hours=quiet),
        words("☀️ Morning digest: {when}", when=_digest(words, chosen.digest_at)),
        "",
        words("Several changes within a minute come as one message."),
        words(
            "What falls into the quiet hours comes as one message after them; an hour before its visit it comes anyway."
        ),
    ]
    told = (button(_marked(words, each, chosen.told), SetTold(told=each)) for each in Told)
    rows = rule_rows(
        RULES,
        lambda name: _value(chosen, name),
        lambda option: _label(words, option),
        lambda rule, number: SetPreference(rule=rule, number=number),
    )
    return screen("\n".join(lines), (*in_rows(told, 2), *rows, more_row(words) if member.manages else ()))


def _told(words: Words, told: Told) -> str:
    return {
        Told.ALL: words.label("each at once"),
        Told.TODAY: words.label("today's at once, others in the digest"),
        Told.DIGEST: words.label("in the morning digest"),
        Told.NOTHING: words.label("none"),
    }[told]


def _marked(words: Words, told: Told, chosen: Told) -> str:
    label = {
        Told.ALL: words.label("All at once"),
        Told.TODAY: words.label("Today's at once"),
        Told.DIGEST: words.label("In the digest"),
        Told.NOTHING: words.label("None"),
    }[told]
    return f"{CHOSEN if told is chosen else '🔔'} {label}"


def _digest(words: Words, digest_at: int | None) -> str:
    return words.label("none") if digest_at is None else words.label("at {time}", time=wall_clock(digest_at))


def _hours(words: Words, quiet: QuietHours) -> str:
    if quiet.begins == quiet.ends:
        return words.label("none")
    return f"{wall_clock(quiet.begins)}–{wall_clock(quiet.ends)}"


def _value(chosen: Preferences, name: str) -> Value:
    if name == "digest_at":
        return chosen.digest_at
    if chosen.quiet is None:
        return None
    return chosen.quiet.begins if name == "begins" else chosen.quiet.ends


def _label(words: Words, option: Option) -> str:
    if "digest_at" in option:
        digest_at = option["digest_at"]
        return words.label("none") if digest_at is None else wall_clock(digest_at)
    begins, ends = option["begins"], option["ends"]
    if begins is None or ends is None:
        return words.label("As the business")
    return words.label("none") if begins == ends else f"{begins // HOUR}–{ends // HOUR}"
