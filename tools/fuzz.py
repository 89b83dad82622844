"""make fuzz: every operation of the API, with six times the cases of `make test`."""

import os

from tools import test
from tools.speech import main

CASES = "300"  # of each operation


def command() -> int:
    os.environ.setdefault("COPROD_FUZZ_CASES", CASES)
    os.environ["ARGS"] = f"tests/api/test_fuzz.py {os.environ.get('ARGS', '')}"
    return test.command()


if __name__ == "__main__":
    main(command)
