from __future__ import annotations

import pytest

from services.booking_bot.domain.price_list import (
    MOST_BYTES,
    Cost,
    ListedService,
    PriceList,
    Wrong,
    WrongLine,
    compared,
)
from services.booking_bot.domain.prices import PriceKind
from services.booking_bot.domain.services import Service
from services.booking_bot.handlers.typed_list import read_file, read_lines, read_table


@pytest.mark.parametrize(
    ("line", "name", "minutes", "cost"),
    [
        ("Стрижка мужская - 1500 - 45 мин", "Стрижка мужская", 45, Cost(1500_00)),
        ("Стрижка мужская – 1 500 ₽ – 1 ч", "Стрижка мужская", 60, Cost(1500_00)),
        ("• Стрижка мужская — 45 мин — 1500 руб.", "Стрижка мужская", 45, Cost(1500_00)),
        ("Стрижка мужская 1500", "Стрижка мужская", None, Cost(1500_00)),
        ("Стрижка мужская 1500 руб 1 ч 30 мин", "Стрижка мужская", 90, Cost(1500_00)),
        ("Стрижка мужская: 1500", "Стрижка мужская", None, Cost(1500_00)),
        ("Стрижка мужская, 1500, 45 мин", "Стрижка мужская", 45, Cost(1500_00)),
        ("Стрижка мужская; 1500,50; 1:30", "Стрижка мужская", 90, Cost(1500_50)),
        ("Стрижка мужская | 1500 | 45", "Стрижка мужская", 45, Cost(1500_00)),
        ("Стрижка мужская\t45\t1500", "Стрижка мужская", 45, Cost(1500_00)),
        ("Стрижка мужская.....1500р", "Стрижка мужская", None, Cost(1500_00)),
        ("Бритьё, уход - 1500", "Бритьё, уход", None, Cost(1500_00)),
        ("Стрижка 3-6 лет - 900", "Стрижка 3-6 лет", None, Cost(900_00)),
        ("Стрижка - 45 мин", "Стрижка", 45, None),
        ("Борода - от 800 - 30 мин", "Борода", 30, Cost(800_00, PriceKind.FROM)),
        ("Консультация - бесплатно", "Консультация", None, Cost(0, PriceKind.FREE)),
        ("Татуировка - по запросу - 2 ч", "Татуировка", 120, Cost(0, PriceKind.ON_REQUEST)),
        ("Men's haircut - from 1500 - 45 min", "Men's haircut", 45, Cost(1500_00, PriceKind.FROM)),
    ],
)
def test_line_is_read_with_whatever_parts_it(line: str, name: str, minutes: int | None, cost: Cost | None) -> None:
    assert read_lines(line) == PriceList((ListedService(1, name, minutes, cost),))


def test_headings_and_empty_lines_keep_their_numbers() -> None:
    read = read_lines("Стрижка - 1500\n\nМаникюр:\nСнятие - 400\nПокрытие - 900")

    assert [(one.line, one.name, one.category) for one in read.services] == [
        (1, "Стрижка", None),
        (4, "Снятие", "Маникюр"),
        (5, "Покрытие", "Маникюр"),
    ]


def test_all_wrong_lines_are_named_at_once() -> None:
    text = (
        "Стрижка - дорого\nСтрижка - 1500 - долго\nСтрижка - 1500\nстрижка - 900\nпросто слова\n"
        "Борода - 800 - 900 мин\nУкладка - 100000001"
    )

    assert read_lines(text).wrong == (
        WrongLine(1, Wrong.PRICE, "дорого"),
        WrongLine(2, Wrong.LENGTH, "долго"),
        WrongLine(4, Wrong.TWICE, "стрижка"),
        WrongLine(5, Wrong.UNCLEAR, "просто слова"),
        WrongLine(6, Wrong.LENGTH, "900"),
        WrongLine(7, Wrong.PRICE, "100000001"),
    )


@pytest.mark.parametrize("text", ["", " \n ", "Маникюр:"])
def test_list_without_services_is_refused(text: str) -> None:
    assert read_lines(text) == PriceList.refused(Wrong.NOTHING)


def test_long_names_and_long_lists_are_refused() -> None:
    assert read_lines("Щ" * 81 + " - 1500").wrong == (WrongLine(1, Wrong.NAME, "Щ" * 81),)
    assert read_lines("Щ" * 41 + ":\nСтрижка - 1500").wrong == (WrongLine(2, Wrong.CATEGORY, "Щ" * 41),)
    assert len(read_lines("\n".join(f"Услуга №{n} - 100" for n in range(200))).services) == 200
    assert read_lines("\n".join(f"Услуга №{n} - 100" for n in range(201))) == PriceList.refused(Wrong.TOO_LONG)


