"""Setting up: one question a screen, an answer by one tap, and a way past each."""

from __future__ import annotations

from services.booking_bot.domain.hours import WEEKDAYS, Hours, Week
from services.booking_bot.domain.services import Service
from services.booking_bot.domain.settings import BusinessSettings
from services.booking_bot.domain.setup import Setup, SetupStep
from services.booking_bot.domain.templates import KINDS, USUAL_WEEKS, Kind, ServiceTemplate
from services.booking_bot.use_cases.setup import SUGGESTED_IN
from services.booking_bot.views.bot_profile_buttons import OpenBotProfile
from services.booking_bot.views.callbacks import Open, Place
from services.booking_bot.views.home import service_label
from services.booking_bot.views.link_buttons import OpenLinks
from services.booking_bot.views.owner import manage_row
from services.booking_bot.views.owner_hours import hours_text
from services.booking_bot.views.screen import Row, button, in_rows, screen
from services.booking_bot.views.setup_buttons import GoToSetupStep, PickKind, TakeTemplates, TakeWeek, TickTemplate
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen

STEPS = len(SetupStep) - 1
"""Those that ask something."""


def step(words: Words, settings: BusinessSettings, setup: Setup) -> Screen:
    """The screen of the step at which the owner is."""
    kind = KINDS.get(setup.kind)
    if setup.step is SetupStep.KIND or (kind is None and setup.step is SetupStep.SERVICES):
        return ask_kind(words)
    if setup.step is SetupStep.SERVICES and kind is not None:
        return ask_services(words, settings, setup, kind)
    if setup.step is SetupStep.HOURS:
        return ask_hours(words, kind)
    if setup.step is SetupStep.ADDRESS:
        return ask_address(words, settings)
    return look(words)


def ask_kind(words: Words) -> Screen:
    kinds = in_rows(
        (button(f"{kind.sign} {words.label(kind.name)}", PickKind(key=kind.key)) for kind in KINDS.values()), 2
    )
    text = words("What do you do? I shall propose services and hours, and you change what does not fit.")
    return screen(_numbered(words, 1, text), (*kinds, _around(words, SetupStep.KIND)))


def ask_services(words: Words, settings: BusinessSettings, setup: Setup, kind: Kind) -> Screen:
    """Ticked ones are added by one tap."""
    text = words("Which of these do you offer? A tap ticks or unticks; names, lengths and prices can be changed later.")
    rows: list[Row] = [
        [button(_ticked(words, settings, template, place in setup.chosen), TickTemplate(place=place))]
        for place, template in enumerate(kind.services)
    ]
    count = len([place for place in setup.chosen if place < len(kind.services)])
    take = words.plural("➡️ Add {n} service", "➡️ Add {n} services", count)
    taking = [[button(take, TakeTemplates())]] if count else []
    return screen(_numbered(words, 2, text), (*rows, *taking, _around(words, SetupStep.SERVICES)))


def _ticked(words: Words, settings: BusinessSettings, template: ServiceTemplate, ticked: bool) -> str:
    price = template.price if settings.currency == SUGGESTED_IN else 0
    service = Service(0, words.label(template.name), template.minutes, price)
    return f"{'✅' if ticked else '▫️'} {service_label(words, settings, service)}"


def names(words: Words, kind: str) -> list[str]:
    """The services of the kind in the reader's language; none of a kind that there is not."""
    return [words.label(template.name) for template in KINDS[kind].services] if kind in KINDS else []


def weeks(kind: str) -> list[Week]:
    """Those to choose from: first what is usual in this kind of business."""
    first = [KINDS[kind].week] if kind in KINDS else []
    return [*first, *(week for week in USUAL_WEEKS if week not in first)]


def ask_hours(words: Words, kind: Kind | None, reason: Html | None = None) -> Screen:
    text = words("When are you open? Choose, or send it, for example: Mon-Fri 10:00-19:00, Sat 10:00-16:00")
    rows: list[Row] = [
        [button(week_text(words, week), TakeWeek(place=place))]
        for place, week in enumerate(weeks("" if kind is None else kind.key))
    ]
    asked = _numbered(words, 3, text)
    return screen(f"{reason}\n\n{asked}" if reason else asked, (*rows, _around(words, SetupStep.HOURS)))


def not_a_week(words: Words, reason: Html | None = None) -> Screen:
    how = words("Please send the hours like this: Mon-Fri 10:00-19:00, Sat 10:00-16:00")
    return screen(f"{reason}\n{how}" if reason else how, (_around(words, SetupStep.HOURS),))


def ask_address(words: Words, settings: BusinessSettings, reason: Html | None = None) -> Screen:
    text = words("Where do customers come? Send the address as they should read it.")
    if settings.address:
        text = Html(f"{text}\n\n{words('📍 Address: {address}', address=settings.address)}")
    asked = _numbered(words, 4, text)
    return screen(f"{reason}\n\n{asked}" if reason else asked, (_around(words, SetupStep.ADDRESS),))


def look(words: Words) -> Screen:
    text = words(
        "🎉 <b>Customers can book now.</b>\n\nLook at the bot as they see it, then send them the link. "
        "Everything can be changed under “Manage”."
    )
    rows: list[Row] = [
        [button(words.label("👀 As a customer sees it"), Open(place=Place.HOME))],
        [
            button(words.label("🤖 Name and photo"), OpenBotProfile()),
            button(words.label("🔗 Link and QR"), OpenLinks()),
        ],
    ]
    back = [button(words.label("‹ Back"), GoToSetupStep(step=SetupStep.ADDRESS))]
    return screen(text, (*rows, back, manage_row(words)))


def week_text(words: Words, week: Week) -> str:
    """«Пн–Пт 10:00–19:00, Сб 10:00–16:00»; days off are left out."""
    runs: list[tuple[int, int, tuple[Hours, ...]]] = []
    for day in WEEKDAYS:
        hours = tuple(week.get(day, ()))
        if runs and runs[-1][1] == day - 1 and runs[-1][2] == hours:
            runs[-1] = (runs[-1][0], day, hours)
        else:
            runs.append((day, day, hours))
    spoken = [f"{_days(words, first, last)} {hours_text(words, hours)}" for first, last, hours in runs if hours]
    return ", ".join(spoken) or words.label("day off")


def _days(words: Words, first: int, last: int) -> str:
    if (first, last) == (WEEKDAYS[0], WEEKDAYS[-1]):
        return words.label("Every day")
    one = words.short_weekday(first)
    return one if first == last else f"{one}–{words.short_weekday(last)}"


def _numbered(words: Words, number: int, text: Html) -> Html:
    return words("<b>Step {number} of {all}</b>\n{text}", number=number, all=STEPS, text=text)


def _around(words: Words, at: SetupStep) -> Row:
    every = list(SetupStep)
    back = [button(words.label("‹ Back"), GoToSetupStep(step=every[every.index(at) - 1]))]
    if at is SetupStep.KIND:
        back = [*manage_row(words)]
    return [*back, button(words.label("Skip ›"), GoToSetupStep(step=at.next))]
