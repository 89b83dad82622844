"""Receivers on this machine, for what the site sends out: well behaved or not."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Answer = Callable[[socket.socket], None]


def says(*lines: str) -> Answer:
    """Answers everything with these lines."""
    head = "".join(f"{line}\r\n" for line in lines)
    return lambda line: line.sendall(f"{head}\r\n".encode())


OK = says("HTTP/1.1 200 OK", "Content-Length: 0")


@contextmanager
def listening(
    answer: Answer, context: ssl.SSLContext | None = None
) -> Iterator[tuple[int, list[bytes]]]:
    """One that takes one request after the other: its port, and what it was sent."""
    sent: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        work = (server, context, answer, sent)
        thread = threading.Thread(target=_serve, args=work, daemon=True)
        thread.start()
        yield server.getsockname()[1], sent
        server.shutdown(socket.SHUT_RDWR)
        thread.join(10)


def _serve(
    server: socket.socket,
    context: ssl.SSLContext | None,
    answer: Answer,
    sent: list[bytes],
) -> None:
    while True:
        try:
            line, _who = server.accept()
        except OSError:  # the test is over
            return
        try:
            if context:
                line = context.wrap_socket(line, server_side=True)
            with line:
                sent.append(_request(line))
                answer(line)
        except OSError:  # whoever asked has left
            line.close()


def _request(line: socket.socket) -> bytes:
    """A whole request, body and all."""
    found = b""
    while b"\r\n\r\n" not in found:
        found += _some(line)
    head, _, body = found.partition(b"\r\n\r\n")
    length = int(head.partition(b"Content-Length: ")[2].partition(b"\r\n")[0] or 0)
    while len(body) < length:
        body += _some(line)
    return head + b"\r\n\r\n" + body


def _some(line: socket.socket) -> bytes:
    piece = line.recv(65536)
    if not piece:
        raise ConnectionResetError
    return piece
