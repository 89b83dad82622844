"""Where requests of ours may go: addresses with one meaning, on the open internet."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

LONGEST = 500
# A name with a dot whose last part is no number: so 0x7f.1 is none. No password, no
# port, no second reading: two programs that read one address in two ways are a hole.
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
NAME = rf"(?:{LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])"
PATH = r"/[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*"
OUTSIDE = re.compile(rf"https://(?P<host>{NAME})(?P<target>{PATH})?")
OWN_MACHINE = re.compile(
    rf"http://(?P<host>127\.0\.0\.1|localhost)(?::(?P<port>\d{{1,5}}))?(?P<target>{PATH})?"
)
HOST = re.compile(r"https?://(?:\[(?P<six>[^\]]*)\]|(?P<host>[^/:?#]+))", re.IGNORECASE)

INTERNET = ip_network("2000::/3")
NOT_INTERNET = [  # parts of the above that lead elsewhere, some of them to IPv4
    *map(ip_network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")),
]
NOT_OPEN = [*map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "240.0.0.0/4"))]


@dataclass(frozen=True)
class Receiver:
    """An address in its parts, each with the one meaning it can have."""

    scheme: str
    host: str
    port: int
    target: str


def receiver(address: str, *, own_machine: bool = False) -> Receiver | None:
    """The parts of an address that we could send to, or nothing.

    own_machine: also to this machine, for demonstrations and tests.
    """
    if len(address) > LONGEST:
        return None
    if found := OUTSIDE.fullmatch(address):
        return Receiver("https", found["host"], 443, found["target"] or "/")
    if own_machine and (found := OWN_MACHINE.fullmatch(address)):
        port = int(found["port"] or 80)
        return Receiver("http", found["host"], port, found["target"] or "/")
    return None


def is_inside(address: str) -> bool:
    """Whether it names a machine of one's own by number or short name, to say so.

    Only for the words of a refusal: `receiver` and `is_open` say what is let through.
    """
    found = HOST.match(address)
    host = (found["six"] or found["host"] or "").lower() if found else ""
    try:
        return not is_open(host)
    except ValueError:  # it is a name
        return bool(host) and "." not in host


def is_open(address: str) -> bool:
    """Whether a number belongs to the open internet, and to nothing else by a detour.

    Of IPv6 only what is given out to networks: that leaves out whatever wraps an
    IPv4 number (mapped, compatible, NAT64), and 6to4 and Teredo are taken out of it.
    """
    number = ip_address(address.partition("%")[0])
    if isinstance(number, IPv6Address):
        return number in INTERNET and not any(number in net for net in NOT_INTERNET)
    return _is_open_v4(number)


def is_own_machine(address: str) -> bool:
    return ip_address(address.partition("%")[0]).is_loopback


def _is_open_v4(number: IPv4Address) -> bool:
    if not number.is_global or number.is_multicast:
        return False
    return not any(number in net for net in NOT_OPEN)
