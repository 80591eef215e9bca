"""Visits of several parts: the list against a search that tries everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from services.booking_bot.domain.availability import Busy, Calendar, Need, Room, Terms
from services.booking_bot.domain.intervals import Interval
from services.booking_bot.domain.visits import Assignment, Part, Stock, Visit
from tests.unit.booking_bot.domain.test_availability import WHOLE_DAY, at, busy, clocks, minutes, terms

ANNA, BORIS = 1, 2


def calendar(
    specialist_id: int, *taken: Busy, length: int = 60, opening: tuple[str, str] = ("10:00", "14:00")
) -> Calendar:
    return Calendar(specialist_id, Need(minutes(length)), [Interval(at(opening[0]), at(opening[1]))], taken)


def who(assigned: Sequence[Assignment] | None) -> list[tuple[int, str]]:
    return [(part.specialist_id, f"{part.start:%H:%M}") for part in assigned or ()]


def test_second_part_begins_when_the_first_has_ended() -> None:
    visit = Visit([Part([calendar(ANNA, length=90)]), Part([calendar(ANNA, length=30)])])

    assert clocks(visit.offered(terms(), WHOLE_DAY)) == ["10:00", "10:30", "11:00", "11:30", "12:00"]
    assert who(visit.assign(at("10:30"), terms())) == [(ANNA, "10:30"), (ANNA, "12:00")]


def test_who_did_the_part_before_goes_on_as_long_as_she_can() -> None:
    anna, boris = calendar(ANNA, busy("13:00", "14:00")), calendar(BORIS)
    visit = Visit([Part([anna]), Part([boris, anna])])

    assert who(visit.assign(at("11:00"), terms())) == [(ANNA, "11:00"), (ANNA, "12:00")]
    assert who(visit.assign(at("12:00"), terms())) == [(ANNA, "12:00"), (BORIS, "13:00")]


def test_first_choice_is_given_up_when_the_rest_does_not_follow() -> None:
    """Anna takes twice as long, and only after Boris there is somebody for the second part."""
    slow, quick = calendar(ANNA, length=120), calendar(BORIS, length=60)
    second = calendar(3, busy("10:00", "11:00"), busy("12:00", "14:00"))
    visit = Visit([Part([slow, quick]), Part([second])])

    assert who(visit.assign(at("10:00"), terms())) == [(BORIS, "10:00"), (3, "11:00")]
    assert clocks(visit.offered(terms(), WHOLE_DAY)) == ["10:00"]


def test_two_at_once_need_two_specialists() -> None:
    together = [Part([calendar(ANNA), calendar(BORIS, busy("10:00", "12:00"))], offset=timedelta()) for _ in range(2)]
    visit = Visit(together)

    assert clocks(visit.offered(terms(), WHOLE_DAY)) == ["12:00", "12:30", "13:00"]
    assert sorted(who(visit.assign(at("12:00"), terms()))) == [(ANNA, "12:00"), (BORIS, "12:00")]


def test_unit_of_a_resource_must_be_free_for_the_whole_visit() -> None:
    """Two chairs, each taken for another hour: at every moment one is free, and for two hours none is."""
    chairs = Stock(7, [[busy("10:00", "11:00")], [busy("11:00", "12:00")]])
    visit = Visit([Part([calendar(ANNA, length=120)], [chairs])])

    assert clocks(visit.offered(terms(step=60), WHOLE_DAY)) == ["11:00", "12:00"]
    (assigned,) = visit.assign(at("11:00"), terms(step=60)) or ()
    assert assigned.units == {7: 0}


def test_two_at_once_take_two_chairs() -> None:
    one_chair, two_chairs = Stock(7, [[]]), Stock(7, [[], []])

    def together(stock: Stock) -> Visit:
        return Visit([Part([calendar(ANNA), calendar(BORIS)], [stock], timedelta()) for _ in range(2)])

    assert together(one_chair).offered(terms(), WHOLE_DAY) == []
    assigned = together(two_chairs).assign(at("10:00"), terms()) or ()
    assert [part.units for part in assigned] == [{7: 0}, {7: 1}]


def test_fixed_starts_are_the_only_ones() -> None:
    fixed = replace(calendar(ANNA, busy("12:00", "12:30")), fixed=[at("10:15"), at("11:30"), at("12:30"), at("13:30")])

    assert clocks(Visit([Part([fixed])]).offered(terms(), WHOLE_DAY)) == ["10:15", "12:30"]
    assert not Room.of(fixed).offers(at("10:00"), terms())
    assert Room.of(fixed).window(at("10:00")) is not None


def test_convenient_starts_touch_what_is_taken_or_closed() -> None:
    visit = Visit([Part([calendar(ANNA, busy("12:00", "12:45"), opening=("08:00", "16:00"))])])

    assert clocks(visit.convenient(terms(), WHOLE_DAY)) == ["08:00", "11:00", "13:00", "15:00"]


def test_visit_is_open_when_nothing_but_taken_time_is_in_its_way() -> None:
    visit = Visit([Part([calendar(ANNA, busy("10:00", "14:00"))]), Part([calendar(ANNA, length=30)])])

    assert visit.assign_anyhow(at("12:30")) is None
    assert visit.with_nothing_taken().assign_anyhow(at("12:30")) is not None
    assert visit.with_nothing_taken().assign_anyhow(at("13:00")) is None


def test_fixed_starts_hold_for_the_later_parts_too_unless_the_staff_book() -> None:
    sauna = replace(calendar(BORIS), fixed=[at("11:00"), at("13:00")])
    visit = Visit([Part([calendar(ANNA)]), Part([sauna])])

    assert clocks(visit.offered(terms(), WHOLE_DAY)) == ["10:00", "12:00"]
    assert visit.assign(at("10:30"), terms()) is None
    assert visit.assign_anyhow(at("10:30")) is not None


def test_unit_that_is_preferred_is_taken_if_it_is_free() -> None:
    chairs = Stock(7, [[], [], [busy("10:00", "11:00")]], preferred=2)
    visit = Visit([Part([calendar(ANNA)], [chairs])])

    assert [part.units for start in ("10:00", "11:00") for part in visit.assign(at(start), terms()) or ()] == [
        {7: 0},
        {7: 2},
    ]


def _quarters(begin: int, number: int) -> Busy:
    """``number`` quarters of an hour, counted from 10:00."""
    return Busy(at("10:00") + minutes(15 * begin), at("10:00") + minutes(15 * (begin + number)))


_stretches = st.lists(st.builds(_quarters, st.integers(0, 22), st.integers(1, 4)), max_size=4)


@st.composite
def _calendars(draw: st.DrawFn) -> list[Calendar]:
    chosen = draw(st.lists(st.sampled_from([ANNA, BORIS, 3]), min_size=1, max_size=3, unique=True))
    lengths = st.sampled_from([30, 60, 90])
    return [calendar(one, *draw(_stretches), length=draw(lengths)) for one in chosen]


_unit = st.builds(_quarters, st.integers(0, 14), st.integers(1, 6)).map(lambda taken: [taken])
_units = st.lists(_unit, min_size=1, max_size=2)
_stocks = st.just([]) | _units.map(lambda units: [Stock(7, units)])


@st.composite
def _parts(draw: st.DrawFn) -> list[Part]:
    offset = draw(st.sampled_from([None, timedelta()]))
    return [Part(draw(_calendars()), draw(_stocks), offset) for _ in range(draw(st.integers(1, 3)))]


def _every_way(parts: Sequence[Part], start: datetime, offered: Terms) -> Iterator[list[Assignment]]:
    """All choices of people and units, looked at one by one."""
    allowed = [one.specialist_id for one in parts[0].calendars if Room.of(one).offers(start, offered)]
    for calendars in product(*(part.calendars for part in parts)):
        if calendars[0].specialist_id not in allowed:
            continue
        begins, spans = start, []
        for part, one in zip(parts, calendars, strict=True):
            begins = begins if part.offset is None else start + part.offset
            spans.append((one, begins, begins + one.need.length))
            begins += one.need.length
        if not all(Room.of(one).window(begin) for one, begin, _ in spans):
            continue
        for numbers in product(*(range(len(stock.units)) for part in parts for stock in part.stocks)):
            left, way = list(numbers), []
            for part, (one, begin, end) in zip(parts, spans, strict=True):
                units = {stock.resource_id: left.pop(0) for stock in part.stocks}
                way.append((part, Assignment(one.specialist_id, begin, end, units)))
            if _possible(way):
                yield [assignment for _, assignment in way]


def _possible(way: Sequence[tuple[Part, Assignment]]) -> bool:
    for place, (part, one) in enumerate(way):
        for stock in part.stocks:
            taken = stock.units[one.units[stock.resource_id]]
            if any(other.start < one.end and one.start < other.end for other in taken):
                return False
        if any(one.collides(other) for _, other in way[:place]):
            return False
    return True


@given(_parts(), st.sampled_from([15, 30]))
def test_list_is_what_a_search_through_every_way_finds(parts: list[Part], step: int) -> None:
    visit, offered = Visit(parts), terms(step=step)

    listed = visit.offered(offered, WHOLE_DAY)

    possible = [
        start
        for start in (at("09:00") + minutes(15 * number) for number in range(24))
        if next(_every_way(parts, start, offered), None) is not None
    ]
    assert listed == possible
    for start in listed:
        assigned = visit.assign(start, offered)
        assert assigned is not None
        assert list(assigned) in list(_every_way(parts, start, offered))
    assert all(visit.assign(start, offered) is None for start in (at("09:00"), at("13:45")))
