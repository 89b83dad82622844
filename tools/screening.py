"""make screens: pictures of the main pages, from a demonstration of their own."""

import os
import shlex
import shutil
import subprocess

from tools import apt, install, places, run, services
from tools.children import Children
from tools.places import CHECKOUT, PYTHON
from tools.speech import Command, main


def command() -> int:
    apt.insist("chromium", "fonts-noto-core")
    install.python("base", "dev", *(["local"] if services.needs_wheels() else []))
    install.front_end()
    folder = places.throwaway_folder()
    try:
        with Children(folder / "log") as children:
            port = places.unused_port()
            env = run.start(children, folder, folder, port, lasting=False)
            address = f"http://localhost:{port}"
            pictures: Command = [PYTHON, "-m", "tools.screens", "--address", address]
            pictures += shlex.split(os.environ.get("ARGS", ""))
            return subprocess.run(
                pictures, env=env, cwd=CHECKOUT, check=False
            ).returncode
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(command)
