"""The team, its log and its pay. A screen is added as one more entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from scripts.gallery.making import Make
from scripts.gallery.samples import BOOKING, CUSTOMER, LONGEST_ID, NOW, PAID, SERVICE, SETTINGS, SPECIALIST, START
from services.booking_bot.domain import log_values as values
from services.booking_bot.domain.audit import Act, LogEntry
from services.booking_bot.domain.invitations import VALID_FOR, Invitation
from services.booking_bot.domain.outcomes import HIGHEST_SUM
from services.booking_bot.domain.pay import DatedTerms, Earnings, PaidVisit, PayKind, PayTerms, Period, Sale, SoldPart
from services.booking_bot.domain.team import Member, Role, Team
from services.booking_bot.storage.ports_team import StaffPerson
from services.booking_bot.use_cases import log as log_use_case
from services.booking_bot.use_cases.invitations import Invited
from services.booking_bot.use_cases.log import LogPage
from services.booking_bot.use_cases.pay import PayCard, PayReport
from services.booking_bot.use_cases.team import TeamBoard
from services.booking_bot.views import invitations, log, pay, pay_terms, team
from services.booking_bot.views.schedule_buttons import OF_ALL
from services.booking_bot.views.team_buttons import SetRole

USER = 2**53 - 1
MEMBER = Member(USER, Role.SPECIALIST, SPECIALIST.id)
PERSON = StaffPerson(MEMBER, CUSTOMER.name, CUSTOMER.username, SPECIALIST.name)
ADMIN = StaffPerson(Member(1, Role.ADMIN), None, None, None)
GONE = replace(PERSON, left=True)
INVITATION = Invitation(LONGEST_ID, Role.SPECIALIST, SPECIALIST.id, USER, NOW + VALID_FOR)
INVITED = Invited(INVITATION, SPECIALIST.name, "-" * 22)
BOARD = TeamBoard(
    people=(*[PERSON, ADMIN] * 15, GONE),
    invitations=(INVITATION,) * 10,
    specialists=(SPECIALIST,) * 30,
    team=Team((MEMBER,)),
    may_change=True,
    own_hours=True,
    asked_by=1,
)
ENTRY = LogEntry(
    Act.SERVICE_PRICE,
    NOW,
    USER,
    values.text(SERVICE.name),
    values.price(SERVICE.costs("RUB")),
    values.price(replace(SERVICE, price=1).costs("RUB")),
    by_name=CUSTOMER.name,
)
MARKED = replace(
    ENTRY,
    act=Act.MARKED,
    subject=values.text(BOOKING.service_name),
    before=values.mark(BOOKING.mark, "RUB"),
    after=values.mark(PAID.mark, "RUB"),
    booking_id=LONGEST_ID,
    customer_name=CUSTOMER.name,
)
LOG = LogPage((ENTRY, MARKED) * (log_use_case.PAGE // 2), 3, True, USER, (PERSON, ADMIN) * 15)
SOLD = SoldPart(SPECIALIST.id, SERVICE.name, SERVICE.price)
SALE = Sale(LONGEST_ID, date(2026, 3, 2), START, START + timedelta(hours=1), CUSTOMER.name, PAID.mark, (SOLD,) * 4)
VISIT = PaidVisit(SALE, (SERVICE.name,) * 4, HIGHEST_SUM, HIGHEST_SUM, HIGHEST_SUM)
EARNED = Earnings((VISIT,) * 30, HIGHEST_SUM, 100)
TERMS = tuple(
    DatedTerms(date(2026, 3, day), PayTerms(kind, HIGHEST_SUM), LONGEST_ID - day) for day, kind in enumerate(PayKind, 1)
)
STAFF = tuple(replace(SPECIALIST, id=number) for number in range(1, 31))
REPORT = PayReport(
    Period(date(2026, 3, 1), date(2026, 3, 31)),
    STAFF,
    {one.id: EARNED for one in STAFF},
    {one.id: TERMS for one in STAFF},
    "RUB",
    date(2026, 3, 2),
)
HERS = replace(REPORT, specialists=STAFF[:1])
CARD = PayCard(replace(SPECIALIST, id=LONGEST_ID), TERMS[0], TERMS * 5, "RUB", date(2026, 3, 2))
NEW_CARD = replace(CARD, now=None, planned=())
HIGHEST_TERMS = PayTerms(PayKind.PER_MONTH, HIGHEST_SUM)

TEAM_SCREENS: dict[str, Make] = {
    "team": lambda words: team.team(words, BOARD, 3, words("✅ Saved.")),
    "team, of an admin": lambda words: team.team(words, replace(BOARD, may_change=False)),
    "member": lambda words: team.member(words, PERSON, words("✅ Saved.")),
    "member, unknown": lambda words: team.member(words, ADMIN),
    "take off the team?": lambda words: team.ask_remove(words, PERSON),
    "give up being an owner?": lambda words: team.ask_give_up(words, SetRole(user=USER, role=Role.SPECIALIST)),
    "whose visits are the own ones?": lambda words: team.ask_own_schedule(words, BOARD, PERSON, 2),
    "as which specialist?": lambda words: team.ask_as_whom(words, BOARD, ADMIN),
    "invite as what?": team.ask_role,
    "invite which specialist?": lambda words: team.ask_whom_to_invite(words, BOARD, 1),
    "open invitation": lambda words: team.invitation(words, BOARD, INVITATION),
    "not yours any more": team.not_yours,
    "invitation made": lambda words: invitations.made(words, INVITED),
    "invitation to forward": lambda words: invitations.to_forward(words, SETTINGS, INVITED, "a" * 32),
    **{
        f"invited as {role}": lambda words, role=role: invitations.offer(  # type: ignore[misc]  # bound while it loops
            words, SETTINGS, replace(INVITED, invitation=replace(INVITATION, role=role))
        )
        for role in Role
    },
    "joined, a specialist": lambda words: invitations.joined(words, SETTINGS, MEMBER),
    "joined, an admin": lambda words: invitations.joined(words, SETTINGS, ADMIN.member),
    "somebody has joined": lambda words: invitations.told(words, INVITATION, PERSON),
    "log": lambda words: log.log(words, LOG),
    "log, empty": lambda words: log.log(words, LogPage((), 0, False, None, ())),
    "log of whom?": lambda words: log.ask_whose(words, LOG.people, 1),
    "pay": lambda words: pay.report(words, REPORT, 2),
    "pay of one": lambda words: pay.report_of(words, HERS, 2),
    "pay of which days?": lambda words: pay.ask_period(words, OF_ALL, pay.not_a_period(words)),
    "pay of which days of one?": lambda words: pay.ask_period(words, LONGEST_ID),
    "pay terms": lambda words: pay_terms.card(words, CARD, words("✅ Saved.")),
    "pay terms, none": lambda words: pay_terms.card(words, NEW_CARD),
    **{
        f"pay terms, how much? {kind}": lambda words, kind=kind: pay_terms.ask_value(  # type: ignore[misc]  # as above
            words, CARD, kind, pay_terms.not_a_number(words)
        )
        for kind in (PayKind.PERCENT, PayKind.PER_VISIT, PayKind.PER_MONTH)
    },
    "pay terms, from when?": lambda words: pay_terms.ask_day(words, CARD, HIGHEST_TERMS),
    "pay terms, the first, from when?": lambda words: pay_terms.ask_day(words, NEW_CARD, HIGHEST_TERMS),
    "pay terms, from which day?": lambda words: pay_terms.ask_typed_day(words, CARD, pay.not_a_period(words)),
}
