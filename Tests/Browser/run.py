#!/usr/bin/env python3
"""Drives the real server through Chromium. Needs `pip install -r Tests/requirements.txt` and Chromium.

REHEARSE_PROGRAM       the built program (default: .build/debug/rehearse)
REHEARSE_TEST_SECONDS  how long a page is waited for (default: 30); more on a busy machine
Arguments: parts of the names of the tests to run; all without.
"""

import importlib
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent))

import runner  # noqa: E402
import window  # noqa: E402


def main():
    modules = [importlib.import_module(path.stem) for path in sorted(HERE.glob("test_*.py"))]
    try:
        return runner.run("browser", modules)
    finally:
        window.close()


if __name__ == "__main__":
    sys.exit(main())
