"""Which starts are free, against a check that looks at one start at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.booking_bot.domain.availability import (
    Busy,
    Calendar,
    Need,
    Room,
    Terms,
    Window,
    count_by_day,
    nearest_starts,
    offered_starts,
)
from services.booking_bot.domain.intervals import Interval, merge

DAY = datetime(2026, 3, 2, tzinfo=UTC)
WHOLE_DAY = Interval(DAY, DAY + timedelta(days=1))


def at(clock: str) -> datetime:
    hours, minutes = clock.split(":")
    return DAY + timedelta(hours=int(hours), minutes=int(minutes))


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def busy(start: str, end: str, before: int = 0, after: int = 0) -> Busy:
    return Busy(at(start), at(end), minutes(before), minutes(after))


def hour(before: int = 0, after: int = 0) -> Need:
    return Need(minutes(60), minutes(before), minutes(after))


HOUR = hour()


def asking(calendar: Calendar, need: Need) -> Calendar:
    return replace(calendar, need=need)


def day(*taken: Busy, opening: tuple[str, str] = ("10:00", "14:00")) -> Calendar:
    return Calendar(1, HOUR, [Interval(at(opening[0]), at(opening[1]))], taken)


def terms(step: int = 30, earliest: str = "00:00", latest: str = "24:00") -> Terms:
    return Terms(minutes(step), at(earliest), at(latest))


def clocks(starts: list[datetime]) -> list[str]:
    return [f"{start:%H:%M}" for start in starts]


def test_starts_of_an_empty_day_end_when_the_visit_no_longer_fits() -> None:
    starts = Room.of(day()).starts(terms(), WHOLE_DAY)

    assert clocks(starts) == ["10:00", "10:30", "11:00", "11:30", "12:00", "12:30", "13:00"]


def test_starts_next_to_a_visit_are_free_because_adjacent_is_not_overlapping() -> None:
    starts = Room.of(day(busy("11:00", "12:00"))).starts(terms(), WHOLE_DAY)

    assert clocks(starts) == ["10:00", "12:00", "12:30", "13:00"]


def test_starts_keep_to_the_row_of_the_opening_after_a_visit_off_it() -> None:
    starts = Room.of(day(busy("10:10", "10:55"))).starts(terms(), WHOLE_DAY)

    assert clocks(starts) == ["11:00", "11:30", "12:00", "12:30", "13:00"]


def test_gap_between_two_visits_is_the_larger_of_the_two() -> None:
    calendar = day(busy("11:00", "12:00", before=10, after=30), opening=("09:00", "15:00"))

    starts = Room.of(asking(calendar, hour(before=20, after=40))).starts(terms(step=10), WHOLE_DAY)

    assert clocks(starts)[:4] == ["09:00", "09:10", "09:20", "12:30"]


def test_each_opening_of_a_day_begins_a_row_of_its_own() -> None:
    calendar = Calendar(1, HOUR, [Interval(at("10:00"), at("11:40")), Interval(at("12:15"), at("13:30"))], [])

    starts = Room.of(calendar).starts(terms(), WHOLE_DAY)

    assert clocks(starts) == ["10:00", "10:30", "12:15"]


def test_visit_may_run_over_openings_that_touch() -> None:
    calendar = Calendar(1, HOUR, [Interval(at("10:00"), at("11:00")), Interval(at("11:00"), at("12:00"))], [])

    starts = Room.of(calendar).starts(terms(), WHOLE_DAY)

    assert clocks(starts) == ["10:00", "10:30", "11:00"]


def test_notice_and_horizon_cut_the_list() -> None:
    starts = Room.of(day()).starts(terms(earliest="10:31", latest="12:00"), WHOLE_DAY)

    assert clocks(starts) == ["11:00", "11:30"]


def test_visits_that_overlap_each_other_block_as_one() -> None:
    starts = Room.of(day(busy("10:00", "12:00"), busy("11:00", "11:30"))).starts(terms(), WHOLE_DAY)

    assert clocks(starts) == ["12:00", "12:30", "13:00"]


def test_any_specialist_offers_what_one_of_them_can_do() -> None:
    morning, noon = day(opening=("10:00", "11:00")), day(busy("11:00", "12:00"), opening=("11:00", "13:00"))

    assert clocks(offered_starts([Room.of(morning), Room.of(noon)], terms(), WHOLE_DAY)) == ["10:00", "12:00"]


def test_any_specialist_never_shares_one_visit_between_two() -> None:
    first, second = day(opening=("10:00", "10:30")), day(opening=("10:30", "11:00"))

    assert offered_starts([Room.of(first), Room.of(second)], terms(), WHOLE_DAY) == []


def test_staff_may_book_off_the_step_where_there_is_room() -> None:
    room = Room.of(day(busy("11:00", "12:00")))

    assert not room.offers(at("12:10"), terms())
    assert room.window(at("12:10")) == Window(at("12:00"), at("13:00"))
    assert room.window(at("10:10")) is None


def test_nearest_starts_are_the_closest_in_order_of_time() -> None:
    starts = [at("10:00"), at("11:00"), at("13:00"), at("13:30"), at("18:00")]

    assert nearest_starts(starts, at("12:30")) == (at("11:00"), at("13:00"), at("13:30"))


def test_days_are_counted_from_their_midnights() -> None:
    midnights = [DAY, DAY + timedelta(days=1), DAY + timedelta(days=2)]

    assert count_by_day([at("00:00"), at("23:30"), at("24:00")], midnights) == [2, 1]


GAPS = st.integers(0, 45)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    opening = [
        Interval(DAY + minutes(start), DAY + minutes(start + length))
        for start, length in draw(st.lists(st.tuples(st.integers(0, 1440), st.integers(30, 700)), max_size=4))
    ]
    taken = [
        Busy(DAY + minutes(start), DAY + minutes(start + length), minutes(before), minutes(after))
        for start, length, before, after in draw(
            st.lists(st.tuples(st.integers(0, 2000), st.integers(1, 240), GAPS, GAPS), max_size=6)
        )
    ]
    return Calendar(1, HOUR, sorted(opening), taken)


NEEDS = st.builds(
    lambda length, before, after: Need(minutes(length), minutes(before), minutes(after)),
    st.integers(5, 180),
    GAPS,
    GAPS,
)
TERMS = st.builds(
    lambda step, earliest, latest: Terms(minutes(step), DAY + minutes(earliest), DAY + minutes(latest)),
    st.sampled_from([5, 10, 15, 20, 30, 45, 60]),
    st.integers(0, 900),
    st.integers(0, 2000),
)
TWO_DAYS = Interval(DAY, DAY + timedelta(days=2))


def has_room(start: datetime, calendar: Calendar, need: Need) -> bool:
    """The rule in its plainest words, one visit against each other one."""
    visit = Interval(start, start + need.length)
    inside = any(span.contains(visit) for span in merge(calendar.opening))
    return inside and all(
        visit.end + max(need.after, other.before) <= other.start
        or other.end + max(other.after, need.before) <= visit.start
        for other in calendar.busy
    )


@given(calendars(), NEEDS, TERMS)
def test_list_holds_exactly_the_starts_of_the_rows_that_have_room(
    calendar: Calendar, need: Need, offered: Terms
) -> None:
    rows = {
        span.start + number * offered.step
        for span in calendar.opening
        for number in range(int((span.end - span.start) / offered.step) + 1)
        if span.start + number * offered.step < span.end
    }

    starts = Room.of(asking(calendar, need)).starts(offered, TWO_DAYS)

    assert starts == sorted(
        start
        for start in rows
        if offered.earliest <= start < offered.latest
        and TWO_DAYS.start <= start < TWO_DAYS.end
        and has_room(start, calendar, need)
    )


@given(calendars(), NEEDS, TERMS, st.integers(0, 2000))
def test_check_of_one_start_agrees_with_the_list(calendar: Calendar, need: Need, offered: Terms, minute: int) -> None:
    start = DAY + minutes(minute)

    listed = start in Room.of(asking(calendar, need)).starts(offered, TWO_DAYS)

    assert Room.of(asking(calendar, need)).offers(start, offered) is listed


@given(calendars(), NEEDS, st.integers(0, 2000))
def test_staff_have_room_wherever_the_plain_rule_says_so(calendar: Calendar, need: Need, minute: int) -> None:
    start = DAY + minutes(minute)

    assert (Room.of(asking(calendar, need)).window(start) is not None) is has_room(start, calendar, need)


@given(calendars(), NEEDS, TERMS)
def test_booking_a_listed_start_frees_no_other(calendar: Calendar, need: Need, offered: Terms) -> None:
    before = Room.of(asking(calendar, need)).starts(offered, TWO_DAYS)

    for start in before[:3]:
        visit = Busy(start, start + need.length, need.before, need.after)
        taken = Calendar(1, HOUR, calendar.opening, [*calendar.busy, visit])
        after = Room.of(asking(taken, need)).starts(offered, TWO_DAYS)

        assert set(after) < set(before)
        assert not {other for other in after if abs(other - start) < need.length}
