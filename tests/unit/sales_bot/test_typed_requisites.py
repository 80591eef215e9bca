from __future__ import annotations

import pytest

from services.sales_bot.typed_requisites import requisites_of
from services.shared.master_api.documents import Requisites

SALON = Requisites("ООО «Ландыш»", "7707083893", "770701001")


@pytest.mark.parametrize(
    "text",
    [
        "ООО «Ландыш»\n7707083893\n770701001",
        "ООО «Ландыш», ИНН 7707083893, КПП 770701001",
        "ООО «Ландыш»; ИНН/КПП: 7707083893/770701001",
        "инн 7707083893 кпп 770701001 ООО «Ландыш»",
        "  ООО   «Ландыш»  \n\n ИНН: 7707083893 \n КПП — 770701001 ",
    ],
)
def test_requisites_are_found_in_any_order(text: str) -> None:
    assert requisites_of(text) == SALON


def test_entrepreneur_has_an_inn_of_twelve_digits_and_no_kpp() -> None:
    assert requisites_of("ИП Роза Иннокентьевна 500100732259") == Requisites("ИП Роза Иннокентьевна", "500100732259")


def test_number_that_is_longer_is_no_inn() -> None:
    assert requisites_of("ООО «Ландыш» 40702810000000000009") is None


def test_kpp_may_have_letters() -> None:
    assert requisites_of("ООО «Ландыш» 7707083893 7707AB001") == Requisites("ООО «Ландыш»", "7707083893", "7707AB001")


@pytest.mark.parametrize("more", ["р/с 40702810000000000009", "ОГРН 1027700132195", "БИК 044525225"])
def test_numbers_that_are_no_requisites_do_not_become_a_part_of_the_name(more: str) -> None:
    assert requisites_of(f"ООО «Ландыш», ИНН 7707083893, КПП 770701001, {more}") is None


@pytest.mark.parametrize("text", ["", "7707083893", "ИНН 7707083893, КПП 770701001", "ООО «Ландыш»", "٧٧٠٧٠٨٣٨٩٣ Роза"])
def test_what_lacks_a_name_or_an_inn_is_not_understood(text: str) -> None:
    assert requisites_of(text) is None
