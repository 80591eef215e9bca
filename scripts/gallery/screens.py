"""Every screen of the booking bot by its name: `SCREENS["home"](words)` makes it of the samples."""

from __future__ import annotations

from scripts.gallery.board_screens import BOARD_SCREENS
from scripts.gallery.customer_screens import CUSTOMER_SCREENS
from scripts.gallery.displacement_screens import DISPLACEMENT_SCREENS
from scripts.gallery.hand_screens import HAND_SCREENS
from scripts.gallery.making import Make
from scripts.gallery.own_desk_screens import OWN_DESK_SCREENS
from scripts.gallery.owner_screens import OWNER_SCREENS
from scripts.gallery.people_screens import PEOPLE_SCREENS
from scripts.gallery.setup_screens import SETUP_SCREENS
from scripts.gallery.shop_screens import SHOP_SCREENS
from scripts.gallery.team_screens import TEAM_SCREENS
from scripts.gallery.telling_screens import TELLING_SCREENS

SCREENS: dict[str, Make] = {
    **CUSTOMER_SCREENS,
    **OWNER_SCREENS,
    **BOARD_SCREENS,
    **HAND_SCREENS,
    **PEOPLE_SCREENS,
    **DISPLACEMENT_SCREENS,
    **SETUP_SCREENS,
    **SHOP_SCREENS,
    **TELLING_SCREENS,
    **TEAM_SCREENS,
    **OWN_DESK_SCREENS,
}
