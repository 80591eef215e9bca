"""The part of the wiring that serves visits, and the people who book them."""

from __future__ import annotations

from services.booking_bot.handlers.booking_screen import BookingScreen
from services.booking_bot.handlers.choosing import DescribeChoice, MonthScreen, QuestionScreen, ServiceScreen
from services.booking_bot.handlers.hand_guests import ByHand
from services.booking_bot.storage.ports import Storage
from services.booking_bot.use_cases.board import GetBoard
from services.booking_bot.use_cases.book import Book
from services.booking_bot.use_cases.book_by_hand import BookByHand
from services.booking_bot.use_cases.bookings import GetBooking, MyBookings
from services.booking_bot.use_cases.cancel_booking import CancelBooking
from services.booking_bot.use_cases.cancel_part import CancelPart
from services.booking_bot.use_cases.clientele import FindCustomers
from services.booking_bot.use_cases.confirm_visit import ConfirmVisit
from services.booking_bot.use_cases.contact import (
    AgreeToData,
    GetAgreement,
    GiveName,
    GivePhone,
    LeavePhoneOut,
    TakeConsentBack,
)
from services.booking_bot.use_cases.customers import ChooseLanguage, GetCustomer
from services.booking_bot.use_cases.displaced_choices import GetChoices
from services.booking_bot.use_cases.draft import ListRecent, LookAtDraft
from services.booking_bot.use_cases.find_times import FindTimes
from services.booking_bot.use_cases.free_times import FreeDays, FreeSlots
from services.booking_bot.use_cases.hand_services import ListHandServices
from services.booking_bot.use_cases.hold import HoldTime
from services.booking_bot.use_cases.holes import LookIntoHole
from services.booking_bot.use_cases.months import LookAtMonth
from services.booking_bot.use_cases.move_booking import MoveBooking
from services.booking_bot.use_cases.nearest_times import FindNearestTimes
from services.booking_bot.use_cases.offers import GetOffer, ListOffers
from services.booking_bot.use_cases.personal_data import ChangeMyName, DeleteMyData, GetMyData
from services.booking_bot.use_cases.pin_time import PinTime
from services.booking_bot.use_cases.questions import AskShop, RememberCopy, WhoAsked
from services.booking_bot.use_cases.read_line import ReadLine
from services.booking_bot.use_cases.reassign_booking import ReassignBooking
from services.booking_bot.use_cases.say_late import SayLate
from services.booking_bot.use_cases.services import ListServices
from services.shared.runtime.clock import Clock


def for_visits(storage: Storage, clock: Clock) -> dict[str, object]:
    """What the handlers of booking, and of everything that customers do, ask for."""
    get_booking = GetBooking(storage)
    describe_choice = DescribeChoice(GetOffer(storage), get_booking)
    look_at_month = LookAtMonth(FreeDays(storage, clock), clock)
    month_screen, list_offers = MonthScreen(look_at_month, describe_choice, ListServices(storage)), ListOffers(storage)
    return {
        "clock": clock,
        "describe_choice": describe_choice,
        "month_screen": month_screen,
        "service_screen": ServiceScreen(list_offers, month_screen),
        "question_screen": QuestionScreen(HoldTime(storage, clock), describe_choice, list_offers, clock),
        "booking_screen": BookingScreen(Book(storage, clock), clock),
        "agree_to_data": AgreeToData(storage, clock),
        "give_name": GiveName(storage),
        "give_phone": GivePhone(storage),
        "leave_phone_out": LeavePhoneOut(storage),
        "get_agreement": GetAgreement(storage),
        "take_consent_back": TakeConsentBack(storage, clock),
        "get_my_data": GetMyData(storage, clock),
        "change_my_name": ChangeMyName(storage),
        "delete_data": DeleteMyData(storage, clock),
        "ask_shop": AskShop(storage),
        "who_asked": WhoAsked(storage),
        "remember_copy": RememberCopy(storage, clock),
        "get_customer": GetCustomer(storage),
        "free_slots": FreeSlots(storage, clock),
        "by_hand": ByHand(
            services=ListHandServices(storage),
            pin_time=PinTime(storage, clock),
            recent=ListRecent(storage, clock),
            find=FindCustomers(storage, clock),
            describe=describe_choice,
            read_line=ReadLine(storage, clock),
            look_at=LookAtDraft(storage, clock),
            book=BookByHand(storage, clock),
        ),
        "move_booking": MoveBooking(storage, clock),
        "cancel_booking": CancelBooking(storage, clock),
        "cancel_part": CancelPart(storage, clock),
        "reassign_booking": ReassignBooking(storage, clock),
        "get_choices": GetChoices(storage, clock),
        "confirm_visit": ConfirmVisit(storage, clock),
        "say_late": SayLate(storage, clock),
        "find_nearest_times": FindNearestTimes(storage, clock),
        "find_times": FindTimes(storage, clock),
        "my_bookings": MyBookings(storage, clock),
        "get_booking": get_booking,
        "get_board": GetBoard(storage, clock),
        "set_language": ChooseLanguage(storage),
        "look_into_hole": LookIntoHole(storage, clock),
    }
