"""Run a module of ours in the virtual environment, with throw-away servers."""

import os
import subprocess
import sys
import tempfile

from tools import install, services
from tools.places import CHECKOUT, PYTHON
from tools.speech import main


def command() -> int:
    install.python("base", "dev", *(["local"] if services.needs_wheels() else []))
    install.front_end()
    with services.throwaway() as addresses, tempfile.TemporaryDirectory() as static:
        env = {
            "DJANGO_SETTINGS_MODULE": "coprod.settings",
            "SECRET_KEY": "for one command only",
            "STATIC_ROOT": static,
            **os.environ,
            **addresses,
        }
        return subprocess.run(
            [PYTHON, "-m", *sys.argv[1:]], env=env, cwd=CHECKOUT, check=False
        ).returncode


if __name__ == "__main__":
    main(command)
