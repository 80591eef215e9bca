"""What the business's plan holds, and what its owner hears when more is used."""

from __future__ import annotations

from collections.abc import Sequence

from services.booking_bot.domain.plan_limits import Limit, Overage, PlanNews, PlanUse, month_of
from services.booking_bot.use_cases.plan_limits import PlanLetter, PlanState
from services.booking_bot.views.screen import screen
from services.booking_bot.views.words import Html, Words
from services.shared.telegram.screens import Screen


def letter(words: Words, told: PlanLetter) -> Screen:
    state = told.state
    if told.news is PlanNews.FINE:
        lines = [words("✅ <b>Your plan is enough again</b>")]
        return screen("\n".join([*lines, "", *plan_lines(words, [state])] if state.use.allowed else lines), ())
    assert state.overage is not None, "only an overage is told of"
    title = words("📦 <b>More is used than your plan holds</b>")
    if told.news is PlanNews.LAST_DAY and not (state.overage.narrows(state.at) or _anew(words, state, state.overage)):
        title = words("⏳ <b>Tomorrow the time ends in which more may be used than your plan holds</b>")
    return screen(
        "\n".join(
            [
                title,
                *plan_lines(words, [state]),
                "",
                words("Your customers notice nothing of it and book on, always. Nothing is hidden, nothing is lost."),
                _what_comes(words, state, state.overage),
                "",
                how_to_change(words),
            ]
        ),
        (),
    )


def plan_lines(words: Words, states: Sequence[PlanState]) -> list[Html]:
    """A line a limit; empty where there is none."""
    return [_line(words, state) for state in states if state.use.allowed]


def now_held(words: Words, states: Sequence[PlanState]) -> list[Html]:
    """All of the plan, with until when more of it may be used; empty where nothing is limited."""
    lines: list[Html] = []
    for state in states:
        lines += plan_lines(words, [state])
        if state.overage is not None:
            lines.append(_what_comes(words, state, state.overage))
    return [*lines, how_to_change(words)] if any(state.overage for state in states) else lines


def holds_no_more(words: Words, use: PlanUse) -> Html:
    """Why one more is refused, and what can be done."""
    if use.limit is Limit.SPECIALISTS:
        text = words(
            "Your plan holds no further specialist: {used} of {allowed}. All who are there stay and work on.",
            used=use.used,
            allowed=use.allowed,
        )
    else:
        text = words(
            "Your plan holds no further booking by hand this month: {used} of {allowed}. Customers still book"
            " themselves.",
            used=use.used,
            allowed=use.allowed,
        )
    return Html(f"{text}\n\n{how_to_change(words)}")


def how_to_change(words: Words) -> Html:
    return words("Choose a bigger plan where you bought this bot: “🤖 My bots”, “Renew”.")


def _line(words: Words, state: PlanState) -> Html:
    use = state.use
    mark = "⚠️ " if use.is_over else ""
    if use.limit is Limit.SPECIALISTS:
        return words("{mark}Specialists: {used} of {allowed}", mark=mark, used=use.used, allowed=use.allowed)
    month = words.month(words.day_of(state.at))
    return words(
        "{mark}{month}, bookings: {used} of {allowed}", mark=mark, month=month, used=use.used, allowed=use.allowed
    )


def _what_comes(words: Words, state: PlanState, overage: Overage) -> Html:
    """What the owner will not be able to do, and from when on; or cannot do any more."""
    if overage.narrows(state.at):
        if state.use.limit is Limit.SPECIALISTS:
            return words("Only this is not possible now: to add one more specialist.")
        return words("Only this is not possible until the month is over: to book somebody by hand.")
    if _anew(words, state, overage):
        return words("Next month bookings are counted anew, so until then nothing changes for you either.")
    until = words.full_day(words.day_of(overage.until))
    if state.use.limit is Limit.SPECIALISTS:
        return words("From {until} on only this is not possible: to add one more specialist.", until=until)
    return words(
        "From {until} on only this is not possible until the month is over: to book somebody by hand.", until=until
    )


def _anew(words: Words, state: PlanState, overage: Overage) -> bool:
    """Whether the month, by which bookings are counted, is over before the days are."""
    return state.use.limit is Limit.BOOKINGS and month_of(state.at, words.zone).end <= overage.until
