"""The tour's first chapter: what customers see."""

from __future__ import annotations

from scripts.simulators.telegram.people import Person
from scripts.tour.prologue import opens_hours
from scripts.tour.stage import BOT, Stage
from scripts.tour.stops import Chapter, Words

CUSTOMERS = Chapter(
    title=Words("For customers", "Клиенту"),
    text=Words(
        "Алиса has found the studio's bot. She books, moves and cancels by taps; typing is never needed.",
        "Алиса нашла бота студии. Она записывается, переносит и отменяет визиты кнопками — печатать ничего не нужно.",
    ),
)


@CUSTOMERS.stop(
    "first-screen",
    "alice",
    en=("The first screen", "All services with their lengths and prices, one tap away."),
    ru=("Первый экран", "Все услуги с длительностью и ценой — в одном касании."),
)
async def first_screen(stage: Stage) -> None:
    await stage.alice.opens(BOT)
    await stage.alice.sees("На что вас записать?")


@CUSTOMERS.stop(
    "specialist",
    "alice",
    en=("With whom", "A specialist of one's choice, or whoever is free. With one specialist nobody is asked."),
    ru=("К кому", "Свой мастер или любой свободный. Если специалист один, бот не спрашивает."),
)
async def specialist(stage: Stage) -> None:
    await stage.alice.taps("Стрижка")
    await stage.alice.sees("К кому?")


@CUSTOMERS.stop(
    "month",
    "alice",
    en=("The month", "Days with free time show their number; the others are dots."),
    ru=("Месяц", "У дней со свободным временем видно число, остальные — точки."),
)
async def month(stage: Stage) -> None:
    await stage.alice.taps("Мария")
    await stage.alice.sees("Выберите день")


