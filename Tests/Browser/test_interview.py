"""A whole interview, from the start page to the report, at a desk and on a phone."""

import time

from playwright.sync_api import TimeoutError, expect

import answers
import live
from server import Site, eventually
from window import SERVER_GONE, Window, check_width

HEARD = "#tracker li:is([data-verdict=met], [data-verdict=partial])"


def test_a_whole_interview_at_a_desk():
    whole_interview("desk")


def test_a_whole_interview_on_a_phone():
    whole_interview("phone")


def whole_interview(size):
    with Site() as site, Window(site, size) as window:
        page = window.page
        id = begins(page, site)
        is_heard_while_typing(page, site, id)
        first = is_answered_word_by_word(page, site, id)
        reacts_to_what_was_said(site, id, first)
        keeps_the_draft_over_a_reload(page)
        keeps_the_draft_for_another_browser(window, site, id)
        survives_a_kill(window, site, id)
        pauses(page, site, id)
        takes_commands(page, site, id)
        ends_and_takes_it_back(page, site, id)
        live.see_report(page, guess=40)
        expect(page.get_by_text("Your own guess was 40")).to_be_visible()
        check_width(page)
        page.reload()
        expect(page.get_by_role("heading", name="Point by point")).to_be_visible()


def begins(page, site):
    id = live.start(page, site)
    live.connected(page)
    assert 590 <= live.seconds_left(page) <= 600, live.seconds_left(page)
    live.clock_moves(page)
    assert [speaker for speaker, _ in live.turns(page)] == ["interviewer"]
    expect(page.locator("#phase-names [aria-current]")).to_have_text("Problem diagnosis and framing")
    assert live.heard(page) == {}, live.heard(page)
    check_width(page)
    return id


def is_heard_while_typing(page, site, id):
    answer = page.locator("#answer")
    answer.fill(answers.EVIDENCE[:-30])
    answer.press_sequentially(answers.EVIDENCE[-30:])
    page.wait_for_selector(HEARD, state="attached")
    assert site.said(id) == [tuple(turn) for turn in live.turns(page)] and len(site.said(id)) == 1
    # What is taken out again is heard no more.
    answer.fill("")
    page.wait_for_selector(HEARD, state="detached")


def is_answered_word_by_word(page, site, id):
    page.evaluate(
        """() => {
          window.lengths = [];
          const note = () => {
            const said = document.querySelector("#transcript > li.interviewer:last-child .said > [aria-hidden]");
            if (said) lengths.push(said.textContent.length);
          };
          const all = {childList: true, characterData: true, subtree: true};
          new MutationObserver(note).observe(document.getElementById("transcript"), all);
        }""")
    said = live.send(page, answers.EVIDENCE)
    lengths = page.evaluate("lengths")
    assert len(set(lengths)) > 5 and lengths == sorted(lengths), f"no utterance came word by word: {lengths}"
    expect(page.locator("div[aria-live=polite]")).to_have_text(said)
    live.same_as_kept(page, site, id)
    page.wait_for_selector(HEARD, state="attached")
    return said


def reacts_to_what_was_said(site, id, said):
    """The same interview goes another way when another answer is given."""
    other = site.begin(tracker=True)
    site.answer(other, answers.VAGUE)
    opening, answered = site.said(other)[0], site.said(other)[2]
    assert opening == site.said(id)[0], "the same seed asked something else"
    assert answered[1] != said, f"to a strong and to an empty answer it says the same: {said}"


def keeps_the_draft_over_a_reload(page):
    page.locator("#answer").fill("")
    page.locator("#answer").press_sequentially("I'd begin with the facts, an")
    page.reload()
    live.connected(page)
    expect(page.locator("#answer")).to_have_value("I'd begin with the facts, an")
    # Also where the draft had reached the server and came with the page: writing goes on at its end.
    expect(page.locator("#saved")).to_have_text("Saved")
    page.reload()
    live.connected(page)
    expect(page.locator("#answer")).to_have_value("I'd begin with the facts, an")
    assert page.locator("#answer").evaluate("(field) => field.selectionStart") == len("I'd begin with the facts, an")


