"""A post office: takes letters over SMTP, and keeps them."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread


class Counter(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.wfile.write(b"220 open\r\n")
        for line in self.rfile:
            match line[:4].upper():
                case b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    letter = b"".join(iter(self.rfile.readline, b".\r\n"))
                    self.server.letters.append(letter.decode())  # type: ignore[attr-defined]
                case b"QUIT":
                    self.wfile.write(b"221 bye\r\n")
                    return
            self.wfile.write(b"250 yes\r\n")


class Office(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    letters: list[str]


@contextmanager
def post_office(port: int) -> Iterator[list[str]]:
    """Open at this port; the letters that came."""
    with Office(("127.0.0.1", port), Counter) as office:
        letters = office.letters = list[str]()
        Thread(target=office.serve_forever, daemon=True).start()
        yield letters
        office.shutdown()
