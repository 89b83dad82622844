"""The world outside, as far as tests go: names we make up, and nobody to talk to."""

import socket
from collections.abc import Callable
from typing import Any

SOMEWHERE = "93.184.215.14"  # a number of the open internet; nothing is sent to it


class Network:
    """Names under example.org are found. Connecting to anything outside is a failure.

    tried: the numbers outside that something wanted to connect to.
    """

    def __init__(self, connect: Callable[..., Any]) -> None:
        self._connect = connect
        self.tried: list[str] = []

    def look_up(self, host: str, _port: int) -> list[str]:
        if host in ("127.0.0.1", "localhost"):
            return ["127.0.0.1"]
        if not f".{host}".endswith(".example.org"):
            raise socket.gaierror(socket.EAI_NONAME, "No such name.")
        return [SOMEWHERE]

    def guarded(self) -> Callable[[socket.socket, Any], Any]:
        def connect(this: socket.socket, place: Any) -> Any:
            inside = this.family == socket.AF_UNIX or place[0] in ("127.0.0.1", "::1")
            if not inside and place[0] != "localhost":
                self.tried.append(str(place[0]))
                raise ConnectionRefusedError("Tests stay on this machine.")
            return self._connect(this, place)

        return connect
