"""make backup and make restore: what `make run` keeps, into a folder and back."""

import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from tools import install, places, run, services
from tools.children import Children
from tools.places import CHECKOUT, PYTHON
from tools.speech import StopError, main


def command() -> int:
    """PostgreSQL and Redis for as long as it takes; what is done is the site's own."""
    what, data = sys.argv[1], places.data_folder()
    folder = _folder(what)
    with ExitStack() as stack:
        stack.enter_context(places.hold(data))
        install.python("base", *(["local"] if services.needs_wheels() else []))
        sockets = places.throwaway_folder()
        stack.callback(shutil.rmtree, sockets, ignore_errors=True)
        children = stack.enter_context(Children(data / "log"))
        addresses = services.start(children, data, sockets, lasting=True)
        env = run.environment(data, 8000) | addresses
        env["PATH"] = os.pathsep.join([*services.programs(data), os.environ["PATH"]])
        return subprocess.run(
            [PYTHON, "manage.py", what, folder], env=env, cwd=CHECKOUT, check=False
        ).returncode


def _folder(what: str) -> Path:
    if given := os.environ.get("DIR"):
        return Path(given).resolve()
    raise StopError(f"Say which folder. Remedy: make {what} DIR=FOLDER")


if __name__ == "__main__":
    main(command)
