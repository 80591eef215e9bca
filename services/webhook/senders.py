"""Who sent a request, and whether it may. Pure: addresses in, an address out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# https://yookassa.ru/developers/using-api/webhooks#ip
YOOKASSA_NETWORKS = (
    "185.71.76.0/27,185.71.77.0/27,77.75.153.0/25,77.75.156.11,77.75.156.35,77.75.154.128/25,2a02:5180::/32"
)


@dataclass(frozen=True, slots=True)
class Senders:
    """``allowed``: who may notify us. ``trusted_proxies``: whose word about the sender we take."""

    allowed: tuple[Network, ...]
    trusted_proxies: tuple[Network, ...] = ()

    def sender_of(self, peer: str, forwarded_for: str) -> Address | None:
        """The address that a request came from; None when it cannot be told.

        Each proxy appends the address it was called from, so only the right end of ``X-Forwarded-For`` can be believed,
        and only as far as it was written by proxies of ours: the first address from the right that is none of them is
        the sender. Without a trusted peer the header is somebody's claim, and counts for nothing.
        """
        hops = [hop.strip() for hop in forwarded_for.split(",")] if forwarded_for else []
        for claimed in [peer, *reversed(hops)]:
            address = read_address(claimed)
            if address is None or not _within(address, self.trusted_proxies):
                return address
        return read_address(hops[0] if hops else peer)

    def may_notify(self, sender: Address) -> bool:
        return _within(sender, self.allowed)


def read_address(text: str) -> Address | None:
    """An address without its zone; an IPv4 address in IPv6 clothes (``::ffff:185.71.76.1``) is unwrapped."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped or IPv6Address(int(address))
    return address


def read_networks(text: str) -> tuple[Network, ...]:
    """``185.71.76.0/27, 77.75.156.11`` → networks. Raises ``ValueError`` that names the wrong piece."""
    return tuple(ip_network(piece) for piece in text.replace(",", " ").split())


def _within(address: Address, networks: Iterable[Network]) -> bool:
    return any(address.version == network.version and address in network for network in networks)