def keeps_the_draft_for_another_browser(window, site, id):
    page = window.page
    page.locator("#answer").press_sequentially("d then I'd ask.")
    expect(page.locator("#saved")).to_have_text("Saved")
    with Window(site) as other:
        live.opens(other.page, site, id)
        expect(other.page.locator("#answer")).to_have_value("I'd begin with the facts, and then I'd ask.")


def survives_a_kill(window, site, id):
    page = window.page
    page.locator("#answer").fill(answers.CAUSES)
    before = live.turns(page)
    asked, elapsed = time.monotonic(), site.state(id)["clock"]["elapsed"]
    window.allow(SERVER_GONE)
    site.kill()
    killed = time.monotonic()
    live.banner(page).to_contain_text("Connection lost")
    expect(page.locator("#answer")).to_have_value(answers.CAUSES)
    page.locator("#answer").press_sequentially(" Written while it was down.")
    page.wait_for_timeout(max(0, 4_000 - (time.monotonic() - killed) * 1_000))
    away = time.monotonic() - killed
    site.start()
    counted = (site.state(id)["clock"]["elapsed"] - elapsed) / 1_000
    most = time.monotonic() - asked - away + 0.5
    assert counted <= most, f"the {away:.1f} s the server was away count: {counted} s went by, not {most:.1f} s"
    live.banner(page).not_to_contain_text("Connection lost")
    text = answers.CAUSES + " Written while it was down."
    expect(page.locator("#answer")).to_have_value(text)
    assert live.turns(page) == before, "the transcript changed"
    live.same_as_kept(page, site, id)
    eventually("the draft on the server", lambda: site.state(id)["draft"] == text)
    live.send(page, text)
    live.same_as_kept(page, site, id)


def pauses(page, site, id):
    page.locator("#answer").fill("Half an answer")
    page.get_by_role("button", name="Pause").click()
    live.banner(page).to_contain_text("Paused")
    expect(page.get_by_role("button", name="Answer")).to_be_disabled()
    shown, kept = live.seconds_left(page), site.state(id)["clock"]["elapsed"]
    page.wait_for_timeout(2_000)
    assert live.seconds_left(page) == shown, "the clock goes on while paused"
    assert site.state(id)["clock"]["elapsed"] == kept, "time passes while paused"
    page.locator("#answer").press("Control+Enter")
    live.banner(page).to_contain_text("Resume it first")
    resumed = time.monotonic()
    page.keyboard.press("Alt+p")
    live.banner(page).to_have_text("")
    expect(page.get_by_role("button", name="Answer")).to_be_enabled()
    live.clock_moves(page)
    assert shown - live.seconds_left(page) <= time.monotonic() - resumed + 1, "resuming lost time"
    expect(page.locator("#answer")).to_have_value("Half an answer")
    live.same_as_kept(page, site, id)


def takes_commands(page, site, id):
    count = len(live.turns(page))
    page.locator("#answer").focus()
    page.keyboard.press("Alt+r")
    after = live.spoken(page, count + 1)
    assert after[count][0] == "interviewer"
    expect(page.locator(f"#turn-{count - 1} .command")).to_have_text("You asked to hear it again.")
    expect(page.locator("#answer")).to_have_value("Half an answer")
    page.keyboard.press("Alt+s")
    after = live.spoken(page, count + 2)
    expect(page.locator(f"#turn-{count} .command")).to_have_text("You skipped this question.")
    assert after[count + 1][1] != after[count][1], "skipping asked the same again"
    page.locator("#answer").fill("")
    page.get_by_role("button", name="I don't know").click()
    live.spoken(page, count + 3)
    expect(page.locator(f"#turn-{count + 1} .command")).to_have_text("You said that you don't know.")
    live.same_as_kept(page, site, id)
    check_width(page)


