"""The one way out: every request of ours to an address that somebody gave us.

The name is looked up once, every number behind it is checked, and the connection goes
to a checked number, so that a name server which says something else a moment later
changes nothing. Certificate and Host stay those of the name. No redirect is followed,
no proxy is asked, no more of the answer is read than was asked for, and all of it ends
within the time that the question has.
"""

import socket
import ssl
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import httpcore
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http.request import validate_host
from django.utils.translation import gettext as _

from projects.rules.receivers import (
    Receiver,
    is_inside,
    is_open,
    is_own_machine,
    receiver,
)

DEADLINE = 10.0  # seconds, from looking the name up to the status


class NotSentError(Exception):
    """No answer came; code: refused, timeout, connection or too_long."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Question:
    """What is sent. at_most: how many bytes of the answer; within: seconds."""

    method: str
    headers: Mapping[str, str]
    content: bytes | None = None
    at_most: int = 0
    within: float = DEADLINE


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    kind: str = ""
    content: bytes = b""


def ensure_open(address: str) -> None:
    """Refuse an address that we would not send to, when it is given.

    Raises ValidationError with a sentence that says why.
    """
    _numbers(_parts(address))


def send(
    address: str, content: bytes, headers: Mapping[str, str], within: float = DEADLINE
) -> int:
    """POST to an address, checked once more; the status of the answer.

    Raises NotSentError if there is none within so many seconds.
    """
    return ask(address, Question("POST", headers, content, within=within)).status


def ask(address: str, question: Question) -> Answer:
    """One request to an address, checked once more.

    Raises NotSentError if there is no answer, or more of it than was wanted.
    """
    ends_at = time.monotonic() + question.within
    try:
        where = _parts(address)
        numbers = _numbers(where)
    except ValidationError as refusal:
        raise NotSentError("refused") from refusal
    try:
        return _ask(where, _Pinned(numbers, ends_at), question)
    except httpcore.TimeoutException as late:
        raise NotSentError("timeout") from late
    except (httpcore.NetworkError, httpcore.ProtocolError) as problem:
        raise NotSentError("connection") from problem


def look_up(host: str, port: int) -> list[str]:
    """The numbers behind a name, as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(place[0]) for *_kind, place in found]


def _parts(address: str) -> Receiver:
    where = receiver(address, own_machine=settings.OUTGOING_TO_OWN_MACHINE)
    if where is None and is_inside(address):
        raise ValidationError(
            _(
                "This address is on your own machine or in your own network."
                " We only send to the open internet."
            )
        )
    if where is None:
        raise ValidationError(
            _(
                "Give an address that begins with https:// and a name in small letters,"
                " such as https://example.org/news. It has no port and no password."
            )
        )
    ours = [settings.SITE_ADDRESS.rpartition("/")[2], *settings.ALLOWED_HOSTS]
    if where.scheme == "https" and validate_host(where.host, set(ours) - {"*"}):
        raise ValidationError(_("This is an address of this site itself."))
    return where


def _numbers(where: Receiver) -> Sequence[str]:
    """All of them are good, or none is used."""
    try:
        numbers = look_up(where.host, where.port)
    except (OSError, UnicodeError) as error:
        raise ValidationError(
            _("This name cannot be found. Look once more how it is written.")
        ) from error
    is_good = is_open if where.scheme == "https" else is_own_machine
    if not numbers or not all(map(is_good, numbers)):
        raise ValidationError(
            _("This name leads into a closed network. We only send to the internet.")
        )
    return numbers


def _ask(where: Receiver, way: "_Pinned", question: Question) -> Answer:
    url = httpcore.URL(
        scheme=where.scheme, host=where.host, port=where.port, target=where.target
    )
    with (
        httpcore.ConnectionPool(_trusted(), network_backend=way) as pool,
        pool.stream(
            question.method,
            url,
            headers=[*question.headers.items()],
            content=question.content,
        ) as answer,
    ):
        if not question.at_most:
            return Answer(answer.status)
        said = {name.lower(): value for name, value in answer.headers}
        kind = said.get(b"content-type", b"").decode("latin-1")
        return Answer(answer.status, kind, _read(answer, question.at_most))


def _read(answer: httpcore.Response, at_most: int) -> bytes:
    content = b""
    for piece in answer.iter_stream():
        content += piece
        if len(content) > at_most:
            raise NotSentError("too_long")
    return content


@cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates count; reading them takes longer than sending."""
    return httpcore.default_ssl_context()


class _Pinned(httpcore.SyncBackend):
    """Connects to the numbers that were checked, whatever name it is asked for."""

    def __init__(self, numbers: Sequence[str], ends_at: float) -> None:
        self._numbers, self._ends_at = numbers, ends_at

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        *others, last = self._numbers
        for number in others:
            try:
                return self._connect(number, port)
            except httpcore.ConnectError:
                continue
        return self._connect(last, port)

    def _connect(self, number: str, port: int) -> httpcore.NetworkStream:
        stream = super().connect_tcp(number, port, _left(self._ends_at))
        return _Timed(stream, self._ends_at)


class _Timed(httpcore.NetworkStream):
    """Each step gets the time that is left of the whole, so drops do not add up."""

    def __init__(self, stream: httpcore.NetworkStream, ends_at: float) -> None:
        self._stream, self._ends_at = stream, ends_at

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._ends_at))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._ends_at))

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(
            ssl_context, server_hostname, _left(self._ends_at)
        )
        return _Timed(stream, self._ends_at)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)

    def close(self) -> None:
        self._stream.close()


def _left(ends_at: float) -> float:
    left = ends_at - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left
