"""What gunicorn reads by itself when it starts here.

All its processes share a folder for their figures, so that whichever is asked for
/metrics answers for all. It must be named before the application is loaded. It lies in
memory: where figures are mapped into a file on a full disk, the process is killed.
"""

import ctypes
import os
import shutil
import socket
import tempfile
from contextlib import suppress
from time import monotonic

from django.conf import settings
from gunicorn.workers.gthread import TConn, ThreadWorker

from coprod.logs import LOGGING

logconfig_dict = LOGGING
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
MEMORY = "/dev/shm"  # noqa: S108  (a folder of its own is made in it)
if FOLDER not in os.environ:
    os.environ[FOLDER] = tempfile.mkdtemp(
        prefix="coprod-metrics-", dir=MEMORY if os.path.isdir(MEMORY) else None
    )
LARGE, POOLS = -3, -8  # mallopt's M_MMAP_THRESHOLD and M_ARENA_MAX


class Worker(ThreadWorker):
    """Stops listening to whoever takes too long to send: each of them holds a thread.

    gunicorn's own timeout is for processes. Without this, a telephone that lost its
    line in the middle of a form would hold its thread for ever.
    """

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)
        self.began: dict[TConn, float] = {}

    def handle(self, conn: TConn) -> object:
        self.began[conn] = monotonic()
        try:
            return super().handle(conn)
        finally:
            del self.began[conn]

    def murder_pending(self) -> None:  # gunicorn calls it once a second or oftener
        super().murder_pending()
        for conn, began in list(self.began.items()):
            if monotonic() - began > settings.SENDING_SECONDS:
                with suppress(OSError):  # it went by itself
                    conn.sock.shutdown(socket.SHUT_RD)


worker_class = Worker


def post_fork(_server: object, _worker: object) -> None:
    """Give large pieces of memory back as soon as they are done with.

    Of itself, the C library keeps for each thread what that once needed.
    """
    with suppress(AttributeError):  # not of every C library
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(LARGE, 128 * 1024)
        mallopt(POOLS, 2)


def on_exit(_server: object) -> None:
    shutil.rmtree(os.environ[FOLDER], ignore_errors=True)