@pytest.mark.parametrize("blank", [" ", "\N{NO-BREAK SPACE}", " \N{NO-BREAK SPACE}"])
def test_blanks_in_a_row_are_one(blank: str) -> None:
    text = f"{blank * 30_000}Стрижка{blank * 30_000}-{blank * 30_000}1500"

    assert read_lines(text) == PriceList((ListedService(1, "Стрижка", None, Cost(1500_00)),))


@pytest.mark.parametrize(
    "line", ["Щ" * 294 + " - 1500", "Щ\t" * 51_200, "Щ - " * 25_600, "Щ." * 51_200, "1 " * 51_200, "Щ" * 301 + ":"]
)
def test_line_that_is_too_long_is_refused_as_a_whole(line: str) -> None:
    assert read_lines(f"{line}\nСтрижка - 1500").wrong == (WrongLine(1, Wrong.UNCLEAR, line[:80]),)


def test_what_is_wrong_in_a_cell_is_cut_to_fit_a_message() -> None:
    assert read_table("Имя;Категория\nСтрижка;" + "щ" * 90_000).wrong == (WrongLine(2, Wrong.CATEGORY, "щ" * 100),)


def test_line_of_300_characters_is_read() -> None:
    assert read_lines("Щ" * 293 + " - 1500").wrong == (WrongLine(1, Wrong.NAME, "Щ" * 100),)


TABLE = (
    ListedService(2, "Стрижка", 45, Cost(1500_00), "Волосы"),
    ListedService(3, "Борода; уход", 30, Cost(800_00, PriceKind.FROM)),
)


@pytest.mark.parametrize(
    "text",
    [
        'Название;Цена;Минуты;Категория\nСтрижка;1500;45;Волосы\n"Борода; уход";от 800;30;\n',
        'Категория;Длительность, мин;Услуга;Цена, ₽\nВолосы;45;Стрижка;1 500\n;30;"Борода; уход";от 800\n',
        "name,price,duration,category,note\nСтрижка,1500,45 min,Волосы,x\nБорода; уход,from 800,0:30,-,\n",
        "Name\tPrice\tMinutes\tCategory\nСтрижка\t1500\t45\tВолосы\nБорода; уход\tот 800\t30\t",
    ],
)
def test_table_is_read_by_its_headings(text: str) -> None:
    assert read_table(text) == PriceList(TABLE)


def test_table_without_headings_is_name_price_minutes_category() -> None:
    read = read_table('Стрижка;1500;45;Волосы\n"Борода; уход";от 800;30')

    assert [(one.line, one.name, one.minutes, one.category) for one in read.services] == [
        (1, "Стрижка", 45, "Волосы"),
        (2, "Борода; уход", 30, None),
    ]


def test_table_with_wrong_columns_says_so() -> None:
    assert read_table("Цена;Минуты\n1500;45") == PriceList.refused(Wrong.COLUMNS)
    assert read_table("Анна;Иван;Ольга\n1;2;3").wrong[0] == WrongLine(1, Wrong.PRICE, "Иван")
    assert read_table("Название;Цена\nСтрижка;дорого\n;1500").wrong == (
        WrongLine(2, Wrong.PRICE, "дорого"),
        WrongLine(3, Wrong.NAME),
    )


def test_file_is_read_in_either_encoding_and_by_its_name() -> None:
    table, lines = "Название;Цена\nСтрижка;1500", "Стрижка - 1500"

    for encoding in ("utf-8", "utf-8-sig", "cp1251"):
        assert read_file(table.encode(encoding), "Прайс.CSV").services == (
            ListedService(2, "Стрижка", None, Cost(1500_00)),
        )
        assert read_file(lines.encode(encoding), "price.txt").services == (
            ListedService(1, "Стрижка", None, Cost(1500_00)),
        )


def test_file_that_is_no_text_or_too_big_is_refused() -> None:
    assert read_file(b"PK\x03\x04\0\0", "price.xlsx") == PriceList.refused(Wrong.NO_TEXT)
    assert read_file(b"\x98" * 10, "price.txt") == PriceList.refused(Wrong.NO_TEXT)
    assert read_file(b"a" * (MOST_BYTES + 1), "price.txt") == PriceList.refused(Wrong.TOO_LONG)


def test_list_is_compared_by_name_with_capitals_aside() -> None:
    haircut, beard = Service(1, "Стрижка", 60, 1500_00), Service(2, "Борода", 30, 800_00)
    same, changed, new = read_lines("борода - 800\nСТРИЖКА - 1700\nУкладка - 900").services

    found = compared([same, changed, new], [haircut, beard])

    assert found.new == (new,)
    assert [(old.name, one.line) for old, one in found.changed] == [("Борода", 1), ("Стрижка", 2)]
    assert compared(read_lines("Борода - 800 - 30 мин").services, [beard]).same == 1
