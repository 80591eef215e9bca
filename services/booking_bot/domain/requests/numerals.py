"""Numbers that are written as words, in both languages; the letter ё is an е here."""

from __future__ import annotations

from services.booking_bot.domain.requests.reading import Reading, listed

_RUSSIAN = (
    "один одного одному",
    "два двух двум две",
    "три трех трем",
    "четыре четырех четырем",
    "пять пяти",
    "шесть шести",
    "семь семи",
    "восемь восьми",
    "девять девяти",
    "десять десяти",
    "одиннадцать одиннадцати",
    "двенадцать двенадцати",
    "тринадцать тринадцати",
    "четырнадцать четырнадцати",
    "пятнадцать пятнадцати",
    "шестнадцать шестнадцати",
    "семнадцать семнадцати",
    "восемнадцать восемнадцати",
    "девятнадцать девятнадцати",
    "двадцать двадцати",
)
_ENGLISH = listed("one two three four five six seven eight nine ten eleven twelve")
NUMBERS = {word: number for number, words in enumerate(_RUSSIAN, 1) for word in words.split()} | {
    word: number for number, word in enumerate(_ENGLISH, 1)
}
"""How many, or which hour: 1 … 20."""

MINUTES = {
    "пятнадцать": 15,
    "двадцать": 20,
    "тридцать": 30,
    "сорок": 40,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
}

_RUSSIAN_STEMS = listed(
    "перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат"
    " шестнадцат семнадцат восемнадцат девятнадцат двадцат"
)
_ENGLISH_ORDINALS = listed(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ENDINGS = ("ого", "ое", "ому", "ьего", "ье", "ьему")
ORDINALS = {
    **{stem + ending: number for number, stem in enumerate(_RUSSIAN_STEMS, 1) for ending in _ENDINGS},
    **{word: number for number, word in enumerate(_ENGLISH_ORDINALS, 1)},
    **{"тридцат" + ending: 30 for ending in _ENDINGS},
    "thirtieth": 30,
}
"""Which day of the month."""
_TENS = {"двадцать": 20, "тридцать": 30, "twenty": 20, "thirty": 30}


def count_at(reading: Reading, place: int) -> int | None:
    """ "3", "три", "three"."""
    number = reading.number(place)
    return NUMBERS.get(reading.text(place)) if number is None else number


def ordinal_at(reading: Reading, place: int) -> tuple[int, int] | None:
    """ "пятого", "двадцать пятого", "twenty-fifth": the number and where the text goes on."""
    single = ORDINALS.get(reading.text(place))
    if single is not None:
        return single, place + 1
    tens = _TENS.get(reading.text(place))
    after = place + 2 if reading.text(place + 1) == "-" else place + 1
    ones = ORDINALS.get(reading.text(after))
    return None if tens is None or ones is None or ones > 9 else (tens + ones, after + 1)
