"""make lock: write requirements/*.txt anew, with hashes and without any address."""

import os

from tools import install
from tools.places import CHECKOUT, VENV
from tools.speech import main, run, say

GROUPS = ("base", "local", "node", "dev")  # later ones lean on earlier ones


def command() -> int:
    install.python("dev")
    folder = CHECKOUT / "requirements"
    # This machine's own indexes must leave no trace in what everybody installs.
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIP_", "UV_"))
    }
    for group in GROUPS:
        say(f"Locking {group} …")
        run(
            [
                VENV / "bin" / "uv", "pip", "compile", "--no-config", "--universal",
                "--python-version", "3.11", "--generate-hashes", "--no-header",
                "--no-emit-index-url", "--no-emit-find-links",
                f"{group}.in", "--output-file", f"{group}.txt",
            ],
            otherwise=f"requirements/{group}.in cannot be met: see above.",
            cwd=folder,
            env=env,
        )  # fmt: skip
    return 0


if __name__ == "__main__":
    main(command)
