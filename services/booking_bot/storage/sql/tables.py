"""All topics over one connection."""

from __future__ import annotations

from dataclasses import dataclass

from services.booking_bot.storage.sql.audit import SqlAudit
from services.booking_bot.storage.sql.blocks import SqlBlocks
from services.booking_bot.storage.sql.bookings import SqlBookings
from services.booking_bot.storage.sql.calls import SqlCalls
from services.booking_bot.storage.sql.categories import SqlCategories
from services.booking_bot.storage.sql.clientele import SqlClientele
from services.booking_bot.storage.sql.consents import SqlConsents
from services.booking_bot.storage.sql.customer_links import SqlCustomerLinks
from services.booking_bot.storage.sql.customers import SqlCustomers
from services.booking_bot.storage.sql.digests import SqlDigests
from services.booking_bot.storage.sql.displacement_lists import SqlDisplacementLists
from services.booking_bot.storage.sql.displacements import SqlDisplacements
from services.booking_bot.storage.sql.executor import Executor
from services.booking_bot.storage.sql.lapsed import SqlLapsed
from services.booking_bot.storage.sql.marks import SqlMarks
from services.booking_bot.storage.sql.notices import SqlNotices
from services.booking_bot.storage.sql.occupied_time import SqlOccupiedTime
from services.booking_bot.storage.sql.own_texts import SqlOwnTexts
from services.booking_bot.storage.sql.pay import SqlPay
from services.booking_bot.storage.sql.plan_overages import SqlPlanOverages
from services.booking_bot.storage.sql.preferences import SqlPreferences
from services.booking_bot.storage.sql.price_changes import SqlPriceChanges
from services.booking_bot.storage.sql.questions import SqlQuestions
from services.booking_bot.storage.sql.resources import SqlResources
from services.booking_bot.storage.sql.schedules import SqlSchedules
from services.booking_bot.storage.sql.services import SqlServices
from services.booking_bot.storage.sql.settings import SqlSettings
from services.booking_bot.storage.sql.specialists import SqlSpecialists, SqlWeeklyHours
from services.booking_bot.storage.sql.staff import SqlInvitations, SqlStaff
from services.booking_bot.storage.sql.updates import SqlUpdates


@dataclass(frozen=True, slots=True)
class SqlTables:
    settings: SqlSettings
    customers: SqlCustomers
    clientele: SqlClientele
    lapsed: SqlLapsed
    marks: SqlMarks
    consents: SqlConsents
    categories: SqlCategories
    services: SqlServices
    specialists: SqlSpecialists
    weekly_hours: SqlWeeklyHours
    schedules: SqlSchedules
    resources: SqlResources
    occupied: SqlOccupiedTime
    blocks: SqlBlocks
    bookings: SqlBookings
    price_changes: SqlPriceChanges
    displacements: SqlDisplacements
    displacement_lists: SqlDisplacementLists
    calls: SqlCalls
    customer_links: SqlCustomerLinks
    notices: SqlNotices
    questions: SqlQuestions
    updates: SqlUpdates
    own_texts: SqlOwnTexts
    staff: SqlStaff
    invitations: SqlInvitations
    audit: SqlAudit
    preferences: SqlPreferences
    digests: SqlDigests
    pay: SqlPay
    plan_overages: SqlPlanOverages

    @property
    def owes(self) -> bool:
        """Whether the transaction has given the sender something to do."""
        return self.notices.added or self.displacements.changed or self.displacement_lists.changed

    @classmethod
    def over(cls, executor: Executor, specialists: SqlSpecialists) -> SqlTables:
        """``specialists`` is the engine's: the engines lock rows in different ways."""
        return cls(
            settings=SqlSettings(executor),
            customers=SqlCustomers(executor),
            clientele=SqlClientele(executor),
            lapsed=SqlLapsed(executor),
            marks=SqlMarks(executor),
            consents=SqlConsents(executor),
            categories=SqlCategories(executor),
            services=SqlServices(executor),
            specialists=specialists,
            weekly_hours=SqlWeeklyHours(executor),
            schedules=SqlSchedules(executor),
            resources=SqlResources(executor),
            occupied=SqlOccupiedTime(executor),
            blocks=SqlBlocks(executor),
            bookings=SqlBookings(executor),
            price_changes=SqlPriceChanges(executor),
            displacements=SqlDisplacements(executor),
            displacement_lists=SqlDisplacementLists(executor),
            calls=SqlCalls(executor),
            customer_links=SqlCustomerLinks(executor),
            notices=SqlNotices(executor),
            questions=SqlQuestions(executor),
            updates=SqlUpdates(executor),
            own_texts=SqlOwnTexts(executor),
            staff=SqlStaff(executor),
            invitations=SqlInvitations(executor),
            audit=SqlAudit(executor),
            preferences=SqlPreferences(executor),
            digests=SqlDigests(executor),
            pay=SqlPay(executor),
            plan_overages=SqlPlanOverages(executor),
        )
