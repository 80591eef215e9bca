"""A customer books: from the first screen to the card of the visit."""

from __future__ import annotations

from scripts.tour.prologue import opens_hours
from scripts.tour.stage import BOT, Stage
from scripts.tour.stops import Chapter, Words

BOOKING = Chapter(
    title=Words("A customer books", "Клиент записывается"),
    text=Words(
        "Алиса has found the studio's bot. She books by taps; typing is never needed.",
        "Алиса нашла бота студии. Она записывается кнопками — печатать ничего не нужно.",
    ),
)


@BOOKING.stop(
    "first-screen",
    "alice",
    en=("The first screen", "All services with their lengths and prices, one tap away."),
    ru=("Первый экран", "Все услуги с длительностью и ценой — в одном касании."),
)
async def first_screen(stage: Stage) -> None:
    await stage.alice.opens(BOT)
    await stage.alice.sees("На что вас записать?")


@BOOKING.stop(
    "specialist",
    "alice",
    en=("With whom", "A specialist of one's choice, or whoever is free. With one specialist nobody is asked."),
    ru=("К кому", "Свой мастер или любой свободный. Если специалист один, бот не спрашивает."),
)
async def specialist(stage: Stage) -> None:
    await stage.alice.taps("Стрижка")
    await stage.alice.sees("К кому?")


@BOOKING.stop(
    "month",
    "alice",
    en=("The month", "Days with free time show their number; the others are dots."),
    ru=("Месяц", "У дней со свободным временем видно число, остальные — точки."),
)
async def month(stage: Stage) -> None:
    await stage.alice.taps("Мария")
    await stage.alice.sees("Выберите день")


@BOOKING.stop(
    "empty-day",
    "alice",
    en=("A day with nothing free", "The bot says why, and leads to the next free day."),
    ru=("День без свободного времени", "Бот говорит почему и ведёт к ближайшему свободному дню."),
)
async def empty_day(stage: Stage) -> None:
    await opens_hours(stage.owner, "Мария")
    await stage.owner.taps("Сб")  # while Алиса looks at the month
    await stage.owner.taps("выходной")
    await stage.owner.sees("Суббота: выходной")
    await stage.alice.taps("12")
    await stage.alice.sees("выходной")


@BOOKING.stop(
    "times",
    "alice",
    en=("Times of a day", "Only times that can be booked, on the studio's clock."),
    ru=("Время дня", "Только то время, на которое можно записаться, по часам студии."),
)
async def times(stage: Stage) -> None:
    await stage.alice.taps("‹ Другой день")
    await stage.alice.sees("Выберите день")
    await stage.alice.taps("10")
    await stage.alice.sees("Выберите время")


@BOOKING.stop(
    "question",
    "alice",
    en=("One question", "What, with whom, when and for how much, before anything is booked."),
    ru=("Один вопрос", "Что, к кому, когда и за сколько — до того, как что-то записано."),
)
async def question(stage: Stage) -> None:
    await stage.alice.taps("12:00")
    await stage.alice.sees("Всё верно?")


@BOOKING.stop(
    "consent",
    "alice",
    en=("Consent", "Where the owner asks for numbers, consent comes first, and is logged."),
    ru=("Согласие", "Если владелец просит номер, сначала бот спрашивает согласие и запоминает его."),
)
async def consent(stage: Stage) -> None:
    await stage.alice.taps("✅ Записаться")
    await stage.alice.sees("Согласны на обработку")


@BOOKING.stop(
    "number",
    "alice",
    en=("The number by a button", "One tap sends the own number; it is asked for once."),
    ru=("Номер по кнопке", "Номер отправляется одной кнопкой и спрашивается один раз."),
)
async def number(stage: Stage) -> None:
    await stage.alice.taps("✅ Согласен(на)")
    await stage.alice.sees("Нажмите кнопку, чтобы отправить номер")


@BOOKING.stop(
    "booked",
    "alice",
    en=("Booked", "The card of the visit, with all that can be done with it."),
    ru=("Вы записаны", "Карточка визита и всё, что с ним можно сделать."),
)
async def booked(stage: Stage) -> None:
    await stage.alice.shares_contact()
    await stage.alice.sees("Вы записаны")


@BOOKING.stop(
    "calendar-file",
    "alice",
    en=("To the phone's calendar", "A file that the phone puts into its calendar."),
    ru=("В календарь телефона", "Файл, который телефон добавит в свой календарь."),
)
async def calendar_file(stage: Stage) -> None:
    await stage.alice.taps("📆 В календарь")
    await stage.alice.sees("Откройте файл")
