"""Which addresses may be spoken to."""

import pytest

from condat.listen.web.guard import refuse

CLOSED_ALWAYS = [
    "169.254.169.254",  # metadata of clouds
    "fd00:ec2::254",
    "168.63.129.16",
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",  # the same through NAT64
    "2002:a9fe:a9fe::1",  # the same through 6to4
    "169.254.0.7",
    "fe80::1",
    "224.0.0.1",
    "ff02::1",
    "0.0.0.0",  # noqa: S104
    "::",
    "240.0.0.1",
    "255.255.255.255",
]
PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "::1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",  # shared by carriers
    "198.18.0.1",
    "fc00::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
]
PUBLIC = ["93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "::ffff:93.184.216.34"]


@pytest.mark.parametrize("address", CLOSED_ALWAYS)
def test_some_addresses_are_closed_whatever_is_allowed(address: str) -> None:
    assert refuse(address)
    assert refuse(address, allow_private=True)


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_closed_unless_allowed(address: str) -> None:
    assert refuse(address)
    assert refuse(address, allow_private=True) is None


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_open(address: str) -> None:
    assert refuse(address) is None
