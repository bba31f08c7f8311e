"""The clock on the page: right after a reload, with a wrong clock in the browser, and when it runs out."""

from playwright.sync_api import expect

import answers
import live
from server import Site, eventually
from window import Window

# The browser's clock goes three hours wrong: from the start, or when `shiftDate` is called.
WRONG_DATE = """
(() => {
  let shift = %s * 3600 * 1000;
  const Real = Date;
  window.shiftDate = (hours) => (shift += hours * 3600 * 1000);
  window.Date = class extends Real {
    constructor(...all) { if (all.length) super(...all); else super(Real.now() + shift); }
    static now() { return Real.now() + shift; }
  };
})();
"""


def is_right(page, site, id):
    """The page shows what the server has, asked before and after; what the page got may be a little late."""
    live.connected(page)
    before = left_at(site, id)
    shown = live.seconds_left(page)
    after = left_at(site, id)
    assert after - 0.5 <= shown <= before + 2, f"the page shows {shown} s left, the server has {before} to {after} s"


def left_at(site, id):
    clock = site.state(id)["clock"]
    return (clock["deadline"] - clock["elapsed"]) / 1_000


def test_the_clock_is_right_after_a_reload():
    with Site() as site, Window(site) as window:
        id = live.start(window.page, site)
        is_right(window.page, site, id)
        eventually("a few seconds of interview", lambda: site.state(id)["clock"]["elapsed"] > 4_000)
        window.page.reload()
        is_right(window.page, site, id)
        live.clock_moves(window.page)
        is_right(window.page, site, id)


def test_the_clock_is_right_in_a_browser_that_is_hours_wrong():
    for hours in (3, -3):
        with Site() as site, Window(site) as window:
            window.context.add_init_script(WRONG_DATE % hours)
            id = live.start(window.page, site)
            is_right(window.page, site, id)
            live.clock_moves(window.page)
            is_right(window.page, site, id)
            # The browser's clock is put right, or wrong again, while the interview runs.
            window.page.evaluate("(hours) => shiftDate(hours)", -2 * hours)
            for _ in range(3):
                live.clock_moves(window.page)
            is_right(window.page, site, id)
            live.send(window.page, answers.EVIDENCE)
            window.page.reload()
            is_right(window.page, site, id)


def test_the_clock_ends_an_interview():
    """Ten minutes in ten seconds: remarks on the way, then the panel of the end, all by itself."""
    with Site(environment={"REHEARSE_CLOCK_SCALE": "60"}) as site, Window(site) as window:
        page = window.page
        id = live.start(page, site)
        live.connected(page)
        expect(page.locator("#notices")).to_contain_text("One more question at most.")
        expect(page.get_by_role("heading", name="The interview is over")).to_be_visible()
        expect(page.get_by_role("heading", name="The interview is over")).to_be_focused()
        state = site.state(id)
        assert (state["status"], state["endReason"]) == ("ended", "time-up"), state
        assert 600_000 <= state["clock"]["elapsed"] < 700_000, state["clock"]
        expect(page.get_by_role("button", name="Take the ending back")).to_have_count(0)
        expect(page.locator("#answer")).to_have_count(0)
        expect(page.locator("#time-left")).to_have_text("0:00")
        live.spoken(page, 2)
        live.same_as_kept(page, site, id)


def test_an_answer_in_progress_may_be_finished():
    with Site(environment={"REHEARSE_CLOCK_SCALE": "60"}) as site, Window(site) as window:
        page = window.page
        id = live.start(page, site)
        live.connected(page)
        live.send(page, answers.EVIDENCE)
        live.banner(page).to_have_text("")
        page.locator("#answer").press_sequentially("What I was saying when")
        live.banner(page).to_contain_text("Time is up")
        page.locator("#answer").press_sequentially(" the time was over.")
        # Many times the grace that an empty box is given.
        eventually("time past the end", lambda: site.state(id)["clock"]["elapsed"] > 700_000)
        assert site.state(id)["status"] == "running", "an answer in progress was cut off"
        page.locator("#answer").press("Control+Enter")
        expect(page.get_by_role("heading", name="The interview is over")).to_be_visible()
        said = live.spoken(page, 5)
        assert said[3] == ["candidate", "What I was saying when the time was over."], said
        assert site.state(id)["endReason"] == "time-up"


def test_an_interview_without_a_clock():
    with Site() as site, Window(site) as window:
        id = live.start(window.page, site, minutes="0")
        expect(window.page.locator("#time-note")).to_have_text("so far, untimed")
        live.connected(window.page)
        live.clock_moves(window.page)
        assert live.seconds_left(window.page) < 60, "an untimed clock counts on from nought"
        assert window.page.locator("#phase-names").count() == 0
        live.send(window.page, answers.EVIDENCE)
        live.same_as_kept(window.page, site, id)
