"""Makes a picture of every page in every state, narrow and wide, light and dark.

usage: python3 Scripts/screens.py FOLDER [PART ...]    needs Chromium and `pip install playwright`
REHEARSE_PROGRAM  the built program (default: .build/debug/rehearse)
PART  of the names of the views to take; all without. Files are named page-state-width-scheme.png.
"""
from __future__ import annotations

import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Tests" / "Browser"))

import window  # noqa: E402
from gallery import VIEWS, Stage, View  # noqa: E402

SIZES = {390: (844, "phone"), 768: (1024, "desk"), 1440: (900, "desk")}
SCHEMES = ("light", "dark")


def picture(view: View, stage: Stage, width: int, folder: str) -> int:
    height, size = SIZES[width]
    options = {"viewport": {"width": width, "height": height}, "reduced_motion": "reduce"}
    with window.Window(getattr(stage, view.site), size, allowed=view.allowed, **options) as opened:
        view.open(opened.page, stage)
        view.finish(opened.page, stage)
        for scheme in SCHEMES:
            opened.page.emulate_media(color_scheme=scheme)
            path = os.path.join(folder, f"{view.name}-{width}-{scheme}.png")
            # What is pressed or lit stands somewhere in the page: then the window is the picture.
            if not view.is_part:
                opened.page.evaluate("() => scrollTo(0, 0)")
            opened.page.screenshot(path=path, full_page=not view.is_part, scale="css")
    return len(SCHEMES)


def main() -> int:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    folder, wanted = sys.argv[1], sys.argv[2:]
    os.makedirs(folder, exist_ok=True)
    views = [view for view in VIEWS if not wanted or any(part in view.name for part in wanted)]
    failed = []
    count = 0
    with Stage() as stage:
        for view in views:
            for width in SIZES:
                try:
                    count += picture(view, stage, width, folder)
                except Exception as error:
                    failed.append(f"{view.name} at {width} px: {error}")
    window.close()
    print(f"{count} pictures in {folder}")
    print("\n".join(failed), end="\n" if failed else "")
    return 1 if failed or not views else 0


if __name__ == "__main__":
    sys.exit(main())
