"""The whole way without any script: everything is a form."""

import re

from playwright.sync_api import expect

import answers
import live
from server import Site
from window import Window, check_width


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state("load")


def last(page, text):
    """The newest turn is the interviewer's and follows `text`."""
    expect(page.locator("#transcript > li.candidate").last.locator(".said")).to_have_text(text)
    expect(page.locator("#transcript > li").last).to_have_class(re.compile("interviewer"))


def test_an_interview_without_script():
    with Site() as site, Window(site, script=False) as window:
        page = window.page
        id = live.start(page, site)
        expect(page.locator("#transcript > li")).to_have_count(1)
        page.locator("#answer").fill(answers.EVIDENCE)
        press(page, "Answer")
        last(page, answers.EVIDENCE)
        expect(page.locator("#answer")).to_have_value("")
        expect(page.locator("#tracker-d1")).to_have_attribute("data-verdict", re.compile("met|partial"))
        press(page, "Answer")
        expect(page.locator("#transcript > li")).to_have_count(3)
        press(page, "Skip")
        expect(page.locator("#turn-2 .command")).to_have_text("You skipped this question.")
        page.locator("#answer").fill("Kept while I listen again")
        press(page, "Repeat")
        expect(page.locator("#turn-3 .command")).to_have_text("You asked to hear it again.")
        press(page, "I don't know")
        expect(page.locator("#turn-4 .command")).to_have_text("You said that you don't know.")
        pauses(page)
        page.locator("#answer").fill(answers.TALK)
        press(page, "Answer")
        last(page, answers.TALK)
        page.locator("#answer").fill("Begun before the end")
        press(page, "End")
        expect(page.get_by_role("heading", name="The interview is over")).to_be_visible()
        press(page, "Take the ending back")
        expect(page.locator("#answer")).to_have_value("Begun before the end")
        press(page, "End")
        page.get_by_role("link", name="See the report").click()
        page.get_by_role("button", name="Show the report").click()
        expect(page.get_by_role("heading", name="Point by point")).to_be_visible()
        disagrees(page)
        answers_again(page, site, id)
        deletes(page, site, id)


def test_what_was_written_survives_every_button_without_script():
    """A button that isn't 'Answer' leaves the text in the box, as it does with script."""
    with Site() as site, Window(site, script=False) as window:
        page = window.page
        live.start(page, site)
        lost = []
        for name in ("Repeat", "Pause", "Skip", "I don't know"):
            page.locator("#answer").fill(f"Written before {name}")
            press(page, name)
            if name == "Pause":
                press(page, "Resume")
            if page.locator("#answer").input_value() != f"Written before {name}":
                lost.append(name)
        assert not lost, f"without script these buttons lose what was written: {lost}"


def pauses(page):
    page.locator("#answer").fill("Half an answer")
    press(page, "Pause")
    expect(page.locator("#banner")).to_contain_text("Paused")
    expect(page.locator("#answer")).to_have_value("Half an answer")
    press(page, "Resume")
    expect(page.locator("#banner")).to_have_text("")
    expect(page.locator("#answer")).to_have_value("Half an answer")


def disagrees(page):
    article = page.locator("article.item:has(.dispute)").first
    item = article.get_attribute("data-item")
    article.get_by_text("This is wrong").click()
    article.get_by_role("textbox").fill("It was there.")
    article.get_by_role("button", name="Note that I disagree").click()
    expect(page.locator(f"#item-{item}")).to_contain_text("You disagreed: It was there.")


def answers_again(page, site, id):
    page.get_by_role("button", name="Answer this again").first.click()
    page.wait_for_url(lambda url: "/interviews/" in url and not url.endswith("/report"))
    new = live.id_of(page)
    assert new != id and site.state(new)["status"] == "paused"
    press(page, "Resume")
    page.locator("#answer").fill(answers.CAUSES)
    press(page, "Answer")
    last(page, answers.CAUSES)
    press(page, "End")


def deletes(page, site, id):
    page.goto(site.url + "history")
    page.get_by_role("link", name=re.compile(f"^Delete .*{id}")).click()
    assert site.request("GET", f"sessions/{id}")[0] == 200, "one press deletes an interview without a question"
    check_width(page)
    page.get_by_role("button", name="Delete it").click()
    expect(page.locator("ul.cards > li")).to_have_count(1)
    assert site.request("GET", f"sessions/{id}")[0] == 404
