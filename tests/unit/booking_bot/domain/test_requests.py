"""What customers write, in both languages, and what is read from it."""

from __future__ import annotations

import time
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.booking_bot.domain.requests.days import Days
from services.booking_bot.domain.requests.names import named_in
from services.booking_bot.domain.requests.request import Request, read_request
from services.booking_bot.domain.requests.time_of_day import TimeOfDay

WEDNESDAY_NOON = datetime(2026, 11, 25, 12, 0)
SERVICES = {1: "Мужская стрижка", 2: "Женская стрижка", 3: "Маникюр с покрытием", 4: "Массаж", 5: "Haircut"}
SPECIALISTS = {1: "Иван", 2: "Мария", 3: "Ольга Петровна", 4: "Марина", 5: "Павел"}


def read(text: str, now: datetime = WEDNESDAY_NOON) -> Request | None:
    return read_request(text, now, services=SERVICES, specialists=SPECIALISTS)


def on(*days: int, month: int = 11, year: int = 2026) -> tuple[Days, ...]:
    return tuple(Days(date(year, month, day), date(year, month, day)) for day in days)


def span(first: tuple[int, int], last: tuple[int, int] | None = None) -> tuple[Days, ...]:
    end = None if last is None else date(2026, *last)
    return (Days(date(2026, *first), end),)


def at(hour: int, minute: int = 0) -> TimeOfDay:
    return TimeOfDay(at=hour * 60 + minute)


def between(begin: int, end: int = 24) -> TimeOfDay:
    return TimeOfDay(begin * 60, end * 60)


