"""Which refusals leave the question standing."""

from __future__ import annotations

from services.booking_bot.domain import errors, errors_customers, errors_setup


def test_whatever_can_be_said_in_another_way_may_be_said_again() -> None:
    kinds = [kind for module in (errors, errors_setup, errors_customers) for kind in vars(module).values()]
    invalid = {kind for kind in kinds if isinstance(kind, type) and kind.__name__.startswith("Invalid")}

    assert len(invalid) > 10
    assert {kind for kind in invalid if not issubclass(kind, errors.WrongAnswer)} == set()
    assert not issubclass(errors.ServiceHidden, errors.WrongAnswer)
    assert not issubclass(errors.TooManyBookings, errors.WrongAnswer)
