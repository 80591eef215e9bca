from __future__ import annotations

import pytest

from services.booking_bot.domain.categories import Category, checked_name
from services.booking_bot.domain.errors import InvalidName
from services.booking_bot.domain.groups import Groups, in_category
from services.booking_bot.domain.services import Service

HAIR, NAILS = Category(2, "Hair", 1), Category(1, "Nails", 2)


def service(number: int, category: Category | None = None) -> Service:
    return Service(number, f"Service {number}", 60, 0, category=category)


def test_groups_come_in_the_order_of_the_categories_and_keep_that_of_the_services() -> None:
    services = [service(1, NAILS), service(2), service(3, HAIR), service(4, NAILS)]

    groups = Groups.of(services)

    assert list(groups.by_category.items()) == [(HAIR, [services[2]]), (NAILS, [services[0], services[3]])]
    assert groups.others == [services[1]]
    assert in_category(services, NAILS.id) == [services[0], services[3]]
    assert in_category(services, 99) == []


@pytest.mark.parametrize(
    ("categories", "are_a_choice"),
    [
        ([], False),
        ([None, None], False),
        ([HAIR], False),
        ([HAIR, HAIR], False),
        ([HAIR, None], True),
        ([HAIR, NAILS], True),
        ([None, HAIR, NAILS], True),
    ],
)
def test_one_group_alone_is_no_choice(categories: list[Category | None], are_a_choice: bool) -> None:
    services = [service(number, category) for number, category in enumerate(categories, 1)]

    assert Groups.of(services).are_a_choice == are_a_choice


def test_name_is_tidied_and_has_at_most_40_characters() -> None:
    assert checked_name("  Nails \n and toes ") == "Nails and toes"
    assert checked_name("Щ" * 40) == "Щ" * 40
    for wrong in ("", " \u202e ", "Щ" * 41):
        with pytest.raises(InvalidName):
            checked_name(wrong)
