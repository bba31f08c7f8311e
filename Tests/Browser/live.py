"""The live page as a candidate uses it."""

import re

from playwright.sync_api import expect

from window import PATIENCE

# For what is done without asking the server.
QUICK = PATIENCE // 2


def start(page, site, minutes="10", tracker=True, seed="7"):
    """From the start page into an interview; returns its id."""
    page.goto(site.url)
    page.get_by_role("link", name="Choose first").click()
    page.get_by_label("Length").select_option(minutes)
    if tracker:
        page.get_by_label("Show what has been heard").check()
    page.get_by_text("The same interview again").click()
    page.get_by_label("Seed").fill(seed)
    page.get_by_role("button", name="Start the interview").click()
    page.wait_for_url(re.compile(r"/interviews/[a-z0-9-]+$"))
    return id_of(page)


def id_of(page):
    return re.search(r"/interviews/([a-z0-9-]+)", page.url).group(1)


def opens(page, site, id):
    page.goto(f"{site.url}interviews/{id}")
    connected(page)


def connected(page):
    # A function: a bare expression is evaluated again and again, which the pages' policy forbids.
    page.wait_for_function("() => window.seen?.states > 0")


def turns(page):
    """Speaker and text of each turn that stands on the page."""
    return page.evaluate(
        """() => [...document.querySelectorAll("#transcript > li")].map((node) => [
          node.classList.contains("interviewer") ? "interviewer" : "candidate",
          (node.querySelector(".said > .hidden") ?? node.querySelector(".said")).textContent])""")


def spoken(page, count):
    """Waits until there are `count` turns and the last is said to its end."""
    page.wait_for_function(
        """(count) => document.querySelectorAll("#transcript > li").length >= count &&
          !document.querySelector("#transcript .said > *")""", arg=count)
    return turns(page)


def send(page, text, key="Control+Enter"):
    """Writes an answer, sends it and waits for what the interviewer says to it; returns that."""
    before = len(turns(page))
    page.locator("#answer").fill(text)
    if key:
        page.keyboard.press(key)
    else:
        page.get_by_role("button", name="Answer").click()
    after = spoken(page, before + 2)
    assert after[before] == ["candidate", text], after[before]
    assert after[before + 1][0] == "interviewer", after[before + 1]
    expect(page.locator("#answer")).to_have_value("")
    return after[before + 1][1]


def seconds_left(page):
    minutes, seconds = page.locator("#time-left").inner_text().split(":")
    return int(minutes) * 60 + int(seconds)


def clock_moves(page):
    """Waits until the clock shows less than it does now."""
    page.wait_for_function(
        "(before) => document.getElementById('time-left').textContent !== before",
        arg=page.locator("#time-left").inner_text(), timeout=QUICK)


def heard(page):
    """Code to verdict of every point the tracker shows as heard."""
    return page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("#tracker li[data-verdict]")]
          .filter((node) => !["none", "absent"].includes(node.dataset.verdict))
          .map((node) => [node.id.replace("tracker-", ""), node.dataset.verdict]))""")


def banner(page):
    return expect(page.locator("#banner"))


def same_as_kept(page, site, id):
    """The page shows exactly what the server keeps."""
    shown = [tuple(turn) for turn in turns(page)]
    assert shown == site.said(id), f"shown: {shown}\nkept: {site.said(id)}"


def see_report(page, guess=None):
    """From the ended panel to the report."""
    page.get_by_role("link", name="See the report").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How many points do you think it was?")
    if guess is None:
        page.get_by_role("link", name="without a guess").click()
    else:
        page.get_by_label("My guess").fill(str(guess))
        expect(page.locator("output")).to_have_text(str(guess))
        page.get_by_role("button", name="Show the report").click()
    expect(page.get_by_role("heading", name="Point by point")).to_be_visible()
