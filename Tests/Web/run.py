#!/usr/bin/env python3
"""Drives the real server over HTTP. Plain Python 3 and two packages of Tests/requirements.txt.

REHEARSE_PROGRAM  the built program (default: .build/debug/rehearse)
Arguments: parts of the names of the tests to run; all without.
"""

import pathlib
import sys

try:
    import jsonschema  # noqa: F401
    import openapi_spec_validator  # noqa: F401
except ImportError as error:
    sys.exit(f"{error}. Install what is needed: python3 -m pip install -r Tests/requirements.txt")

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent))

import runner  # noqa: E402
import test_access  # noqa: E402
import test_broken  # noqa: E402
import test_hostile  # noqa: E402
import test_interface  # noqa: E402
import test_stream  # noqa: E402

if __name__ == "__main__":
    sys.exit(runner.run("web", (test_interface, test_stream, test_access, test_hostile, test_broken)))