MORNING, EVENING = between(6, 12), between(17)
SENTENCES: dict[str, Request | None] = {
    # the words of the owner's story
    "завтра после шести к Ивану": Request(on(26), between(18), specialist_id=1),
    "tomorrow at 3pm haircut": Request(on(26), at(15), services=(5,)),
    "в пятницу утром на маникюр": Request(on(27), MORNING, services=(3,)),
    "стрижка 5 декабря в 15:30": Request(on(5, month=12), at(15, 30), services=(1, 2)),
    "через неделю вечером": Request(on(2, month=12), EVENING),
    "сегодня до двух": Request(on(25), between(0, 14)),
    "послезавтра к Марии": Request(on(27), specialist_id=2),
    "в субботу с 10 до 12": Request(on(28), between(10, 12)),
    # times of day
    "завтра в 15": Request(on(26), at(15)),
    "завтра 18": Request(on(26), at(18)),
    "в 7 вечера": Request((), at(19)),
    "в 7 утра": Request((), at(7)),
    "вечером в 8": Request((), at(20)),
    "в три": Request((), at(15)),
    "в час дня": Request((), at(13)),
    "в полтретьего": Request((), at(14, 30)),
    "в полпервого": Request((), at(12, 30)),
    "в половине шестого": Request((), at(17, 30)),
    "без четверти пять": Request((), at(16, 45)),
    "в 15-30": Request((), at(15, 30)),
    "в 18 30": Request((), at(18, 30)),
    "в пять тридцать": Request((), at(17, 30)),
    "в 9": Request((), at(9)),
    "в 03:30": Request((), at(3, 30)),
    "в полдень": Request((), at(12)),
    "не позже 17:00": Request((), between(0, 17)),
    "не раньше шести": Request((), between(18)),
    "с 9 до 6": Request((), between(9, 18)),
    "с 6 до 9 утра": Request((), between(6, 9)),
    "с 6 до 8": Request((), between(18, 20)),
    "с 7 до 12": Request((), between(7, 12)),
    "с 18 до 10": Request((), between(18, 22)),
    "с 10 до 2": Request((), between(10, 14)),
    "завтра 10-12": Request(on(26), between(10, 12)),
    "после обеда": Request((), between(13, 18)),
    "утром до 11": Request((), between(6, 11)),
    "вечером после 7": Request((), between(19)),
    "во второй половине дня": Request((), between(13, 18)),
    "half past two": Request((), at(14, 30)),
    "quarter to six tomorrow": Request(on(26), at(17, 45)),
    "7pm": Request((), at(19)),
    "at 12am": Request((), at(0)),
    "8 a.m. please": Request((), at(8)),
    "after work": Request((), between(18)),
    "from 2 to 4pm": Request((), between(14, 16)),
    "between 10 and 12": Request((), between(10, 12)),
    "6-8pm": Request((), between(18, 20)),
    "by noon": Request((), between(0, 12)),
    "3 o'clock": Request((), at(15)),
    # days
    "в пт": Request(on(27)),
    "во вторник": Request(on(1, month=12)),
    "в следующую среду": Request(on(2, month=12)),
    "next friday": Request(on(4, month=12)),
    "on Mon": Request(on(30)),
    "in 3 days": Request(on(28)),
    "in a week": Request(on(2, month=12)),
    "через 2 дня": Request(on(27)),
    "через пару дней": Request(on(27)),
    "через неделю в пятницу": Request(on(4, month=12)),
    "на следующей неделе": Request(span((11, 30), (12, 6))),
    "на следующей неделе в среду": Request(on(2, month=12)),
    "на выходных": Request(span((11, 28), (11, 29))),
    "в пятницу или субботу": Request(on(27, 28)),
    "в пятницу, 4 декабря": Request(on(4, month=12)),
    "с понедельника по среду": Request(span((11, 30), (12, 2))),
    "до пятницы": Request(span((11, 25), (11, 27))),
    "после 5 декабря": Request(span((12, 6))),
    "с 5 по 7 декабря": Request(span((12, 5), (12, 7))),
    "5-7 декабря": Request(span((12, 5), (12, 7))),
    "05.12": Request(on(5, month=12)),
    "5.12.2026 в 10.30": Request(on(5, month=12), at(10, 30)),
    "до 5.11.2026": Request(on(5)),
    "2026-12-05": Request(on(5, month=12)),
    "Dec 5": Request(on(5, month=12)),
    "5th of December": Request(on(5, month=12)),
    "двадцать пятого декабря": Request(on(25, month=12)),
    "10 марта": Request(on(10, month=3, year=2027)),
    "5-го числа": Request(on(5, month=12)),
    "on the 28th": Request(on(28)),
    "в декабре": Request(span((12, 1), (12, 31))),
    "day after tomorrow": Request(on(27)),
    "tonight": Request(on(25), EVENING),
    "через 2 часа": Request(on(25), at(14)),
    "через полчаса": Request(on(25), at(12, 30)),
    "in half an hour": Request(on(25), at(12, 30)),
    # a weekday whose time is over today is that of next week
    "в среду в 10": Request(on(2, month=12), at(10)),
    "в среду в 15": Request(on(25), at(15)),
    # as people write
    "Добрый вечер! Можно на субботу?": Request(on(28)),
    "можно 28го в 14.00?": Request(on(28), at(14)),
    "в след. пятницу, часа в три": Request(on(4, month=12), at(15)),
    "часов в 6 вечера, только не в пятницу": Request((), at(18)),
    "на час дня": Request((), at(13)),
    "can I come on the 3rd of December around 4?": Request(on(3, month=12), at(16)),
    # names, whatever their case
    "к Ольге Петровне": Request(specialist_id=3),
    "у Павла": Request(specialist_id=5),
    "Мужскую стрижку": Request(services=(1,)),
    "маникюр с покрытием у Марины": Request(services=(3,), specialist_id=4),
    "запишите на массажик": Request(services=(4,)),
    "two haircuts": Request(services=(5,)),
    # at once
    "как можно скорее": Request(soon=True),
    "asap": Request(soon=True),
    "ближайшее время на массаж": Request(soon=True, services=(4,)),
    # no request
    "": None,
    "привет": None,
    "Добрый вечер!": None,
    "Good morning": None,
    "не сегодня": None,
    "А <b>собаку</b> можно?": None,
    "Есть парковка?": None,
    "опаздываю на 15 минут": None,
    "сколько стоит?": None,
    "8 916 123-45-67": None,
    "+79161234567": None,
    "10-12": None,
    "нас 2 человека": None,
    "32.13.2026": None,
    "30 февраля": None,
    "в 25:70": None,
    "это заняло час": None,
    "среди друзей": None,
    "по 1500 рублей": None,
}


