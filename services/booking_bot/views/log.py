"""The log of changes, page by page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from services.booking_bot.domain.audit import Act, LogEntry
from services.booking_bot.domain.bookings import Side
from services.booking_bot.domain.consent import NOBODY
from services.booking_bot.storage.ports_team import StaffPerson
from services.booking_bot.use_cases.log import LogPage
from services.booking_bot.views.callbacks import BookingAct, OfBooking
from services.booking_bot.views.log_buttons import EVERYBODY, AskLogOf, OpenLog
from services.booking_bot.views.log_values import said
from services.booking_bot.views.more import more_row
from services.booking_bot.views.screen import Page, Row, button, screen, shortened
from services.booking_bot.views.team import person_name
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

PAGE = 8
LONGEST_VALUE = 60
LONGEST_NAME = 40

Facts = Mapping[str, str]


def log(words: Words, shown: LogPage) -> Screen:
    """The newest on top; a button for each booking that a line is about."""
    lines: list[str] = [words("<b>Log of changes</b>")]
    if shown.of is not None:
        lines.append(words("Only: {name}", name=_name_of(words, shown)))
    lines += ["", *(entry_line(words, entry) for entry in shown.entries)]
    if not shown.entries:
        lines.append(words("Nothing has been changed yet."))
    rows = [_booking_row(words, entry) for entry in _with_bookings(shown)]
    of = shown.of or EVERYBODY
    turning = [
        *([button("‹", OpenLog(of=of, page=shown.number - 1))] if shown.number else []),
        *([button("›", OpenLog(of=of, page=shown.number + 1))] if shown.more else []),
    ]
    whose = [button(words.label("👤 Whose changes"), AskLogOf())]
    return screen("\n".join(lines), (*rows, turning, whose, more_row(words)))


def _name_of(words: Words, shown: LogPage) -> str:
    names = (person_name(words, person) for person in shown.people if person.member.user_id == shown.of)
    return next(names, str(shown.of))


def _with_bookings(shown: LogPage) -> list[LogEntry]:
    """The newest line of each booking."""
    found: dict[int, LogEntry] = {}
    for entry in shown.entries:
        if entry.booking_id is not None:
            found.setdefault(entry.booking_id, entry)
    return list(found.values())


def _booking_row(words: Words, entry: LogEntry) -> Row:
    assert entry.booking_id is not None
    label = f"{words.clock(entry.at)} · {said(words, entry.subject)} · {_customer(words, entry)}"
    return [button(f"📖 {label}", OfBooking(act=BookingAct.SHOW, side=Side.BUSINESS, id=entry.booking_id))]


def entry_line(words: Words, entry: LogEntry) -> Html:
    """«25.11 14:03 · Анна · цена «Стрижка»: 1 500 ₽ → 1 700 ₽»."""
    who = shortened(entry.by_name or _nobody(words, entry), LONGEST_NAME)
    what = _what(words, entry)
    return words(
        "{when} · {who} · {what}{value}", when=words.stamp(entry.at), who=who, what=what, value=_value(words, entry)
    )


def _value(words: Words, entry: LogEntry) -> Html:
    before, after = (shortened(said(words, value), LONGEST_VALUE) for value in (entry.before, entry.after))
    if before and after:
        return words(": {before} → {after}", before=before, after=after)
    return words(": {value}", value=before or after) if before or after else Html("")


def _customer(words: Words, entry: LogEntry) -> str:
    """Whom it is about; a member of the team who never wrote to the bot by the number alone."""
    if entry.customer_name == NOBODY:
        return words.label("deleted customer")
    return shortened(entry.customer_name or entry.subject, LONGEST_NAME)


def _nobody(words: Words, entry: LogEntry) -> str:
    if entry.by is not None:
        return words.label("Telegram {id}", id=entry.by)
    return words.label("customer") if entry.act is Act.DATA_DELETED else words.label("bot")


def _what(words: Words, entry: LogEntry) -> Html:
    """What was done, without its values; the subject may be empty."""
    subject = shortened(said(words, entry.subject), LONGEST_VALUE)
    return Html(_WORDINGS[entry.act](words, {"subject": subject, "customer": _customer(words, entry)}).strip())


def ask_whose(words: Words, people: tuple[StaffPerson, ...], page: int = 0) -> Screen:
    text = words("Whose changes do you want to see?")
    shown = Page.of(people, page, PAGE)
    rows: list[Row] = [
        [button(f"👤 {person_name(words, person)}", OpenLog(of=person.member.user_id))] for person in shown.items
    ]
    turning = shown.turning(lambda number: AskLogOf(page=number))
    everybody = [button(words.label("All"), OpenLog())]
    return screen(text, (everybody, *rows, turning))


_WORDINGS: Mapping[Act, Callable[[Words, Facts], Html]] = {
    Act.TEAM_SET_BY_FILE: lambda words, _: words("owners by the settings file"),
    Act.INVITED: lambda words, _: words("invited"),
    Act.INVITATION_CALLED_OFF: lambda words, _: words("called an invitation off"),
    Act.JOINED: lambda words, _: words("joined the team"),
    Act.ROLE_CHANGED: lambda words, facts: words("role of {customer}", **facts),
    Act.OWN_SCHEDULE_CHANGED: lambda words, facts: words("own visits of {customer}", **facts),
    Act.REMOVED_FROM_TEAM: lambda words, facts: words("took {customer} off the team", **facts),
    Act.BROUGHT_BACK: lambda words, facts: words("brought {customer} back to the team", **facts),
    Act.PAY_SET: lambda words, facts: words("pay of {subject}", **facts),
    Act.PAY_DROPPED: lambda words, facts: words("called off the planned pay of {subject}", **facts),
    Act.SERVICE_ADDED: lambda words, facts: words("new service “{subject}”", **facts),
    Act.SERVICE_RENAMED: lambda words, _: words("name of a service"),
    Act.SERVICE_LENGTH: lambda words, facts: words("length of “{subject}”", **facts),
    Act.SERVICE_PRICE: lambda words, facts: words("price of “{subject}”", **facts),
    Act.SERVICE_TIMES: lambda words, facts: words("fixed times of “{subject}”", **facts),
    Act.SERVICE_RULE: lambda words, facts: words("rule of “{subject}”", **facts),
    Act.SERVICE_HIDDEN: lambda words, facts: words("hid “{subject}”", **facts),
    Act.SERVICE_SHOWN: lambda words, facts: words("offers “{subject}” again", **facts),
    Act.SERVICE_CATEGORY: lambda words, facts: words("category of “{subject}”", **facts),
    Act.SERVICE_PHOTO: lambda words, facts: words("photo of “{subject}”", **facts),
    Act.PRICES_PLANNED: lambda words, facts: words("planned prices, {subject}", **facts),
    Act.PLANNED_PRICES_CALLED_OFF: lambda words, facts: words("called off planned prices, {subject}", **facts),
    Act.PRICE_LIST_TAKEN: lambda words, _: words("price list taken over (new · changed)"),
    Act.SPECIALIST_ADDED: lambda words, facts: words("new specialist {subject}", **facts),
    Act.SPECIALIST_RENAMED: lambda words, _: words("name of a specialist"),
    Act.SPECIALIST_ABOUT: lambda words, facts: words("words about {subject}", **facts),
    Act.SPECIALIST_LEFT: lambda words, facts: words("{subject} takes no new visits", **facts),
    Act.SPECIALIST_RETURNED: lambda words, facts: words("{subject} takes visits again", **facts),
    Act.SPECIALIST_PHOTO: lambda words, facts: words("photo of {subject}", **facts),
    Act.OWN_OFFER: lambda words, facts: words("does it: {subject}", **facts),
    Act.OWN_LENGTH: lambda words, facts: words("own length: {subject}", **facts),
    Act.OWN_PRICE: lambda words, facts: words("own price: {subject}", **facts),
    Act.HOURS_SET: lambda words, facts: words("hours, {subject}", **facts),
    Act.WEEK_SET: lambda words, facts: words("hours of the week {subject}", **facts),
    Act.SHIFTS_SET: lambda words, facts: words("shifts {subject}", **facts),
    Act.SHIFTS_DROPPED: lambda words, facts: words("no shifts any more {subject}", **facts),
    Act.EXCEPTION_ADDED: lambda words, facts: words("other hours or days off {subject}", **facts),
    Act.EXCEPTION_REMOVED: lambda words, facts: words("took back other hours {subject}", **facts),
    Act.BLOCKED: lambda words, facts: words("kept time free {subject}", **facts),
    Act.UNBLOCKED: lambda words, facts: words("opened time again {subject}", **facts),
    Act.ILL_TODAY: lambda words, facts: words("ill today {subject}", **facts),
    Act.NOT_ILL: lambda words, facts: words("not ill after all {subject}", **facts),
    Act.DISPLACED: lambda words, facts: words("wrote to customers whose visits cannot take place {subject}", **facts),
    Act.SETTING_CHANGED: lambda words, facts: words("{subject}", **facts),
    Act.TEXT_CHANGED: lambda words, facts: words("{subject}", **facts),
    Act.DATA_FORGOTTEN: lambda words, _: words("customers forgotten, as the data retention says"),
    Act.BOT_TEXT: lambda words, facts: words("{subject}", **facts),
    Act.BOT_TEXTS_PUT: lambda words, _: words("put the bot's texts into Telegram"),
    Act.BOT_PHOTO: lambda words, _: words("photo of the bot"),
    Act.RESOURCE_ADDED: lambda words, facts: words("new: {subject}", **facts),
    Act.RESOURCE_RENAMED: lambda words, _: words("name of chairs or rooms"),
    Act.RESOURCE_UNITS: lambda words, facts: words("how many: {subject}", **facts),
    Act.RESOURCE_NEED: lambda words, facts: words("is needed: {subject}", **facts),
    Act.RESOURCE_REMOVED: lambda words, facts: words("removed {subject}", **facts),
    Act.CUSTOMER_ACCESS: lambda words, facts: words("booking by {customer}", **facts),
    Act.CUSTOMER_NOTE: lambda words, facts: words("note on {customer}", **facts),
    Act.CUSTOMER_TAGS: lambda words, facts: words("tags of {customer}", **facts),
    Act.CUSTOMER_BIRTHDAY: lambda words, facts: words("birthday of {customer}", **facts),
    Act.CUSTOMERS_MERGED: lambda words, facts: words("made two cards of {customer} one", **facts),
    Act.MERGED_BY_PHONE: lambda words, facts: words("sent the own number: two cards of {customer} are one", **facts),
    Act.MERGED_BY_LINK: lambda words, facts: words("opened the link: two cards of {customer} are one", **facts),
    Act.DATA_DELETED: lambda words, _: words("had the own data deleted"),
    Act.BOOKED_BY_HAND: lambda words, facts: words("booked “{subject}” for {customer}", **facts),
    Act.BOOKED_ANYWAY: lambda words, facts: words(
        "booked “{subject}” for {customer} over something or outside the hours", **facts
    ),
    Act.MOVED: lambda words, facts: words("moved “{subject}” of {customer}", **facts),
    Act.MOVED_ANYWAY: lambda words, facts: words(
        "moved “{subject}” of {customer} over something or outside the hours", **facts
    ),
    Act.REASSIGNED: lambda words, facts: words("gave “{subject}” of {customer} to somebody else", **facts),
    Act.CALLED: lambda words, facts: words("settled “{subject}” of {customer} by hand", **facts),
    Act.CANCELLED: lambda words, facts: words("cancelled “{subject}” of {customer}", **facts),
    Act.PART_CANCELLED: lambda words, facts: words("cancelled a part of the visit of {customer}: “{subject}”", **facts),
    Act.MARKED: lambda words, facts: words("what became of “{subject}” of {customer}", **facts),
    Act.RECEIVED: lambda words, facts: words("received for “{subject}” of {customer}", **facts),
    Act.REST_CAME: lambda words, facts: words("the others came on {subject}", **facts),
}
