#!/usr/bin/env python3
"""Drives the real program through a pseudo-terminal. Plain Python 3, no packages.

REHEARSE_PROGRAM  the built program (default: .build/debug/rehearse)
REHEARSE_KILLS    how often a running interview is killed (default: 30)
Arguments: parts of the names of the tests to run; all without.
"""

import sys
import time
import traceback

import test_interview
import test_kill


def main():
    tests = [
        (name, function)
        for module in (test_interview, test_kill)
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
            print(f"FAILED  {name}", flush=True)
            traceback.print_exc()
    print(f"{len(chosen) - len(failed)} of {len(chosen)} terminal tests passed", flush=True)
    return 1 if failed or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())
