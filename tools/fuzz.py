"""make fuzz: every operation of the API, with six times the cases of `make test`."""

import os

from tools import test
from tools.speech import main

CASES = "300"  # of each operation


def command() -> int:
    os.environ.setdefault("COPROD_FUZZ_CASES", CASES)
    # One file only, so its operations are shared out among the processes.
    ours = "tests/api/test_fuzz.py --dist worksteal"
    os.environ["ARGS"] = f"{ours} {os.environ.get('ARGS', '')}"
    return test.command()


if __name__ == "__main__":
    main(command)