def ends_and_takes_it_back(page, site, id):
    page.locator("#answer").fill("Begun before the end")
    page.get_by_role("button", name="End").click()
    heading = page.get_by_role("heading", name="The interview is over")
    expect(heading).to_be_focused()
    assert site.state(id)["endReason"] == "by-candidate"
    page.get_by_role("button", name="Take the ending back").click()
    expect(heading).to_have_count(0)
    expect(page.locator("#answer")).to_have_value("Begun before the end")
    # The page as it is loaded after the end has no form of its own and must fetch one.
    page.keyboard.press("Alt+e")
    expect(heading).to_be_visible()
    page.reload()
    live.connected(page)
    page.get_by_role("button", name="Take the ending back").click()
    expect(page.locator("#answer")).to_have_value("Begun before the end")
    live.connected(page)
    assert site.state(id)["status"] == "running"
    live.send(page, answers.RECORDS)
    page.get_by_role("button", name="End").click()
    expect(heading).to_be_visible()
    live.same_as_kept(page, site, id)


def test_what_an_answer_brings_is_marked_while_typing():
    with Site() as site, Window(site) as window:
        page = window.page
        live.opens(page, site, site.begin(tracker=True))
        page.locator("#answer").fill(answers.EVIDENCE)
        page.wait_for_selector(HEARD, state="attached")
        marked = page.locator(HEARD + ".new").count()
        assert marked == page.locator(HEARD).count(), "what the first answer brings isn't marked as new"
        live.send(page, answers.EVIDENCE)
        expect(page.locator("#tracker li.new")).to_have_count(0)
        page.locator("#answer").fill(answers.CAUSES)
        page.wait_for_selector(HEARD + ".new", state="attached")
        page.locator("#answer").fill("")
        expect(page.locator("#tracker li.new")).to_have_count(0)


def test_the_newest_stays_in_view_at_a_desk():
    newest_stays_in_view("desk")


def test_the_newest_stays_in_view_on_a_phone():
    newest_stays_in_view("phone")


def newest_stays_in_view(size):
    """The beginning of the newest question stands under the clock, and at a desk the whole answer box does too."""
    with Site() as site, Window(site, size) as window:
        page = window.page
        id = site.begin()
        site.answer(id, *answers.STRONG[:3])
        live.opens(page, site, id)
        for key in (None, "Control+Enter", None):
            live.send(page, answers.PLAN, key=key)
            try:
                page.wait_for_function(IN_VIEW, arg=size == "desk", timeout=live.QUICK)
            except TimeoutError:
                way = key or "a click"
                raise AssertionError(f"after an answer sent with {way} the newest question or the box is out of view")


IN_VIEW = """(isDesk) => {
  const place = (name) => document.querySelector(name).getBoundingClientRect();
  const { top } = place("#transcript > li:last-child .said");
  const isSeen = top >= place(".clock").bottom - 1 && top < innerHeight - 20;
  return isSeen && (!isDesk || place("#answer").bottom <= innerHeight);
}"""


def test_what_the_banner_says_is_in_view_at_a_desk():
    banner_is_in_view("desk")


def test_what_the_banner_says_is_in_view_on_a_phone():
    banner_is_in_view("phone")


def banner_is_in_view(size):
    """Whatever happens, it is told where the candidate looks: beside the answer box, deep in a long interview."""
    with Site() as site, Window(site, size, allowed=SERVER_GONE) as window:
        page = window.page
        id = site.begin()
        site.answer(id, *answers.STRONG[:4])
        live.opens(page, site, id)
        page.get_by_role("button", name="Answer").click()
        unseen = [] if is_seen(page, "Write an answer first") else ["an empty answer"]
        page.get_by_role("button", name="Pause").click()
        unseen += [] if is_seen(page, "Paused") else ["a pause"]
        page.get_by_role("button", name="Resume").click()
        live.banner(page).to_have_text("")
        page.locator("#answer").focus()
        site.kill()
        unseen += [] if is_seen(page, "Connection lost") else ["a lost connection"]
        assert not unseen, f"the banner is out of view or covered when it tells of: {unseen}"


def is_seen(page, text):
    """Whether the banner says `text` and its first line is in the window with nothing before it."""
    live.banner(page).to_contain_text(text)
    return page.locator("#banner").evaluate(
        """(node) => {
          const { left, top } = node.getBoundingClientRect();
          return node.contains(document.elementFromPoint(left + 20, top + 15));
        }""")
