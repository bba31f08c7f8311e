#!/usr/bin/env python3
"""Drives the real server through Chromium. Needs `pip install -r Tests/requirements.txt` and Chromium.

REHEARSE_PROGRAM       the built program (default: .build/debug/rehearse)
REHEARSE_TEST_SECONDS  how long a page is waited for (default: 30); more on a busy machine
Arguments: parts of the names of the tests to run; all without.
"""

import importlib
import pathlib
import sys
import time
import traceback

import window

HERE = pathlib.Path(__file__).resolve().parent


def main():
    tests = [
        (name, function)
        for module in sorted(path.stem for path in HERE.glob("test_*.py"))
        for name, function in vars(importlib.import_module(module)).items()
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
    window.close()
    print(f"{len(chosen) - len(failed)} of {len(chosen)} browser tests passed", flush=True)
    return 1 if failed or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())