@pytest.mark.parametrize("text", SENTENCES)
def test_sentence_is_read(text: str) -> None:
    assert read(text) == SENTENCES[text]


@pytest.mark.parametrize("text", ["ЗАВТРА", "  завтра!!! ", "завтра 🙏🏽", "\u202eзавтра", "«завтра»"])
def test_case_signs_and_pictures_do_not_matter(text: str) -> None:
    assert read(text) == Request(on(26))


def test_decomposed_letters_are_the_same_letters() -> None:
    assert read("дне\u0308м 5 маи\u0306") == read("днём 5 май") == Request(on(5, month=5, year=2027), between(12, 17))


@pytest.mark.parametrize(
    ("word", "names", "found"),
    [
        ("ане", {1: "Анна", 2: "Аня"}, (2,)),
        ("анне", {1: "Анна", 2: "Аня"}, (1,)),
        ("марии", {1: "Мария Иванова", 2: "Мария Петрова"}, (1, 2)),
        ("марии", {1: "Марина"}, ()),
        ("ольгу", {1: "Ольга", 2: "Ольга Петровна"}, (1,)),
        ("льву", {1: "Леонид"}, ()),
        ("и", {1: "И", 2: "Ия"}, ()),
        ("стрижку", {1: "Стрижка", 2: "Стрижка бороды"}, (1,)),
        ("с", {1: "Маникюр с покрытием"}, ()),
    ],
)
def test_names_are_told_apart(word: str, names: dict[int, str], found: tuple[int, ...]) -> None:
    assert named_in([word], names) == found


def test_two_of_the_same_name_are_nobody() -> None:
    twins = {1: "Мария Иванова", 2: "Мария Петрова"}

    assert read_request("к Марии", WEDNESDAY_NOON, services={}, specialists=twins) is None
    assert read_request("к Марии Петровой", WEDNESDAY_NOON, services={}, specialists=twins) == Request(specialist_id=2)


def test_the_beginning_of_a_letter_is_read() -> None:
    assert read("завтра " + "ну и вот " * 2000) == Request(on(26))
    assert read("ну и вот " * 2000 + "завтра") is None


PIECES = st.sampled_from(
    [
        *"0123456789.:-–—/@%', \n",
        *" ".join(SENTENCES).split(" "),
        "🙏🏽",
        "\u202e",
        "مرحبا",
        "٣",
        "²",
        "ﷺ",
        "\x00",
        "ß",
        "İ",
    ]
)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2190, 1, 1))


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(max_size=10_000), st.lists(PIECES, max_size=300).map(" ".join), st.lists(PIECES).map("".join)),
    MOMENTS,
)
def test_any_text_is_read_or_left(text: str, now: datetime) -> None:
    request = read(text, now)

    assert request != Request()
    if request is not None and request.time is not None:
        assert 0 <= request.time.begin < request.time.end <= 24 * 60
        assert request.time.at is None or 0 <= request.time.at < 24 * 60
    for days in () if request is None else request.days:
        assert days.last is None or days.first <= days.last


@pytest.mark.parametrize("piece", ["1", "1.", "1:", "-", "в ", "с 5 по ", "а'", "двадцать ", "не позже ", "\u0306"])
def test_long_texts_take_no_longer_than_short_ones(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    began = time.perf_counter()

    read(text)

    assert time.perf_counter() - began < 0.5
