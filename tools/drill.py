"""make drill: the tests that take minutes, one by one, on servers of their own."""

import os

from tools import test
from tools.speech import main


def command() -> int:
    for name in ("DATABASE_URL", "REDIS_URL"):  # what is drilled may be killed
        os.environ.pop(name, None)
    os.environ["ARGS"] = f"-n 0 --durations 0 {os.environ.get('ARGS', '')}"
    return test.command("drill")


if __name__ == "__main__":
    main(command)
