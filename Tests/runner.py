"""Runs test functions one after the other and says what passed; shared by the folders beside it."""

import sys
import time
import traceback


def run(kind, modules):
    """Runs every `test_` function of `modules`, or those whose names hold one of the arguments; the exit status."""
    tests = [
        (name, function)
        for module in modules
        for name, function in vars(module).items()
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
    print(f"{len(chosen) - len(failed)} of {len(chosen)} {kind} tests passed", flush=True)
    return 1 if failed or not chosen else 0
