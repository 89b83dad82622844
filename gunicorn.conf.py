"""What gunicorn reads by itself when it starts here.

All its processes share a folder for their figures, so that whichever is asked for
/metrics answers for all. It must be named before the application is loaded.
"""

import os
import shutil
import tempfile

from coprod.logs import LOGGING

logconfig_dict = LOGGING
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
if FOLDER not in os.environ:
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="coprod-metrics-")


def on_exit(_server: object) -> None:
    shutil.rmtree(os.environ[FOLDER], ignore_errors=True)
