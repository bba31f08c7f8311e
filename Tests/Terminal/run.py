#!/usr/bin/env python3
"""Drives the real program through a pseudo-terminal. Plain Python 3, no packages.

REHEARSE_PROGRAM  the built program (default: .build/debug/rehearse)
REHEARSE_KILLS    how often a running interview is killed (default: 30)
Arguments: parts of the names of the tests to run; all without.
"""

import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent))

import runner  # noqa: E402
import test_interview  # noqa: E402
import test_kill  # noqa: E402

if __name__ == "__main__":
    sys.exit(runner.run("terminal", (test_interview, test_kill)))
