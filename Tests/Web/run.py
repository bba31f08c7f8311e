#!/usr/bin/env python3
"""Drives the real server over HTTP. Plain Python 3 and two packages of Tests/requirements.txt.

REHEARSE_PROGRAM  the built program (default: .build/debug/rehearse)
Arguments: parts of the names of the tests to run; all without.
"""

import sys
import time
import traceback

try:
    import jsonschema  # noqa: F401
    import openapi_spec_validator  # noqa: F401
except ImportError as error:
    sys.exit(f"{error}. Install what is needed: python3 -m pip install -r Tests/requirements.txt")

import test_access
import test_broken
import test_hostile
import test_interface
import test_stream


def main():
    tests = [
        (name, function)
        for module in (test_interface, test_stream, test_access, test_hostile, test_broken)
        for name, function in sorted(vars(module).items())
        if name.startswith("test_") and callable(function)
    ]
    wanted = sys.argv[1:]
    chosen = [(n, f) for n, f in tests if not wanted or any(w in n for w in wanted)]
    failed = []
    for name, function in chosen:
        started = time.monotonic()
        try:
            function()
            print(f"passed  {name} ({time.monotonic() - started:.1f} s)", flush=True)
        except Exception:
            failed.append(name)
            print(f"FAILED  {name} ({time.monotonic() - started:.1f} s)", flush=True)
            traceback.print_exc()
    print(f"{len(chosen) - len(failed)} of {len(chosen)} web tests passed", flush=True)
    return 1 if failed or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())
