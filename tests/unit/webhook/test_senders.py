from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.webhook.senders import YOOKASSA_NETWORKS, Senders, read_networks

PUBLISHED = Senders(read_networks(YOOKASSA_NETWORKS))
BEHIND_PROXIES = Senders(read_networks(YOOKASSA_NETWORKS), read_networks("10.0.0.0/8, fd00::/8, 127.0.0.1"))


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("185.71.76.0", True),
        ("185.71.76.31", True),
        ("185.71.76.32", False),
        ("77.75.156.11", True),
        ("77.75.156.12", False),
        ("77.75.153.127", True),
        ("77.75.154.127", False),
        ("77.75.154.255", True),
        ("2a02:5180::1", True),
        ("2a02:5180:0:1509::1", True),
        ("2a02:5181::1", False),
        ("::ffff:185.71.76.1", True),
        ("::ffff:8.8.8.8", False),
        ("127.0.0.1", False),
        ("::1", False),
    ],
)
def test_published_networks_alone_may_notify(address: str, allowed: bool) -> None:
    sender = PUBLISHED.sender_of(address, "")

    assert sender is not None
    assert PUBLISHED.may_notify(sender) is allowed


@pytest.mark.parametrize(
    ("peer", "forwarded_for", "sender"),
    [
        ("8.8.8.8", "", "8.8.8.8"),
        ("8.8.8.8", "185.71.76.1", "8.8.8.8"),  # a stranger's claim
        ("10.0.0.1", "185.71.76.1", "185.71.76.1"),
        ("10.0.0.1", "185.71.76.1, 8.8.8.8", "8.8.8.8"),  # the stranger wrote the first, our proxy the last
        ("10.0.0.1", "185.71.76.1, 10.0.0.2", "185.71.76.1"),  # two proxies of ours
        ("10.0.0.1", "8.8.8.8,185.71.76.1 , fd00::7", "185.71.76.1"),
        ("::ffff:10.0.0.1", "::ffff:185.71.76.1", "185.71.76.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"),
        ("fe80::1%eth0", "", "fe80::1"),
    ],
)
def test_sender_is_the_last_hop_that_our_proxies_vouch_for(peer: str, forwarded_for: str, sender: str) -> None:
    assert BEHIND_PROXIES.sender_of(peer, forwarded_for) == ip_address(sender)


@pytest.mark.parametrize(
    ("peer", "forwarded_for"),
    [
        ("", ""),
        ("unix:", ""),
        ("10.0.0.1", "185.71.76.1, unknown"),
        ("10.0.0.1", "185.71.76.1,"),
        ("10.0.0.1", "185.71.76.1:443"),
    ],
)
def test_sender_that_cannot_be_told_is_nobody(peer: str, forwarded_for: str) -> None:
    assert BEHIND_PROXIES.sender_of(peer, forwarded_for) is None


@given(st.text())
def test_header_without_a_trusted_peer_changes_nothing(forwarded_for: str) -> None:
    assert PUBLISHED.sender_of("8.8.8.8", forwarded_for) == ip_address("8.8.8.8")


@given(st.text(), st.lists(st.sampled_from(["10.0.0.9", "fd00::2"])))
def test_claims_left_of_the_sender_change_nothing(claims: str, proxies: list[str]) -> None:
    header = ", ".join([claims, "8.8.4.4", *proxies])

    assert BEHIND_PROXIES.sender_of("10.0.0.1", header) == ip_address("8.8.4.4")
