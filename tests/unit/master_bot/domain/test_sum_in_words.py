from __future__ import annotations

from decimal import Decimal

import pytest

from services.master_bot.domain.sum_in_words import LARGEST, sum_in_words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "Ноль рублей 00 копеек"),
        ("0.01", "Ноль рублей 01 копейка"),
        ("1", "Один рубль 00 копеек"),
        ("2.02", "Два рубля 02 копейки"),
        ("11.11", "Одиннадцать рублей 11 копеек"),
        ("21.21", "Двадцать один рубль 21 копейка"),
        ("112", "Сто двенадцать рублей 00 копеек"),
        ("990.00", "Девятьсот девяносто рублей 00 копеек"),
        ("1000", "Одна тысяча рублей 00 копеек"),
        ("2670", "Две тысячи шестьсот семьдесят рублей 00 копеек"),
        ("9500.5", "Девять тысяч пятьсот рублей 50 копеек"),
        ("11000", "Одиннадцать тысяч рублей 00 копеек"),
        ("1001002.14", "Один миллион одна тысяча два рубля 14 копеек"),
        ("22000000", "Двадцать два миллиона рублей 00 копеек"),
        ("5000000001", "Пять миллиардов один рубль 00 копеек"),
    ],
)
def test_sum_is_spelt_as_accountants_do(amount: str, words: str) -> None:
    assert sum_in_words(Decimal(amount)) == words


@pytest.mark.parametrize("amount", ["-1", "0.001", str(LARGEST + 1)])
def test_what_is_no_sum_is_not_spelt(amount: str) -> None:
    with pytest.raises(ValueError, match="not a sum of money"):
        sum_in_words(Decimal(amount))
