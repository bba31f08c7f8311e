"""Several pages of one interview, none at all, and a server that is away."""

import re
import time

from playwright.sync_api import expect

import answers
import live
from server import Site, eventually
from window import SERVER_GONE, Window


def two_tabs(site, window, id):
    first = window.page
    live.opens(first, site, id)
    second = window.tab(f"interviews/{id}")
    live.connected(second)
    return first, second


def test_a_second_tab_sees_the_first_ones_answers():
    with Site() as site, Window(site) as window:
        id = site.begin(tracker=True)
        first, second = two_tabs(site, window, id)
        live.send(first, answers.EVIDENCE)
        assert live.spoken(second, 3) == live.turns(first)
        expect(second.locator("#tracker-d1")).not_to_have_attribute("data-verdict", "none")
        first.get_by_role("button", name="Pause").click()
        live.banner(second).to_contain_text("Paused")
        expect(second.get_by_role("button", name="Resume")).to_be_visible()
        second.get_by_role("button", name="Resume").click()
        live.banner(first).to_have_text("")
        second.get_by_role("button", name="End").click()
        expect(first.get_by_role("heading", name="The interview is over")).to_be_visible()
        first.get_by_role("button", name="Take the ending back").click()
        expect(second.locator("#answer")).to_be_visible()


def test_text_in_a_second_tab_stays_when_the_first_answers():
    with Site() as site, Window(site) as window:
        id = site.begin()
        first, second = two_tabs(site, window, id)
        second.locator("#answer").fill("Mine, begun in the second tab")
        expect(second.locator("#saved")).to_have_text("Saved")
        live.send(first, answers.EVIDENCE)
        live.spoken(second, 3)
        expect(second.locator("#answer")).to_have_value("Mine, begun in the second tab")
        live.send(second, "Mine, begun in the second tab")
        assert live.spoken(first, 5) == live.turns(second)


def test_two_answers_to_one_question_by_key():
    two_answers("Control+Enter")


def test_two_answers_to_one_question_by_button():
    two_answers(None)


def two_answers(key):
    """The tab that comes second is told, its text stays in the box, and nothing of it is stored."""
    mine = "What the second tab wanted to say about the same question."
    with Site() as site, Window(site, allowed="status of 409") as window:
        id = site.begin()
        page = window.page
        live.opens(page, site, id)
        page.locator("#answer").fill(mine)
        expect(page.locator("#saved")).to_have_text("Saved")

        def overtake(route):
            site.answer(id, answers.EVIDENCE)
            route.continue_()

        page.route("**/answer", overtake, times=1)
        if key:
            page.locator("#answer").press(key)
        else:
            page.get_by_role("button", name="Answer").click()
        live.banner(page).to_contain_text("moved on")
        live.spoken(page, 3)
        live.same_as_kept(page, site, id)
        assert mine not in [text for _, text in site.said(id)], "the second answer was stored all the same"
        expect(page.locator("#answer")).to_have_value(mine)
        # What the page says is true a while later, too, and after a reload.
        page.reload()
        live.connected(page)
        expect(page.locator("#answer")).to_have_value(mine)


def test_an_answer_sent_while_the_server_is_away_arrives_once():
    with Site() as site, Window(site, allowed=SERVER_GONE) as window:
        id = site.begin()
        page = window.page
        live.opens(page, site, id)
        page.locator("#answer").fill(answers.TALK)
        site.kill()
        page.get_by_role("button", name="Answer").click()
        live.banner(page).to_contain_text("Connection lost")
        expect(page.locator("#answer")).to_have_value(answers.TALK)
        site.start()
        said = live.spoken(page, 3)
        assert [text for speaker, text in said if speaker == "candidate"] == [answers.TALK], said
        live.same_as_kept(page, site, id)
        expect(page.locator("#answer")).to_have_value("")


def test_an_answer_whose_confirmation_is_lost_arrives_once():
    with Site() as site, Window(site, allowed=SERVER_GONE) as window:
        id = site.begin()
        page = window.page
        live.opens(page, site, id)

        def lose_the_confirmation(route):
            route.fetch()
            route.abort()

        page.route("**/answer", lose_the_confirmation, times=1)
        page.locator("#answer").fill(answers.TALK)
        page.locator("#answer").press("Control+Enter")
        said = live.spoken(page, 3)
        expect(page.locator("#answer")).to_have_value("")
        live.same_as_kept(page, site, id)
        assert [speaker for speaker, _ in said] == ["interviewer", "candidate", "interviewer"], said


def test_stopping_the_server_is_told_and_takes_no_time():
    with Site() as site, Window(site, allowed=SERVER_GONE) as window:
        id = site.begin()
        live.opens(window.page, site, id)
        took = site.stop()
        live.banner(window.page).to_contain_text("Connection lost")
        assert took < 5, f"with a page open the server took {took:.1f} s to stop"
        site.start()
        live.banner(window.page).not_to_contain_text("Connection lost")
        live.same_as_kept(window.page, site, id)


def test_an_interview_nobody_has_open_is_paused():
    with Site(environment={"REHEARSE_PATIENCE": "3"}) as site, Window(site) as window:
        id = live.start(window.page, site)
        live.connected(window.page)
        live.send(window.page, answers.EVIDENCE)
        window.page.goto(site.url + "history")
        left = site.state(id)["clock"]["elapsed"]
        stood = paused_at(site, id)
        assert stood <= left + 3_500, f"the time away counts: {left} ms, then {stood} ms"
        page = window.tab(f"interviews/{id}")
        live.connected(page)
        live.banner(page).to_contain_text("no page of this interview was open")
        shown = live.seconds_left(page)
        assert abs(shown - (600_000 - stood) / 1_000) <= 1, (shown, stood)
        resumed = time.monotonic()
        page.get_by_role("button", name="Resume").click()
        live.banner(page).to_have_text("")
        live.clock_moves(page)
        assert shown - live.seconds_left(page) <= time.monotonic() - resumed + 1, "resuming lost time"
        live.send(page, answers.CAUSES)
        live.same_as_kept(page, site, id)


def test_no_second_without_a_page_counts_once_it_is_paused():
    """The server waits a while before it pauses; that while is given back."""
    with Site(environment={"REHEARSE_PATIENCE": "12"}) as site, Window(site) as window:
        id = site.begin()
        live.opens(window.page, site, id)
        window.page.goto(site.url + "history")
        left = site.state(id)["clock"]["elapsed"]
        stood = paused_at(site, id)
        assert stood <= left + 1_000, f"of the time without a page {(stood - left) / 1_000} s count"


def paused_at(site, id):
    """Waits until the server has paused an interview since nobody is there; returns the interview's time."""
    away = eventually("the pause", lambda: (state := site.state(id))["away"] and state)
    assert away["status"] == "paused", away
    return away["clock"]["elapsed"]


def test_going_on_from_the_start_page():
    with Site() as site, Window(site) as window:
        id = site.begin()
        site.answer(id, answers.EVIDENCE)
        site.post(f"sessions/{id}/pause")
        page = window.page
        page.goto(site.url)
        page.get_by_role("link", name=re.compile("^Go on with .*" + id)).click()
        live.connected(page)
        live.banner(page).to_contain_text("Paused")
        live.same_as_kept(page, site, id)
        page.get_by_role("button", name="Resume").click()
        live.send(page, answers.TALK)
