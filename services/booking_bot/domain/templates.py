"""What a business of each kind usually offers, and when it is usually open: where its owner begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from services.booking_bot.domain.hours import Hours, Week


def marked(message: str) -> str:
    """Marks a message for the catalogue; it is translated where it is shown."""
    return message


@dataclass(frozen=True, slots=True)
class ServiceTemplate:
    """``name`` is a message of the catalogue. ``price`` in hundredths of a rouble, 0 is none.

    ``usual``: nearly everybody of that kind offers it.
    """

    name: str
    minutes: int
    price: int = 0
    usual: bool = True


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of business; ``name`` is a message of the catalogue, ``key`` what the database keeps."""

    key: str
    sign: str
    name: str
    services: tuple[ServiceTemplate, ...]
    week: Week

    @property
    def usual(self) -> tuple[int, ...]:
        """The places of the services that nearly everybody offers."""
        return tuple(place for place, service in enumerate(self.services) if service.usual)


def open_on(days: range, starts: int, ends: int) -> Week:
    """The same hours (on the clock) on each of ``days``."""
    return MappingProxyType({day: (Hours.of(starts * 60, ends * 60),) for day in days})


WORKDAYS, TO_SATURDAY, EVERY_DAY = range(5), range(6), range(7)
USUAL_WEEKS: tuple[Week, ...] = (
    open_on(WORKDAYS, 9, 18),
    open_on(WORKDAYS, 10, 19),
    open_on(TO_SATURDAY, 10, 19),
    open_on(EVERY_DAY, 9, 21),
    open_on(EVERY_DAY, 10, 20),
)

_Row = tuple[str, int, int]


def _services(*usual: _Row, also: tuple[_Row, ...] = ()) -> tuple[ServiceTemplate, ...]:
    """Rows of a name, minutes and roubles."""
    first = [ServiceTemplate(name, minutes, roubles * 100) for name, minutes, roubles in usual]
    rest = [ServiceTemplate(name, minutes, roubles * 100, usual=False) for name, minutes, roubles in also]
    return (*first, *rest)


