"""Lines in which an admin says who is to be booked, in both languages, and what is read from them."""

from __future__ import annotations

import time
from datetime import date, datetime

import pytest

from services.booking_bot.domain.people_search import same_name
from services.booking_bot.domain.requests.contacts import cut_contacts
from services.booking_bot.domain.requests.days import Days
from services.booking_bot.domain.requests.line import Line, read_line
from services.booking_bot.domain.requests.request import Request
from services.booking_bot.domain.requests.time_of_day import TimeOfDay

WEDNESDAY_NOON = datetime(2026, 11, 25, 12, 0)
SERVICES = {1: "Мужская стрижка", 2: "Маникюр", 3: "Haircut"}
SPECIALISTS = {1: "Иван", 2: "Анна", 3: "Мария Петровна"}
THURSDAY, FRIDAY = (Days(date(2026, 11, day), date(2026, 11, day)) for day in (26, 27))


def read(text: str) -> Line | None:
    return read_line(text, WEDNESDAY_NOON, services=SERVICES, specialists=SPECIALISTS)


def wants(hour: int, service: int | None = None, who: int | None = None, day: Days = THURSDAY) -> Request:
    return Request((day,), TimeOfDay(at=hour * 60), services=() if service is None else (service,), specialist_id=who)


LINES: dict[str, Line] = {
    # the words of the owner's story
    "завтра 15:00 стрижка Иван +79161234567": Line(wants(15, 1), "Иван", "+79161234567"),
    "в пт в 12 маникюр у Анны Света": Line(wants(12, 2, 2, FRIDAY), "Света"),
    "tomorrow 3pm haircut Ivan": Line(wants(15, 3), "Ivan"),
    # who comes and who does it
    "завтра 15:00 стрижка у Ивана Иван": Line(wants(15, 1, 1), "Иван"),
    "запиши Олю Петрову на завтра 15:00 на стрижку к Марии Петровне": Line(wants(15, 1, 3), "Олю Петрову"),
    "завтра 15:00 маникюр Анна Света": Line(wants(15, 2, 2), "Света"),
    "Анна-Мария завтра 15:00 маникюр 8 916 123 45 67": Line(wants(15, 2), "Анна-Мария", "8 916 123 45 67"),
    "haircut with Anna tomorrow 3pm John Smith": Line(wants(15, 3), "John Smith"),
    "маникюр @sveta_1 завтра в 10": Line(wants(10, 2), username="@sveta_1"),
    "+79161234567 завтра в 10 маникюр": Line(wants(10, 2), phone="+79161234567"),
    # how much must be said
    "стрижка завтра 15:00 света": Line(wants(15, 1), "света"),
    "Света завтра в 15": Line(wants(15), "Света"),
    "Света завтра +375 29 123-45-67": Line(Request((THURSDAY,)), "Света", "+375 29 123-45-67"),
    "завтра в 8 Оля +79161234567 маникюр, не красить": Line(wants(8, 2), "Оля", "+79161234567"),
    "завтра 8 89161234567 Оля маникюр": Line(wants(8, 2), "Оля", "89161234567"),
}
NO_LINES = (
    "завтра вечером",
    "завтра в 15 можно стрижку?",
    "завтра после трёх к Анне, пожалуйста",
    "завтра 15:00 стрижка Иван",  # the specialist
    "завтра 15:00 стрижка, Света отменила",
    "завтра 15:00 маникюр Света не придёт",
    "завтра 15:00 маникюр Света +79161234567 отменила",
    "Завтра не работаем",
    "у меня завтра день рождения",
    "стрижка света",
    "Света завтра",
    "+79161234567 Света",
    "Спасибо, Света!",
    "",
)


@pytest.mark.parametrize("text", LINES)
def test_line_is_read(text: str) -> None:
    assert read(text) == LINES[text]


@pytest.mark.parametrize("text", NO_LINES)
def test_what_books_nobody_is_no_line(text: str) -> None:
    assert read(text) is None


def test_only_service_need_not_be_named() -> None:
    one = {1: "Консультация"}

    line = read_line("завтра в 15 света", WEDNESDAY_NOON, services=one, specialists={})

    assert line == Line(wants(15), "света")


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("8-916-123-45-67", "8-916-123-45-67"),
        ("8(916)1234567", "8(916)1234567"),
        ("тел. +7 916 1234567.", "+7 916 1234567"),
        ("в 15 8 916 123-45-67", "8 916 123-45-67"),
        ("в 9 916 123 45 67", "916 123 45 67"),
        ("12.12.2026 15:00 9161234567", "9161234567"),
        ("12.12.2026 15.00", None),
        ("5.12 15:30 1500", None),
        ("15:00-16:00", None),
        ("с 10 до 12", None),
        ("+49 30 123456 15:00", "+49 30 123456"),
        ("(212) 555-0123", "(212) 555-0123"),
        ("123-45-67", "123-45-67"),
        ("2026-12-05", None),
    ],
)
def test_phone_is_found_in_all_its_forms_and_times_are_none(text: str, phone: str | None) -> None:
    assert cut_contacts(text)[1] == phone


def test_long_digits_and_letters_are_read_in_no_time() -> None:
    began = time.perf_counter()
    for text in ("1 " * 500, "8(" * 500, "+7" * 500, "Света " * 200, "-" * 1000, "@" * 1000):
        read(f"завтра 15:00 {text}")

    assert time.perf_counter() - began < 1


def test_names_of_one_person() -> None:
    assert same_name("Иван", "иван Петров")
    assert same_name("Алёна П", "алена п")
    assert not same_name("Иван Сидоров", "Иван Петров")
