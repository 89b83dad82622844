"""Nobody makes this site talk to what is not theirs to reach."""

import os
import re
import socket
import ssl
import subprocess
import time
from pathlib import Path

import pytest
from django.core.checks import Tags, run_checks
from django.core.exceptions import ValidationError

from projects import outgoing
from projects.outgoing import NotSentError, ensure_open, send
from projects.rules import receivers
from projects.rules.receivers import is_open
from tests.network import SOMEWHERE, Network
from tests.receivers import OK, listening, says

SHARED = Path(__file__).parents[2] / "../shared/data"
REAL = Path(os.environ.get("COPROD_REAL_DATA", SHARED)) / "ssrf_urls.txt"
GOOD = "https://receiver.example.org/news"
CLOSED = [
    *("0.0.0.0", "10.1.2.3", "100.64.0.7", "127.0.0.1", "127.8.8.8"),  # noqa: S104
    *("169.254.169.254", "172.31.0.9", "192.0.0.8", "192.0.2.9", "192.88.99.1"),
    *("192.168.1.1", "198.19.0.1", "198.51.100.4", "203.0.113.5", "224.0.0.251"),
    *("239.1.1.1", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::7f00:1", "::ffff:10.0.0.1", "::ffff:0:7f00:1"),
    *("64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "100::1", "2001::7f00:1"),
    *("2001:2::1", "2001:10::1", "2001:db8::1", "2002:a9fe:a9fe::", "3fff::1"),
    *("4000::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%lo"),
    *("fec0::1", "ff02::1"),
]
OPEN = ["1.1.1.1", SOMEWHERE, "2606:4700:4700::1111", "2a00:1450:4001:82b::200e"]
CROOKED = [
    *(
        "",
        " ",
        "https://",
        "https:///news",
        "https:receiver.example.org",
        "//a.example",
    ),
    *(
        "http://receiver.example.org/",
        "ftp://receiver.example.org/",
        "file:///etc/hosts",
    ),
    *("javascript:alert(1)", "data:text/plain,x", "unix:///run/postgresql/.s"),
    *("https://2130706433/", "https://0x7f.1/", "https://0177.1/", "https://127.1/"),
    *("https://1.1.1.1/", "https://[2606:4700:4700::1111]/", "https://[::1]/"),
    *("https://localhost/", "https://LOCALHOST./", "https://intranet/"),
    *("https://receiver.example.org:22/", "https://receiver.example.org:8443/"),
    *("https://me@receiver.example.org/", "https://me:word@receiver.example.org/"),
    *("https://receiver.example.org\\@127.0.0.1/", "https://127.0.0.1\\@a.example/"),
    *("https://receiver.example.org/#x", "https://receiver.example.org/a b"),
    *(f"{GOOD}\n", f" {GOOD}", f"{GOOD}\r\nHost: x", "https://receiver.example.org\t/"),
    *("https://①②⑦.⓪.⓪.①/", "https://127。0。0。1/", "https://ｒeceiver.example.org/"),
    *("https://receiver.example.org%00.a.example/", "https://receiver..example.org/"),
    f"https://receiver.example.org/{'x' * 500}",
]


def leads_to(monkeypatch, *answers: list[str]) -> None:
    """What the name server says, one answer after the other, the last one for good."""
    said = list(answers)

    def look_up(_host, _port):
        return said.pop(0) if len(said) > 1 else said[0]

    monkeypatch.setattr(outgoing, "look_up", look_up)


def let_through(addresses: list[str], network: Network) -> list[str]:
    """Which of these are taken at saving or at sending, or make us connect outside."""
    network.tried.clear()
    found = []
    for address in addresses:
        try:
            ensure_open(address)
        except ValidationError:
            pass
        else:
            found.append(f"saved: {address}")
        try:
            send(address, b"{}", {})
        except NotSentError as problem:
            if problem.code != "refused":
                found.append(f"tried: {address}")
        else:
            found.append(f"sent: {address}")
    return found + network.tried


def numbers_let_through(monkeypatch, numbers: list[str], network) -> list[str]:
    """The same for an address as it should be, behind whose name are such numbers."""
    found = []
    for number in numbers:
        leads_to(monkeypatch, [number])
        found += [f"{number}: {each}" for each in let_through([GOOD], network)]
        leads_to(monkeypatch, [SOMEWHERE, number])
        found += [f"among others {each}" for each in let_through([GOOD], network)]
    return found


def asked_of_the_system(monkeypatch):
    """The real look-up, which knows every way of writing a number."""
    monkeypatch.setattr(
        outgoing,
        "look_up",
        lambda host, port: [
            place[4][0]
            for place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        ],
    )


# ------------------------------------------------------------------ addresses


def test_an_address_on_the_internet_may_be_given(network):
    ensure_open(GOOD)
    ensure_open("https://receiver.example.org")
    ensure_open("https://receiver.example.org/news?for=us&key=a%20b")


def test_nothing_crooked_is_taken_or_sent_to(network):
    assert let_through(CROOKED, network) == []


@pytest.mark.parametrize(
    "address",
    [
        *("https://127.0.0.1/hook", "http://127.0.0.1:9000/", "https://[::1]/"),
        *("https://localhost/hook", "http://LOCALHOST:9000", "https://nas/"),
        *("https://10.1.2.3/", "http://192.168.1.1:8080/hook"),
    ],
)
def test_whoever_names_their_own_machine_learns_why_not(network, address):
    with pytest.raises(ValidationError, match="own machine or in your own network"):
        ensure_open(address)
    assert network.tried == []


@pytest.mark.parametrize(
    "address", ["https://1.1.1.1/", "receiver", "https://A.example.org/", "https://"]
)
def test_whoever_writes_it_wrong_learns_how_it_is_written(network, address):
    with pytest.raises(ValidationError, match="begins with https://"):
        ensure_open(address)


def test_canary_a_looser_reading_is_noticed(network, monkeypatch):
    loose = re.compile(r"https://(?P<host>[^/]+)(?P<target>/.*)?")
    monkeypatch.setattr(receivers, "OUTSIDE", loose)
    monkeypatch.setattr(outgoing, "look_up", lambda _host, _port: [SOMEWHERE])
    found = let_through(["https://me@receiver.example.org/"], network)
    assert "saved: https://me@receiver.example.org/" in found
    assert SOMEWHERE in found


def test_no_name_leads_into_a_closed_network(monkeypatch, network):
    assert numbers_let_through(monkeypatch, CLOSED, network) == []


def test_the_open_internet_stays_open():
    assert [number for number in OPEN if not is_open(number)] == []


def test_canary_a_closed_number_that_passes_is_noticed(monkeypatch, network):
    monkeypatch.setattr(outgoing, "is_open", lambda _number: True)
    found = numbers_let_through(monkeypatch, ["169.254.169.254"], network)
    assert "169.254.169.254: saved: https://receiver.example.org/news" in found


def test_this_site_itself_is_no_receiver(settings, network):
    settings.SITE_ADDRESS = "https://coprod.example.org"
    settings.ALLOWED_HOSTS = ["coprod.example.org", ".town.example.org", "*"]
    ours = ["https://coprod.example.org/x", "https://any.town.example.org/"]
    assert let_through(ours, network) == []
    ensure_open(GOOD)


def test_the_own_machine_is_nobody_elses(own_machine, monkeypatch, network):
    """localhost is let through to be tried out, and only as what it means."""
    leads_to(monkeypatch, ["127.0.0.1", SOMEWHERE])
    assert let_through(["http://localhost:9/"], network) == []
    leads_to(monkeypatch, ["10.0.0.1"])
    assert (
        let_through(["http://localhost:9/", "http://localhost.example/"], network) == []
    )


@pytest.mark.skipif(not REAL.exists(), reason="needs the real data: ssrf_urls.txt")
def test_no_line_of_the_published_list_gets_through(monkeypatch, network):
    """As it stands; with https instead; and as what a name leads to."""
    asked_of_the_system(monkeypatch)
    lines = [line for line in REAL.read_text().splitlines() if "://" in line]
    addresses = [line for line in lines if "(test server)" not in line]
    assert len(addresses) >= 60
    with_https = [line.replace("http:", "https:", 1) for line in addresses]
    assert let_through([*addresses, *with_https], network) == []
    assert numbers_let_through(monkeypatch, numbers_in(addresses), network) == []


def numbers_in(addresses: list[str]) -> list[str]:
    """The numbers that the system finds behind the hosts of these addresses."""
    hosts = {address.partition("://")[2].split("/")[0] for address in addresses}
    found = set()
    for host in hosts:
        try:
            places = socket.getaddrinfo(host.strip("[]"), 80)
        except (OSError, UnicodeError):
            continue
        found |= {str(place[4][0]) for place in places}
    assert len(found) > 20, "most hosts of the list are numbers in one writing or other"
    return sorted(found)


# ------------------------------------------------------------------ names that move


def test_a_name_that_moves_inside_after_saving_is_refused_at_sending(
    monkeypatch, network
):
    leads_to(monkeypatch, [SOMEWHERE], ["127.0.0.1"])
    ensure_open(GOOD)
    with pytest.raises(NotSentError, match="refused"):
        send(GOOD, b"{}", {})


def connected(monkeypatch, network: Network) -> list[str]:
    """Where sending went with a name server that says something else each time."""
    leads_to(monkeypatch, [SOMEWHERE], ["127.0.0.1"])
    network.tried.clear()
    with pytest.raises(NotSentError, match="connection"):
        send(GOOD, b"{}", {})
    return network.tried


def test_the_connection_goes_to_the_number_that_was_checked(monkeypatch, network):
    assert connected(monkeypatch, network) == [SOMEWHERE]


def test_canary_a_connection_by_name_is_noticed(monkeypatch, network):
    def by_name(this, host, port, **_more):
        [number] = outgoing.look_up(host, port)
        return this._connect(number, 9)

    monkeypatch.setattr(outgoing._Pinned, "connect_tcp", by_name)
    assert connected(monkeypatch, network) == []


# ------------------------------------------------------------------ receivers


@pytest.fixture
def own_machine(settings):
    settings.OUTGOING_TO_OWN_MACHINE = True


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_receiver_gets_the_body_and_we_get_its_status(own_machine, host):
    with listening(OK) as (port, sent):
        status = send(f"http://{host}:{port}/news?a=b", b'{"a": 1}', {"X-A": "b"})
    assert status == 200
    [request] = sent
    assert request.startswith(b"POST /news?a=b HTTP/1.1\r\n")
    assert f"Host: {host}:{port}\r\n".encode() in request
    assert b"X-A: b\r\n" in request
    assert request.endswith(b'\r\n\r\n{"a": 1}')


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("leads", ["own", "file:///etc/passwd", "http://[::1]/"])
def test_nobody_is_followed_elsewhere(own_machine, status, leads):
    with listening(OK) as (other, reached):
        target = f"http://127.0.0.1:{other}/" if leads == "own" else leads
        moved = says(f"HTTP/1.1 {status} Moved", f"Location: {target}")
        with listening(moved) as (port, _sent):
            assert send(f"http://127.0.0.1:{port}/", b"{}", {}) == status
    assert reached == []


def test_no_proxy_is_asked(own_machine, monkeypatch):
    with listening(OK) as (proxy, asked), listening(OK) as (port, sent):
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy}")
        assert send(f"http://127.0.0.1:{port}/", b"{}", {}) == 200
    assert (len(sent), asked) == (1, [])


def drops(line: socket.socket) -> None:
    """One letter at a time, each well within what a single read may take."""
    for letter in b"HTTP/1.1 200 OK\r\n" * 100:
        line.sendall(bytes([letter]))
        time.sleep(0.05)


def test_whoever_answers_in_drops_is_left_in_time(own_machine):
    with listening(drops) as (port, _sent):
        began = time.monotonic()
        with pytest.raises(NotSentError, match="timeout"):
            send(f"http://127.0.0.1:{port}/", b"{}", {}, within=0.3)
        assert time.monotonic() - began < 1


def without_end(line: socket.socket) -> None:
    piece = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    line.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _each in range(160_000):  # 10 GB, if anyone took them
        line.sendall(piece)


def test_an_answer_without_end_is_not_read(own_machine):
    with listening(without_end) as (port, _sent):
        began = time.monotonic()
        assert send(f"http://127.0.0.1:{port}/", b"{}", {}) == 200
        assert time.monotonic() - began < 1


def test_headers_without_end_are_not_kept(own_machine):
    flood = says("HTTP/1.1 200 OK", "X-A: " + "x" * 1_000_000)
    with listening(flood) as (port, _sent), pytest.raises(NotSentError):
        send(f"http://127.0.0.1:{port}/", b"{}", {})


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """For receiver.example.org, signed by nobody but itself."""
    folder = tmp_path_factory.mktemp("certificate")
    key, made = folder / "key.pem", folder / "made.pem"
    name = "receiver.example.org"
    openssl = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    subject = ["-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"]
    where = ["-keyout", str(key), "-out", str(made)]
    subprocess.run([*openssl, *subject, *where], check=True, capture_output=True)
    return key, made


@pytest.fixture
def over_https(certificate, monkeypatch):
    """A receiver with a certificate, reached as if it were on the internet."""
    key, made = certificate
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(made, key)
    asked: list[str | None] = []
    context.sni_callback = lambda _line, name, _context: asked.append(name)
    real = outgoing._Pinned._connect
    with listening(OK, context) as (port, sent):
        monkeypatch.setattr(outgoing, "is_open", lambda number: number == "127.0.0.1")
        monkeypatch.setattr(
            outgoing._Pinned,
            "_connect",
            lambda way, number, _port: real(way, number, port),
        )
        leads_to(monkeypatch, ["127.0.0.1"])
        yield made, sent, asked


def test_the_certificate_is_that_of_the_name(over_https, monkeypatch):
    made, sent, asked = over_https
    trusting = ssl.create_default_context(cafile=str(made))
    monkeypatch.setattr(outgoing, "_trusted", lambda: trusting)
    assert send(GOOD, b"{}", {}) == 200
    assert asked == ["receiver.example.org"]
    assert b"Host: receiver.example.org\r\n" in sent[0]
    with pytest.raises(NotSentError, match="connection"):
        send("https://another.example.org/", b"{}", {})


def test_a_certificate_that_nobody_signed_is_refused(over_https):
    _made, sent, _asked = over_https
    with pytest.raises(NotSentError, match="connection"):
        send(GOOD, b"{}", {})
    assert sent == []


# ------------------------------------------------------------------ this machine


def test_this_machine_is_out_of_reach_unless_the_setting_says_so(settings, network):
    with listening(OK) as (port, sent):
        here = [f"http://127.0.0.1:{port}/", f"https://127.0.0.1:{port}/"]
        assert let_through(here, network) == []
        assert sent == []
        settings.OUTGOING_TO_OWN_MACHINE = True
        assert send(here[0], b"{}", {}) == 200
    assert let_through(CROOKED, network) == []


def test_a_deployment_that_can_reach_itself_fails_its_check(settings):
    def errors():
        found = run_checks(tags=[Tags.security], include_deployment_checks=True)
        return [each.id for each in found]

    assert "coprod.E002" not in errors()
    settings.OUTGOING_TO_OWN_MACHINE = True
    assert "coprod.E002" in errors()