_KINDS = (
    Kind(
        "hair",
        "💇‍♀️",
        marked("Hairdresser"),
        _services(
            (marked("Women's haircut"), 60, 2000),
            (marked("Men's haircut"), 45, 1200),
            (marked("Children's haircut"), 30, 900),
            (marked("Styling"), 45, 1500),
            (marked("Single-colour dyeing"), 120, 4500),
            also=(
                (marked("Complex dyeing"), 240, 9000),
                (marked("Hair treatment"), 60, 2500),
                (marked("Fringe"), 15, 500),
            ),
        ),
        open_on(EVERY_DAY, 10, 20),
    ),
    Kind(
        "barber",
        "💈",
        marked("Barbershop"),
        _services(
            (marked("Men's haircut"), 60, 2000),
            (marked("Beard shaping"), 30, 1200),
            (marked("Haircut and beard"), 90, 2900),
            (marked("Haircut, father and son"), 90, 3000),
            also=((marked("Clipper haircut"), 30, 1200), (marked("Royal shave"), 45, 1800)),
        ),
        open_on(EVERY_DAY, 10, 21),
    ),
    Kind(
        "nails",
        "💅",
        marked("Nails"),
        _services(
            (marked("Manicure"), 60, 1200),
            (marked("Manicure with gel polish"), 120, 2200),
            (marked("Pedicure"), 90, 2000),
            (marked("Pedicure with gel polish"), 120, 2800),
            (marked("Gel polish removal"), 30, 400),
            also=((marked("Nail extension"), 180, 3500), (marked("Repair of a nail"), 15, 200)),
        ),
        open_on(EVERY_DAY, 10, 20),
    ),
    Kind(
        "brows",
        "👁",
        marked("Brows and lashes"),
        _services(
            (marked("Brow shaping"), 30, 800),
            (marked("Brow shaping and tinting"), 60, 1500),
            (marked("Brow lamination"), 60, 2200),
            (marked("Lash lamination"), 90, 2500),
            (marked("Lash extension"), 120, 2800),
            also=((marked("Lash removal"), 30, 500),),
        ),
        open_on(TO_SATURDAY, 10, 20),
    ),
    Kind(
        "massage",
        "💆",
        marked("Massage"),
        _services(
            (marked("Classic massage"), 60, 3000),
            (marked("Back massage"), 30, 1800),
            (marked("Neck and shoulder massage"), 30, 1500),
            (marked("Anti-cellulite massage"), 60, 3000),
            also=((marked("Relaxing massage"), 90, 4000), (marked("Children's massage"), 30, 1500)),
        ),
        open_on(TO_SATURDAY, 10, 20),
    ),
    Kind(
        "cosmetology",
        "🧖‍♀️",
        marked("Cosmetologist"),
        _services(
            (marked("Consultation"), 30, 1000),
            (marked("Facial cleansing"), 90, 3500),
            (marked("Peeling"), 60, 3000),
            (marked("Facial massage"), 45, 2500),
            also=((marked("Biorevitalisation"), 60, 9000), (marked("Laser hair removal"), 60, 3000)),
        ),
        open_on(TO_SATURDAY, 10, 20),
    ),
    Kind(
        "dentist",
        "🦷",
        marked("Dentist"),
        _services(
            (marked("Examination and consultation"), 30, 0),
            (marked("Treatment of caries"), 60, 0),
            (marked("Professional teeth cleaning"), 60, 0),
            (marked("Tooth extraction"), 60, 0),
            also=((marked("Teeth whitening"), 90, 0), (marked("Children's appointment"), 30, 0)),
        ),
        open_on(WORKDAYS, 9, 20),
    ),
    Kind(
        "tutor",
        "📚",
        marked("Tutor"),
        _services(
            (marked("Trial lesson"), 30, 0),
            (marked("Lesson"), 60, 1500),
            (marked("Long lesson"), 90, 2000),
            also=((marked("Lesson in a group"), 90, 800), (marked("Exam preparation"), 90, 2500)),
        ),
        open_on(TO_SATURDAY, 12, 21),
    ),
    Kind(
        "psychology",
        "🛋",
        marked("Psychologist"),
        _services(
            (marked("First meeting"), 60, 3500),
            (marked("Session"), 50, 4000),
            (marked("Session for a couple"), 90, 6000),
        ),
        open_on(WORKDAYS, 10, 21),
    ),
    Kind(
        "fitness",
        "🏋️",
        marked("Fitness"),
        _services(
            (marked("Trial training"), 60, 0),
            (marked("Personal training"), 60, 2500),
            (marked("Training for two"), 60, 3500),
            also=((marked("Stretching"), 60, 1500), (marked("Training plan"), 45, 2000)),
        ),
        open_on(EVERY_DAY, 8, 22),
    ),
    Kind(
        "car",
        "🚗",
        marked("Car service"),
        _services(
            (marked("Diagnostics"), 60, 1500),
            (marked("Oil change"), 45, 1000),
            (marked("Tyre fitting"), 60, 2500),
            (marked("Wheel alignment"), 60, 2500),
            also=((marked("Brake pads"), 90, 2500), (marked("Car wash"), 45, 1000)),
        ),
        open_on(TO_SATURDAY, 9, 20),
    ),
    Kind(
        "pets",
        "🐩",
        marked("Pet grooming"),
        _services(
            (marked("Grooming, small dog"), 120, 2500),
            (marked("Grooming, large dog"), 180, 4500),
            (marked("Grooming, cat"), 90, 2500),
            (marked("Claw trimming"), 15, 500),
            also=((marked("Bath and drying"), 60, 1500),),
        ),
        open_on(EVERY_DAY, 10, 20),
    ),
    Kind(
        "other",
        "✨",
        marked("Something else"),
        _services(
            (marked("First visit"), 60, 0),
            (marked("Visit"), 60, 0),
            also=((marked("Short visit"), 30, 0), (marked("Long visit"), 120, 0)),
        ),
        open_on(TO_SATURDAY, 10, 19),
    ),
)

KINDS: Mapping[str, Kind] = MappingProxyType({kind.key: kind for kind in _KINDS})
"""By key, in the order in which they are offered."""
