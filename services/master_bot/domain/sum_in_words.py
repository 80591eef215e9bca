"""A sum of money as Russian documents spell it: «Девятьсот девяносто рублей 00 копеек»."""

from __future__ import annotations

from decimal import Decimal

_ONES = ("", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать")
_TEENS = ("двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать")
_TO_NINETEEN = (*_ONES, *_TEENS, "девятнадцать")
_FEMININE = {1: "одна", 2: "две"}
_TENS = ("", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто")
_HUNDREDS = ("", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот")
# For one, for two to four, for more.
_ROUBLES = ("рубль", "рубля", "рублей")
_KOPECKS = ("копейка", "копейки", "копеек")
_SCALES = (("миллиард", "миллиарда", "миллиардов"), ("миллион", "миллиона", "миллионов"), ("тысяча", "тысячи", "тысяч"))
LARGEST = Decimal("999999999999.99")


def sum_in_words(amount: Decimal) -> str:
    """Kopecks in digits, as accountants write them. ``amount``: from 0 to ``LARGEST``, whole kopecks."""
    if not 0 <= amount <= LARGEST or amount != round(amount, 2):
        raise ValueError(f"not a sum of money that can be spelt: {amount}")
    roubles, kopecks = divmod(int(amount * 100), 100)
    words = f"{_number(roubles)} {_form(roubles, _ROUBLES)} {kopecks:02d} {_form(kopecks, _KOPECKS)}"
    return words[0].upper() + words[1:]


def _number(number: int) -> str:
    if number == 0:
        return "ноль"
    said: list[str] = []
    for power, forms in zip((3, 2, 1), _SCALES, strict=True):
        group = number // 1000**power % 1000
        if group:
            said += [*_below_thousand(group, feminine=power == 1), _form(group, forms)]
    return " ".join([*said, *_below_thousand(number % 1000, feminine=False)])


def _below_thousand(number: int, *, feminine: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    tens, ones = (0, rest) if rest < 20 else divmod(rest, 10)
    last = _FEMININE.get(ones, _TO_NINETEEN[ones]) if feminine else _TO_NINETEEN[ones]
    return [word for word in (_HUNDREDS[hundreds], _TENS[tens], last) if word]


def _form(number: int, forms: tuple[str, str, str]) -> str:
    if number % 100 in range(11, 15):
        return forms[2]
    return forms[0] if number % 10 == 1 else forms[1] if number % 10 in {2, 3, 4} else forms[2]
