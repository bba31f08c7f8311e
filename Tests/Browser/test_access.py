"""Every page in every state: usable by everybody, quiet, nothing jumps, nothing is asked of another host."""

import urllib.error
import urllib.parse
import urllib.request

from axe_playwright_python.sync_playwright import Axe

from gallery import VIEWS, Stage
from window import Window, check_width

MOST_SHIFT = 0.05


def test_every_page_on_a_phone():
    every_page("phone", 390)


def test_every_page_at_a_desk():
    every_page("desk", 1440)


def every_page(size, width):
    """All that is wrong is told at the end, so that one page doesn't hide the others."""
    wrong = []
    with Stage() as stage:
        for view in VIEWS:
            height = 844 if size == "phone" else 900
            options = {"viewport": {"width": width, "height": height}}
            with Window(getattr(stage, view.site), size, allowed=view.allowed, **options) as window:
                try:
                    found = look(view, window, stage)
                except Exception as error:
                    found = [f"could not be shown: {error}"]
                wrong += [f"{view.name} at {width} px: {problem}" for problem in found + window.take_problems()]
    assert not wrong, f"{len(wrong)} problems:\n" + "\n".join(wrong)


def look(view, window, stage):
    page = window.page
    view.open(page, stage)
    found = []
    shift = page.evaluate("seen.shift")
    if shift > MOST_SHIFT:
        found.append(f"the layout shifts by {shift:.3f} on load")
    view.finish(page, stage)
    try:
        check_width(page)
    except AssertionError as error:
        found.append(str(error))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [f"{scheme}: {problem}" for problem in violations(page)]
    return found


def violations(page):
    """What axe-core finds, one line for each rule with the first places."""
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}: "
        + "; ".join(f"{node['target'][0]} {reason(node)}" for node in rule["nodes"][:3])
        + (f" and {len(rule['nodes']) - 3} more" if len(rule["nodes"]) > 3 else "")
        for rule in Axe().run(page).response["violations"]
    ]


def reason(node):
    return " ".join(check["message"] for check in node["any"] + node["all"] + node["none"])[:160]


def test_no_link_leads_nowhere():
    """Every link of every page to the site itself can be opened, and every #place is there."""
    wrong = []
    with Stage() as stage:
        for view in VIEWS:
            seen = {}
            if view.site == "guarded":
                continue
            site = getattr(stage, view.site)
            with Window(site, allowed=".") as window:
                view.open(window.page, stage)
                links = window.page.locator("a[href]").evaluate_all("(all) => all.map((link) => link.href)")
                seen[window.page.url] = 200, window.page.content()
            for link in links:
                address, place = urllib.parse.urldefrag(link)
                if not address.startswith(site.url):
                    continue
                if address not in seen:
                    seen[address] = content(address)
                status, text = seen[address]
                if status != 200:
                    wrong.append(f"{view.name}: {link} answers {status}")
                elif place and f'id="{place}"' not in text:
                    wrong.append(f"{view.name}: {link} has no such place")
    assert not wrong, f"{len(wrong)} links:\n" + "\n".join(sorted(set(wrong)))


def content(address):
    try:
        with urllib.request.urlopen(address, timeout=60) as response:
            return response.status, response.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, ""
