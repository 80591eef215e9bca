from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from services.booking_bot.domain.services import Service
from services.booking_bot.domain.specialists import Specialist
from services.booking_bot.use_cases.find_times import FoundTimes
from services.booking_bot.views import requests
from services.booking_bot.views.words import Words
from services.shared.runtime.translations import Translations

LOCALES = Path(requests.__file__).resolve().parents[1] / "locales"
FRIDAY = datetime(2026, 11, 27, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "specialist", "label"),
    [
        ("Стрижка", Specialist(1, "Иван"), "⚡ пт 27 нояб. 18:00 · Стрижка · Иван"),
        ("Стрижка", None, "⚡ пт 27 нояб. 18:00 · Стрижка"),
        ("Щ" * 80, Specialist(1, "Иван"), f"⚡ пт 27 нояб. 18:00 · {'Щ' * 30}… · Иван"),
        ("Стрижка", Specialist(1, "И" * 60), f"⚡ пт 27 нояб. 18:00 · Стрижка · {'И' * 19}…"),
    ],
)
def test_button_says_when_what_and_with_whom(name: str, specialist: Specialist | None, label: str) -> None:
    words = Words(Translations(LOCALES)["ru"], ZoneInfo("Europe/Moscow"))
    found = FoundTimes(Service(1, name, 60, 0), specialist, (FRIDAY,), fits=True)

    shown = requests.found_times(words, found, somebody_reads=False)

    assert shown.inline is not None
    assert shown.inline.inline_keyboard[0][0].text == label