@CUSTOMERS.stop(
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


@CUSTOMERS.stop(
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


@CUSTOMERS.stop(
    "question",
    "alice",
    en=("One question", "What, with whom, when and for how much, before anything is booked."),
    ru=("Один вопрос", "Что, к кому, когда и за сколько — до того, как что-то записано."),
)
async def question(stage: Stage) -> None:
    await stage.alice.taps("12:00")
    await stage.alice.sees("Всё верно?")


@CUSTOMERS.stop(
    "consent",
    "alice",
    en=("Consent", "Where the owner asks for numbers, consent comes first, and is logged."),
    ru=("Согласие", "Если владелец просит номер, сначала бот спрашивает согласие и запоминает его."),
)
async def consent(stage: Stage) -> None:
    await stage.alice.taps("✅ Записаться")
    await stage.alice.sees("Согласны на обработку")


@CUSTOMERS.stop(
    "number",
    "alice",
    en=("The number by a button", "One tap sends the own number; it is asked for once."),
    ru=("Номер по кнопке", "Номер отправляется одной кнопкой и спрашивается один раз."),
)
async def number(stage: Stage) -> None:
    await stage.alice.taps("✅ Согласен(на)")
    await stage.alice.sees("Нажмите кнопку, чтобы отправить номер")


@CUSTOMERS.stop(
    "booked",
    "alice",
    en=("Booked", "The card of the visit, with all that can be done with it."),
    ru=("Вы записаны", "Карточка визита и всё, что с ним можно сделать."),
)
async def booked(stage: Stage) -> None:
    await stage.alice.shares_contact()
    await stage.alice.sees("Вы записаны")


@CUSTOMERS.stop(
    "calendar-file",
    "alice",
    en=("To the phone's calendar", "A file that the phone puts into its calendar."),
    ru=("В календарь телефона", "Файл, который телефон добавит в свой календарь."),
)
async def calendar_file(stage: Stage) -> None:
    await stage.alice.taps("📆 В календарь")
    await stage.alice.sees("Откройте файл")


@CUSTOMERS.stop(
    "nearest-times",
    "alice",
    en=("Coming again", "The first screen offers the nearest times for the last service: two taps to a booking."),
    ru=("Записаться снова", "Первый экран предлагает ближайшее время на прошлую услугу: запись в два касания."),
)
async def nearest_times(stage: Stage) -> None:
    await stage.alice.says("/start")
    await stage.alice.sees("На что вас записать?")


@CUSTOMERS.stop(
    "my-bookings",
    "alice",
    en=("My bookings", "All visits to come."),
    ru=("Мои записи", "Все предстоящие визиты."),
)
async def my_bookings(stage: Stage) -> None:
    await stage.alice.taps("Маникюр")
    await stage.alice.taps("Любой свободный")
    await _picks(stage.alice, "15", "17:30")
    await stage.alice.taps("✅ Записаться")
    await stage.alice.sees("Вы записаны")
    await stage.alice.taps("🗓 Мои записи")
    await stage.alice.sees("предстоящие записи")


@CUSTOMERS.stop(
    "move",
    "alice",
    en=("Moving a visit", "A new day and time; the old one is kept until the new one is taken."),
    ru=("Перенос", "Новый день и время; прежнее остаётся за клиентом, пока не занято новое."),
)
async def move(stage: Stage) -> None:
    await stage.alice.taps("12:00")
    await stage.alice.taps("↔️ Перенести")
    await _picks(stage.alice, "9", "12:00")
    await stage.alice.sees("Перенести визит?")


@CUSTOMERS.stop(
    "question-to-the-shop",
    "alice",
    en=("A human", "What the bot does not understand goes to the owner on one tap."),
    ru=("Человек", "То, чего бот не понял, одной кнопкой уходит владельцу."),
)
async def question_to_the_shop(stage: Stage) -> None:
    await stage.alice.taps("✅ Перенести")
    await stage.alice.sees("Визит перенесён")
    await stage.alice.says("Можно прийти с собакой?")
    await stage.alice.sees("Могу передать")


@CUSTOMERS.stop(
    "answer",
    "alice",
    en=("The answer", "The owner replies in her bot; the answer comes into the same chat."),
    ru=("Ответ", "Владелец отвечает у себя в боте, и ответ приходит в тот же чат."),
)
async def answer(stage: Stage) -> None:
    await stage.alice.taps("✉️ Передать администратору")
    await stage.alice.sees("Передано")
    asked = await stage.owner.sees("Вопрос клиента", anywhere=True)
    await stage.owner.says("Можно, если она не боится фена 🐶", reply_to=asked)
    await stage.owner.sees("Отправлено клиенту")
    await stage.alice.sees("не боится фена", anywhere=True)


@CUSTOMERS.stop(
    "reminder",
    "alice",
    en=("“Will you come?”", "A day before the visit: yes, move or cancel, by one tap."),
    ru=("«Придёте?»", "За день до визита: подтвердить, перенести или отменить одной кнопкой."),
)
async def reminder(stage: Stage) -> None:
    await stage.later(at="12:05")
    await stage.alice.sees("Придёте?", anywhere=True)


@CUSTOMERS.stop(
    "late",
    "alice",
    en=("“I am late”", "From two hours before the visit; the owner hears by how much."),
    ru=("«Опаздываю»", "За два часа до визита появляется кнопка; владелец узнает, на сколько."),
)
async def late(stage: Stage) -> None:
    await stage.alice.taps("👍 Приду")
    await stage.alice.sees("ждём вас")
    await stage.later(days=1, at="11:40")
    await stage.alice.sees("уже скоро", anywhere=True)
    await _opens_booking(stage.alice, "12:00")
    await stage.alice.taps("🏃 Опаздываю")
    await stage.alice.sees("На сколько")


@CUSTOMERS.stop(
    "cancel",
    "alice",
    en=("Cancelling", "With a reason or without; the owner reads it."),
    ru=("Отмена", "С причиной или без; владелец её прочитает."),
)
async def cancel(stage: Stage) -> None:
    await stage.alice.taps("10 мин")
    await stage.alice.sees("минут на 10")
    await _opens_booking(stage.alice, "17:30")
    await stage.alice.taps("❌ Отменить")
    await stage.alice.sees("Отменить визит?")


@CUSTOMERS.stop(
    "privacy",
    "alice",
    en=("/privacy", "What the bot knows about the person, and a button that deletes it."),
    ru=("/privacy", "Что бот знает о человеке, и кнопка, которая это удаляет."),
)
async def privacy(stage: Stage) -> None:
    await stage.alice.taps("Да, отменить")
    await stage.alice.sees("Визит отменён")
    await stage.alice.says("/privacy")
    await stage.alice.sees("Телефон")


@CUSTOMERS.stop(
    "language",
    "alice",
    en=("Language", "Russian and English; the bot begins in the language of the phone."),
    ru=("Язык", "Русский и английский; бот начинает на языке телефона."),
)
async def language(stage: Stage) -> None:
    await stage.alice.says("/language")
    await stage.alice.sees("На каком языке")


@CUSTOMERS.stop(
    "english",
    "bob",
    en=("In English", "Bob's phone speaks English, and so does the bot."),
    ru=("По-английски", "У Боба телефон на английском, и бот говорит с ним так же."),
)
async def english(stage: Stage) -> None:
    await stage.bob.opens(BOT)
    await stage.bob.taps("Стрижка")
    await stage.bob.taps("Whoever is free")
    await stage.bob.sees("Choose a day")


@CUSTOMERS.stop(
    "english-times",
    "bob",
    en=("Times in English", "Dates, lengths and prices follow the language too."),
    ru=("Время по-английски", "Даты, длительность и цены — тоже на языке клиента."),
)
async def english_times(stage: Stage) -> None:
    await stage.bob.taps("14")
    await stage.bob.sees("Choose a time")


async def _opens_booking(person: Person, time: str) -> None:
    await person.says("/my")
    await person.sees("предстоящ")
    await person.taps(time)


async def _picks(person: Person, day: str, time: str) -> None:
    await person.sees("день")
    await person.taps(day)
    await person.sees("время")
    await person.taps(time)
