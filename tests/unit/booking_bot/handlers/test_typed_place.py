"""Coordinates as people type them, and as the links of maps carry them."""

from __future__ import annotations

import pytest

from services.booking_bot.domain.address import Point
from services.booking_bot.handlers.typed_place import read_point

ARBAT = Point(55.7522, 37.6156)


@pytest.mark.parametrize(
    "text",
    [
        "55.7522, 37.6156",
        "55.7522 37.6156",
        "  55.7522,37.6156\n",
        "55.7522°, 37.6156°",
        "(55.7522; 37.6156)",
        "55,7522 37,6156",
        "55,7522, 37,6156",
        "geo:55.7522,37.6156?z=17",
        "https://yandex.ru/maps/213/moscow/?ll=37.6156%2C55.7522&z=17",
        "https://yandex.ru/maps/?pt=37.6156,55.7522,pm2rdm~30.3,59.9&z=17&l=map",
        "https://yandex.com/maps/?ll=30.3%2C59.9&whatshere%5Bpoint%5D=37.6156%2C55.7522&whatshere%5Bzoom%5D=16",
        "https://yandex.com.tr/maps/org/salon/123/?ll=30.3%2C59.9&poi%5Bpoint%5D=37.6156%2C55.7522",
        "https://yandex.ru/maps/?ll=30.3%2C59.9&text=55.7522%2C37.6156",
        "https://maps.yandex.ru/?rtext=~55.7522%2C37.6156&rtt=auto",
        "yandex.ru/maps/?ll=37.6156,55.7522",
        "Ножницы, Арбат 1\nhttps://yandex.ru/maps/?ll=37.6156%2C55.7522",
        "https://www.google.com/maps/@55.7522,37.6156,17z",
        "https://www.google.ru/maps/place/Salon/@55.1,37.1,17z/data=!3m1!4b1!4m6!3m5!8m2!3d55.7522!4d37.6156!16s",
        "https://www.google.com/maps/search/?api=1&query=55.7522%2C37.6156",
        "https://maps.google.com/?q=55.7522,37.6156",
        "https://maps.google.com/maps?q=loc:55.7522,37.6156&z=17",
        "https://www.google.com/maps/search/55.7522,+37.6156",
        "https://www.google.com/maps/dir/?api=1&destination=55.7522%2C37.6156",
        "https://2gis.ru/moscow/geo/37.6156%2C55.7522",
        "https://2gis.ru/moscow/firm/70000001/37.6156,55.7522?m=30.3%2C59.9%2F16",
        "https://2gis.kz/almaty?m=37.6156%2C55.7522%2F17.5",
    ],
)
def test_a_point_is_read(text: str) -> None:
    assert read_point(text) == ARBAT


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("-33.8568, 151.2153", Point(-33.8568, 151.2153)),
        ("0, 0", Point(0, 0)),
        ("https://2gis.ru/spb/geo/-0.5,51", Point(51, -0.5)),
    ],
)
def test_signs_and_whole_numbers_are_read(text: str, point: Point) -> None:
    assert read_point(text) == point


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Арбат, 1",
        "55.7522",
        "91, 37.6156",
        "55.7522, 180.5",
        "55.7522, 37.6156, 12",
        "nan, nan",
        "https://yandex.ru/maps/-/CCUabc",
        "https://maps.app.goo.gl/abc",
        "https://go.2gis.com/abc",
        "https://example.com/?ll=37.6156,55.7522",
        "https://yandex.ru.example.com/maps/?ll=37.6156,55.7522",
        "https://yandex.ru/maps/?ll=37.6156",
        "https://[yandex.ru/maps",
        "a" * 5000,
        "yandex." * 500,
    ],
)
def test_what_has_no_coordinates_is_no_point(text: str) -> None:
    assert read_point(text) is None
