"""A customer's visits: coming again, moving, asking, being reminded, cancelling."""

from __future__ import annotations

from scripts.simulators.telegram.people import Person
from scripts.tour.stage import BOT, Stage
from scripts.tour.stops import Chapter, Words

VISITS = Chapter(
    title=Words("A customer's visits", "Визиты клиента"),
    text=Words(
        "Until the visit Алиса can change her mind, ask a question, and is not forgotten.",
        "До визита Алиса может передумать или спросить, а бот ей напомнит.",
    ),
)


@VISITS.stop(
    "nearest-times",
    "alice",
    en=("Coming again", "The first screen offers the nearest times for the last service: two taps to a booking."),
    ru=("Записаться снова", "Первый экран предлагает ближайшее время на прошлую услугу: запись в два касания."),
)
async def nearest_times(stage: Stage) -> None:
    await stage.alice.says("/start")
    await stage.alice.sees("На что вас записать?")


@VISITS.stop(
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


@VISITS.stop(
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


@VISITS.stop(
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


@VISITS.stop(
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


@VISITS.stop(
    "reminder",
    "alice",
    en=("“Will you come?”", "A day before the visit: yes, move or cancel, by one tap."),
    ru=("«Придёте?»", "За день до визита: подтвердить, перенести или отменить одной кнопкой."),
)
async def reminder(stage: Stage) -> None:
    await stage.later(at="12:05")
    await stage.alice.sees("Придёте?", anywhere=True)


@VISITS.stop(
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


@VISITS.stop(
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


@VISITS.stop(
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


@VISITS.stop(
    "language",
    "alice",
    en=("Language", "Russian and English; the bot begins in the language of the phone."),
    ru=("Язык", "Русский и английский; бот начинает на языке телефона."),
)
async def language(stage: Stage) -> None:
    await stage.alice.says("/language")
    await stage.alice.sees("На каком языке")


@VISITS.stop(
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


@VISITS.stop(
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
