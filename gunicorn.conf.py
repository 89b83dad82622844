"""What gunicorn reads by itself when it starts here.

All its processes share a folder for their figures, so that whichever is asked for
/metrics answers for all. It must be named before the application is loaded. It lies in
memory: where figures are mapped into a file on a full disk, the process is killed.
"""

import os
import shutil
import tempfile

from coprod.logs import LOGGING

logconfig_dict = LOGGING
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
MEMORY = "/dev/shm"  # noqa: S108  (a folder of its own is made in it)
if FOLDER not in os.environ:
    os.environ[FOLDER] = tempfile.mkdtemp(
        prefix="coprod-metrics-", dir=MEMORY if os.path.isdir(MEMORY) else None
    )


def on_exit(_server: object) -> None:
    shutil.rmtree(os.environ[FOLDER], ignore_errors=True)
