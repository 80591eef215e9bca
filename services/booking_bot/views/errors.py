"""What the bot says when a request runs into a rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from services.booking_bot.domain import (
    errors,
    errors_customers,
    errors_displacement,
    errors_links,
    errors_plan,
    errors_setup,
    errors_team,
    errors_texts,
)
from services.booking_bot.domain.own_texts import TextKind
from services.booking_bot.views.plan import holds_no_more
from services.booking_bot.views.team import role_text
from services.booking_bot.views.words import Html, Words, wall_clock

Wording = Callable[[Words, Any], Html]

_WORDINGS: Mapping[type[errors.DomainError], Wording] = {
    errors.SlotTaken: lambda words, _: words("😔 This time has just been taken."),
    errors.OwnVisit: lambda words, error: (
        words("The customer has another visit at this time.")
        if error.told_business
        else words("There is another visit of yours at this time.")
    ),
    errors.InThePast: lambda words, _: words("This time is already over."),
    errors.TooSoon: lambda words, _: words("It is too late to book this time."),
    errors.TooFar: lambda words, _: words("It is too early to book this time."),
    errors.OutsideHours: lambda words, _: words("The visit does not fit into the opening hours."),
    errors.NotOffered: lambda words, _: words("This time is not offered any more."),
    errors.InvalidName: lambda words, error: words(
        "Please send a name of at most {longest} characters.", longest=error.longest
    ),
    errors.InvalidPhone: lambda words, error: words(
        "“{text}” is no phone number. Please send it with the country's code, as in +79161234567.", text=error.text
    ),
    errors_setup.InvalidAddress: lambda words, error: words(
        "Please send an address of at most {longest} characters.", longest=error.longest
    ),
    errors_setup.InvalidLink: lambda words, error: words(
        "“{text}” is no link. Please send it whole, as in https://instagram.com/my_salon", text=error.text
    ),
    errors_setup.InvalidPoint: lambda words, error: words("There is no place at {text}.", text=error.text),
    errors_texts.InvalidText: lambda words, error: words(
        "Please send a text of at most {longest} characters, with something to read in it.", longest=error.longest
    ),
    errors_texts.UnknownPlaceholder: lambda words, error: words(
        "Nothing can be filled in for <code>{what}</code> here, and nothing was saved. There is: {allowed}",
        what=error.placeholder,
        allowed=_codes(error.allowed),
    ),
    errors_texts.UnclosedBrace: lambda words, error: words(
        "A brace has no other one: <code>{near}</code>. Nothing was saved. Braces stand around these alone: {allowed}",
        near=error.near,
        allowed=_codes(error.allowed),
    ),
    errors_setup.InvalidDuration: lambda words, error: words(
        "A visit lasts from {shortest} to {longest}.",
        shortest=words.length(error.shortest),
        longest=words.length(error.longest),
    ),
    errors_setup.InvalidPrice: lambda words, error: words(
        "Please send a price from 0 to {highest}.", highest=words.amount(error.highest)
    ),
    errors_setup.InvalidInterval: lambda words, error: words(
        "{starts}–{ends} is no interval: the end must come after the start.",
        starts=wall_clock(error.starts),
        ends=wall_clock(error.ends),
    ),
    errors_setup.IntervalsOverlap: lambda words, error: words(
        "{first} and {second} overlap.", first=_interval(error.first), second=_interval(error.second)
    ),
    errors_setup.InvalidShift: lambda words, error: words("From 1 to {most} days on and as many off.", most=error.most),
    errors_setup.ShiftsFollow: lambda words, error: words(
        "Other shifts are set from {day} on.", day=words.full_day(error.day)
    ),
    errors_setup.RangeReversed: lambda words, error: words(
        "{first} – {last}: the last day comes before the first.",
        first=words.full_day(error.first),
        last=words.full_day(error.last),
    ),
    errors_setup.DayOver: lambda words, error: words("{day} is over already.", day=words.full_day(error.day)),
    errors_setup.RangeTooLong: lambda words, error: words("At most {n} days at once.", n=error.most),
    errors_setup.HoleGone: lambda words, error: words("{time} is not free any more.", time=words.clock(error.start)),
    errors_setup.TimeIsBooked: lambda words, error: words(
        "{time} is not free: nothing was blocked.", time=f"{words.clock(error.start)}–{words.clock(error.end)}"
    ),
    errors_displacement.NotDisplaced: lambda words, _: words("This visit is settled: there is nothing to choose."),
    errors_displacement.SpecialistBusy: lambda words, _: words("😔 This specialist is not free at that time any more."),
    errors_displacement.DisplacementNotFound: lambda words, _: words("There is no such list any more."),
    errors_displacement.NobodyDisplaced: lambda words, _: words("There is nobody to write to any more."),
    errors_setup.InvalidTimezone: lambda words, error: words("There is no time zone “{name}”.", name=error.name),
    errors_setup.InvalidLanguage: lambda words, _: words("The bot does not speak this language yet."),
    errors_setup.InvalidRule: lambda words, error: words(
        "{value} does not do: from {lowest} to {highest}.",
        value=error.value,
        lowest=error.lowest,
        highest=error.highest,
    ),
    errors_setup.InvalidCurrency: lambda words, error: words("“{currency}” is no currency.", currency=error.currency),
    errors_setup.CurrencySettled: lambda words, error: words(
        "There are bookings with prices in {currency} already: the currency stays, or sums would be mixed up.",
        currency=error.currency,
    ),
    errors.DayOutOfReach: lambda words, _: words("This day cannot be booked."),
    errors.NotAllowed: lambda words, _: words("This is for the owner of the business."),
    errors.LastOwner: lambda words, _: words("The last owner cannot be taken away. Name another one first."),
    errors.ServiceNotFound: lambda words, _: words("This service is not offered any more."),
    errors.ServiceHidden: lambda words, error: words(
        "“{name}” cannot be booked at present. Please choose another service.", name=error.name
    ),
    errors_setup.CategoryNotFound: lambda words, _: words("There is no such category any more."),
    errors.SpecialistNotFound: lambda words, _: words("This specialist does not do it any more. Please choose anew."),
    errors_setup.LastSpecialist: lambda words, _: words("Somebody must be left to do the work."),
    errors_setup.ServiceNameTaken: lambda words, error: words(
        "There is a service “{name}” already. Please send another name.", name=error.name
    ),
    errors.PartNotFound: lambda words, _: words("This part is cancelled already."),
    errors.LastPart: lambda words, _: words("This is the only part left. Please cancel the whole visit."),
    errors.TooManyServices: lambda words, error: words(
        "Services in one visit: at most {n}. Please book the others separately.", n=error.most
    ),
    errors.GuestsNotTaken: lambda words, _: words("Here one books for oneself. Please contact us to bring somebody."),
    errors_setup.ResourceNotFound: lambda words, _: words("This was removed meanwhile."),
    errors_setup.InvalidUnits: lambda words, error: words("How many are there? From 1 to {most}.", most=error.most),
    errors_setup.InvalidPriceChange: lambda words, error: words(
        "Prices can be changed by {lowest} to +{highest} percent, or by a sum.",
        lowest=error.lowest,
        highest=error.highest,
    ),
    errors_setup.PricesChanged: lambda words, _: words(
        "⚠️ The prices have changed since then. This is what the change would do now."
    ),
    errors_setup.NotAFutureDay: lambda words, error: words(
        "{day} is no day to come. Please choose tomorrow or later.", day=words.day(error.day)
    ),
    errors_setup.InvalidFixedTime: lambda words, _: words("Please send times of a day, as in 10:00, 12:30, 15:00."),
    errors_setup.TooManyFixedTimes: lambda words, error: words(
        "At most {most} times. Please send fewer.", most=error.most
    ),
    errors.BookingNotFound: lambda words, _: words("This booking was not found."),
    errors.NotYourBooking: lambda words, _: words("This booking was not found."),
    errors.BookingCancelled: lambda words, _: words("This visit is cancelled already."),
    errors.BookingStarted: lambda words, _: words(
        "The visit has begun: it can no longer be changed here. Please contact us."
    ),
    errors.NameNeeded: lambda words, _: words("Your name is needed to book."),
    errors.PhoneNeeded: lambda words, _: words("Your phone number is needed to book."),
    errors.ConsentMissing: lambda words, _: words("Your consent is needed first. Please book once more."),
    errors.TooLateToMove: lambda words, error: words(
        "A visit can be moved here until {length} before it. Please contact us.", length=words.length(error.minutes)
    ),
    errors.TooLateToCancel: lambda words, error: words(
        "A visit can be cancelled here until {length} before it. Please contact us.",
        length=words.length(error.minutes),
    ),
    errors.TooManyMoves: lambda words, error: words(
        "This visit cannot be moved any more here: it has been moved {n} times. Please contact us.", n=error.most
    ),
    errors.TooManyBookings: lambda words, error: words(
        "You can have {n} bookings ahead at most. Move or cancel one to book anew.", n=error.most
    ),
    errors.NotLateYet: lambda words, _: words(
        "There is still time: from two hours before the visit you can say here that you are late."
    ),
    errors.QuestionUnknown: lambda words, _: words("This message is no question of a customer."),
    errors_customers.CustomerNotFound: lambda words, _: words("This customer is not on the list any more."),
    errors.NotWelcome: lambda words, error: by_phone(words, error.shop_phone),
    errors.TakesNoBookings: lambda words, error: (
        words(
            "The subscription of this bot has ended: it takes no new bookings and moves none. Renew it in the bot where"
            " you bought this one, and everything works as before."
        )
        if error.told_business
        else by_phone(words, error.shop_phone)
    ),
    errors.NotBegun: lambda words, error: words(
        "The visit begins later ({when}): then you can say whether the customer came.", when=words.when(error.start)
    ),
    errors_customers.UsernameUnknown: lambda words, error: words(
        "{username} has never written to this bot. Please send a name, with the phone if you have it.",
        username=error.username,
    ),
    errors_customers.InvalidSum: lambda words, error: words(
        "Please send a sum from 0 to {highest}.", highest=words.amount(error.highest)
    ),
    errors_customers.InvalidNote: lambda words, error: words(
        "Please send a note of at most {longest} characters.", longest=error.longest
    ),
    errors_customers.InvalidTag: lambda words, error: words(
        "Please send tags of at most {longest} characters, separated by commas.", longest=error.longest
    ),
    errors_customers.TooManyTags: lambda words, error: words("A customer has {most} tags at most.", most=error.most),
    errors_customers.InvalidBirthday: lambda words, error: words(
        "“{text}” is no birthday. Please send day and month, as in 05.03 or 05.03.1990.", text=error.text
    ),
    errors_customers.NotTheSame: lambda words, _: words("These two cannot be made one: they are different people."),
    errors_links.LinkUnknown: lambda words, _: words("This link does not work any more. Please ask for a new one."),
    errors_links.LinkUsed: lambda words, _: words(
        "This link has been opened by somebody else. Please ask for a new one."
    ),
    errors_links.LinkOver: lambda words, _: words("The visit of this link is over or cancelled. Book a new one below."),
    errors_links.LinkForCustomer: lambda words, _: words(
        "This link is for your customer: forward it, for it works once. You see the visit under “📋 Today”."
    ),
    errors_links.InTelegramAlready: lambda words, error: words(
        "{name} is in Telegram already and gets reminders there.", name=error.name
    ),
    errors.HoursNotHers: lambda words, _: words("The owner sets your hours. Please ask there."),
    errors.SharedVisit: lambda words, _: words(
        "A colleague has a part in this visit: an owner or admin changes it. Please ask there."
    ),
    errors_team.MemberNotFound: lambda words, _: words("This person is not of the team."),
    errors_team.NoSchedule: lambda words, _: words(
        "A specialist works as one of those who take visits: choose as whom."
    ),
    errors_team.InvitationUnknown: lambda words, _: words("This invitation is not valid. Please ask for a new link."),
    errors_team.InvitationUsed: lambda words, _: words(
        "Somebody has joined by this link already. Please ask for a new one."
    ),
    errors_team.InvitationCalledOff: lambda words, _: words("This invitation was called off."),
    errors_team.InvitationExpired: lambda words, error: words(
        "This invitation held until {when}. Please ask for a new link.", when=words.when(error.expired_at)
    ),
    errors_team.AlreadyInTeam: lambda words, error: words(
        "You are of the team already, as {role}. Roles are changed by an owner, not by a link.",
        role=role_text(words, error.role),
    ),
    errors_team.InvalidPercent: lambda words, _: words("Please send a number above 0 and up to 100."),
    errors_team.PayRewritesPast: lambda words, error: words(
        "What was earned stays as it is: please choose {day} or a later day.", day=words.full_day(error.today)
    ),
    errors_plan.PlanHoldsNoMore: lambda words, error: holds_no_more(words, error.use),
    errors.CustomerUnknown: lambda words, _: words("Please press /start first."),
}


def refusal(words: Words, error: errors.DomainError) -> Html:
    """The error in the reader's language."""
    wording = _WORDINGS.get(type(error))
    return words("This cannot be done.") if wording is None else wording(words, error)


def by_phone(words: Words, shop_phone: str) -> Html:
    """To who is banned: polite, and without the word."""
    own = words.of_owner(TextKind.NOT_WELCOME)
    if own:
        return own
    if shop_phone:
        return words("Please book this visit by phone: {phone}", phone=shop_phone)
    return words("Please contact us directly to book this visit.")


def _codes(allowed: Sequence[str]) -> Html:
    return Html(", ".join(f"<code>{each}</code>" for each in allowed))


def out_of_date(words: Words) -> str:
    """A pop-up for a button of an old screen."""
    return words.label("This button is out of date. Here is the present state.")


def trouble(words: Words) -> Html:
    """Something of ours does not work."""
    return words("⚠️ Something does not work on our side. Nothing was changed. Please try again in a minute.")


def _interval(minutes: tuple[int, int]) -> str:
    return f"{wall_clock(minutes[0])}–{wall_clock(minutes[1])}"
