"""What comes after an interview: the report and its evidence, a second attempt, exports, the history."""

import json
import re

from playwright.sync_api import expect

import answers
import live
from server import Site, eventually
from window import Window, check_width

PROTEST = "My private objection: I did name the people I'd ask."


def sat(site, **wishes):
    return site.sit(answers.MIXED, rating=50, **wishes)


def opens(page, site, id):
    page.goto(f"{site.url}interviews/{id}/report")
    expect(page.get_by_role("heading", name="Point by point")).to_be_visible()


def plain(text):
    return " ".join(text.split())


def is_in_view(locator):
    """Waits until scrolling has brought the middle of something into the window."""
    locator.page.wait_for_function(
        """(node) => {
          const { top, bottom } = node.getBoundingClientRect();
          return (top + bottom) / 2 > 0 && (top + bottom) / 2 < innerHeight;
        }""", arg=locator.element_handle(), timeout=live.QUICK)


def lit(page):
    """The items of every passage that is lit."""
    return page.locator("#said mark.lit").evaluate_all("(all) => all.map((mark) => mark.dataset.items.split(' '))")


def test_evidence_at_a_desk():
    evidence("desk")


def test_evidence_on_a_phone():
    evidence("phone")


def evidence(size):
    with Site() as site, Window(site, size) as window:
        page = window.page
        opens(page, site, sat(site))
        check_width(page)
        from_points_to_words(page)
        from_words_to_points(page)


def from_points_to_words(page):
    """Every point lights exactly the words its article quotes."""
    buttons = page.locator("#report-map button")
    assert buttons.count() == page.locator("article.item").count() > 10
    proven = 0
    for button in buttons.all():
        item = button.get_attribute("data-item")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(page.locator("#report-map [aria-pressed=true]")).to_have_count(1)
        quotes = [plain(text) for text in page.locator(f"#item-{item} blockquote > p").all_inner_texts()]
        words = plain(" ".join(page.locator("#said mark.lit").all_inner_texts()))
        assert all(item in items for items in lit(page)), f"{item} lights other points' words"
        for quote in quotes:
            # A quote that shares words with another's is marked in pieces.
            assert quote.replace(" ", "") in words.replace(" ", ""), f"{item}: not lit: {quote}\nlit: {words}"
        title = button.get_attribute("data-title")
        if quotes:
            proven += 1
            expect(page.locator("#lit-note")).to_contain_text(f"counted for '{title}'")
            assert not page.locator("#lit-note").inner_text().startswith("No passage")
            is_in_view(page.locator("#said mark.lit").first)
        else:
            assert not words, f"{item} has no quote, and lights {words}"
            expect(page.locator("#lit-note")).to_have_text(f"No passage counted for '{title}'.")
    assert proven >= 3, f"only {proven} points have evidence"
    pressed = page.locator("#report-map [aria-pressed=true]")
    pressed.click()
    assert lit(page) == [] and pressed.count() == 0
    link = page.get_by_role("link", name="Show in the transcript").first
    item = link.get_attribute("data-show-item")
    link.click()
    assert lit(page) and all(item in items for items in lit(page))
    expect(page.locator("#said mark.lit").first).to_be_focused()
    is_in_view(page.locator("#said mark.lit").first)


def from_words_to_points(page):
    for mark in (page.locator("#said mark").first, page.locator("#said mark").last):
        mark.click()
        items = mark.get_attribute("data-items").split(" ")
        assert lit(page) == [items], lit(page)
        for item in items:
            title = page.locator(f"#report-map [data-item='{item}']")
            if title.count():
                expect(page.locator("#lit-note")).to_contain_text(title.get_attribute("data-title"))
    page.keyboard.press("Escape")
    assert lit(page) == []
    mark = page.locator("#said mark").first
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#lit-note")).to_contain_text("Counted for: ")
    target = page.locator("#lit-note a").first.get_attribute("href")
    page.locator("#lit-note a").first.click()
    is_in_view(page.locator(target + " h3"))


def test_disagreeing_with_a_verdict():
    with Site() as site, Window(site) as window:
        page = window.page
        id = sat(site)
        opens(page, site, id)
        article = page.locator("article.item:has(blockquote):has(.dispute)").first
        item, verdict = article.get_attribute("data-item"), article.locator(".verdict").inner_text()
        total = page.locator(".total").inner_text()
        article.get_by_text("This is wrong").click()
        article.get_by_label("What it should have been").fill(PROTEST)
        article.get_by_role("button", name="Note that I disagree").click()
        page.wait_for_url(f"**/report#item-{item}")
        article = page.locator(f"#item-{item}")
        expect(article).to_contain_text(f"You disagreed: {PROTEST}")
        is_in_view(article.locator("h3"))
        assert article.locator(".verdict").inner_text() == verdict
        assert page.locator(".total").inner_text() == total, "an objection changed the score"
        report = site.get(f"sessions/{id}/report")
        assert [entry["dispute"] for entry in report["items"] if entry.get("dispute")] == [PROTEST]
        # Nor is it lost when the server comes back from a crash.
        site.kill()
        site.start()
        page.reload()
        expect(page.locator(f"#item-{item}")).to_contain_text(f"You disagreed: {PROTEST}")


def test_answering_again_at_a_desk():
    answering_again("desk")


def test_answering_again_on_a_phone():
    answering_again("phone")


def answering_again(size):
    with Site() as site, Window(site, size) as window:
        page = window.page
        old = sat(site)
        said = site.said(old)
        opens(page, site, old)
        expect(page.get_by_role("heading", name="Since the attempt before")).to_have_count(0)
        # The second answer, turn 3, with the question before it.
        page.locator("#turn-3").get_by_role("button", name="Answer this again").click()
        page.wait_for_url(lambda url: "/interviews/" in url and not url.endswith("/report"))
        live.connected(page)
        new = live.id_of(page)
        assert new != old
        live.banner(page).to_contain_text("Paused")
        assert site.said(new) == said[:3], "the new interview has other turns than the old one up to the question"
        live.same_as_kept(page, site, new)
        assert site.state(new)["status"] == "paused"
        page.get_by_role("button", name="Resume").click()
        live.banner(page).to_have_text("")
        live.send(page, answers.CAUSES)
        live.send(page, answers.TALK)
        page.get_by_role("button", name="End").click()
        live.see_report(page)
        since = page.locator("section", has=page.get_by_role("heading", name="Since the attempt before"))
        expect(since).to_be_visible()
        assert re.search(r"\d", since.inner_text()), since.inner_text()
        check_width(page)
        assert site.said(old) == said, "the old interview was changed"
        expect(page.locator("#said > li")).to_have_count(len(site.said(new)))


def test_taking_a_whole_part_again():
    """The new interview stands where the old one opened that part, with the time there was."""
    with Site(environment={"REHEARSE_CLOCK_SCALE": "20"}) as site, Window(site) as window:
        page = window.page
        old = site.begin()
        title = site.state(old)["clock"]["phases"][1]["title"]
        eventually("time for the next part", lambda: site.state(old)["clock"]["elapsed"] > 165_000)
        site.answer(old, answers.EVIDENCE, answers.TALK, answers.VAGUE)
        entries = site.post(f"sessions/{old}/end")["entries"]
        opening = next(entry for entry in entries if entry["phase"] == "feedback")
        assert opening["speaker"] == "interviewer" and opening["turn"] < len(entries) - 2, entries
        page.goto(f"{site.url}interviews/{old}/report?guess=no")
        page.get_by_role("button", name=f"{title} again").click()
        page.wait_for_url(lambda url: "/interviews/" in url and "/report" not in url)
        live.connected(page)
        new = site.state(live.id_of(page))
        assert new["status"] == "paused" and new["phase"] == "feedback", new
        assert site.said(new["id"]) == site.said(old)[:opening["turn"] + 1]
        assert abs(new["clock"]["elapsed"] / 60_000 - opening["minute"]) < 0.05, (new["clock"], opening)
        live.same_as_kept(page, site, new["id"])


def test_exports():
    with Site() as site, Window(site) as window:
        page = window.page
        id, other = sat(site), site.sit(answers.WEAK, rating=20)
        opens(page, site, id)
        total = re.search(r"[\d.]+", page.locator(".total strong").inner_text()).group()

        def download(name):
            with page.expect_download() as waiting:
                page.get_by_role("link", name=name, exact=True).click()
            with open(waiting.value.path(), encoding="utf-8") as file:
                return waiting.value.suggested_filename, file.read()

        name, text = download("Markdown")
        assert name == f"rehearse-{id}.md", name
        assert text.startswith("# ") and f"**{total}" in text and "## Point by point" in text, text[:300]
        name, text = download("JSON")
        report = json.loads(text)
        assert name == f"rehearse-{id}.json" and report["header"]["session"] == id, name
        assert round(report["score"]["points"]) == round(float(total)), (report["score"]["points"], total)
        name, text = download("All data")
        (session,) = json.loads(text)["sessions"]
        assert name == f"rehearse-{id}.json" and session["id"] == id, name
        kept = [event["kind"]["answered"]["_0"] for event in session["events"] if "answered" in event["kind"]]
        assert kept == [words for speaker, words in site.said(id) if speaker == "candidate"]
        page.goto(site.url + "history")
        name, text = download("Export everything")
        assert name == "rehearse-all.json", name
        assert {session["id"] for session in json.loads(text)["sessions"]} == {id, other}


def test_a_share_copy_has_none_of_the_candidates_words():
    with Site() as site, Window(site) as window:
        page = window.page
        id = sat(site)
        item = site.get(f"sessions/{id}/report")["items"][0]["id"]
        site.post(f"sessions/{id}/disputes", {"item": item, "comment": PROTEST})
        opens(page, site, id)
        total = plain(page.locator(".total").inner_text())
        page.get_by_role("link", name="Share copy").click()
        page.wait_for_url("**form=share")
        expect(page.get_by_role("heading", name="Point by point")).to_be_visible()
        shared = plain(page.locator("html").evaluate("(node) => node.innerHTML + ' ' + node.textContent"))
        assert plain(page.locator(".total").inner_text()) == total, "the share copy has another score"
        wanted = [part for text in answers.MIXED + [PROTEST] for part in answers.sentences(text)]
        assert len(wanted) > 15
        found = [part for part in wanted if part in shared]
        assert not found, f"the share copy has what the candidate said: {found}"
        assert page.locator("blockquote").count() == 0
        assert id not in shared, "the share copy tells the interview's id, and with it the way to the rest"


def test_history():
    with Site() as site, Window(site) as window:
        page = window.page
        first, second = sat(site), site.sit(answers.STRONG, rating=70)
        open_ = site.begin()
        site.post(f"sessions/{open_}/pause")
        opens(page, site, first)
        opens(page, site, second)
        page.get_by_role("link", name="History").click()
        cards = page.locator("ul.cards > li")
        expect(cards).to_have_count(3)
        for id in (first, second):
            score = round(site.get(f"sessions/{id}/report")["score"]["points"])
            expect(cards.filter(has_text=id).locator(".score strong")).to_have_text(str(score))
        expect(page.locator("figure.large svg")).to_be_visible()
        check_width(page)
        for state, ids in (("open", {open_}), ("ended", {first, second}), ("", {first, second, open_})):
            page.get_by_label("State").select_option(state)
            page.get_by_role("button", name="Show", exact=True).click()
            expect(page).to_have_url(re.compile(f"state={state}$"))
            expect(cards).to_have_count(len(ids))
            assert {id for id in (first, second, open_) if cards.filter(has_text=id).count()} == ids, state
            expect(page.get_by_label("State")).to_have_value(state)
        ask_to_delete(page, first)
        page.get_by_role("link", name="Keep it").click()
        expect(cards).to_have_count(3)
        assert site.request("GET", f"sessions/{first}")[0] == 200, "deleted though it was called off"
        ask_to_delete(page, first)
        page.get_by_role("button", name="Delete it").click()
        expect(cards).to_have_count(2)
        assert site.request("GET", f"sessions/{first}")[0] == 404
        expect(cards.filter(has_text=first)).to_have_count(0)


def ask_to_delete(page, id):
    page.get_by_role("link", name=re.compile(f"^Delete .*{id}")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Delete interview {id}?")


def test_deleting_everything():
    with Site() as site, Window(site) as window:
        page = window.page
        sat(site)
        page.goto(site.url + "history")
        page.get_by_role("link", name="Delete everything").click()
        page.get_by_label("Type 'delete everything'").fill("delete")
        page.get_by_role("button", name="Delete everything").click()
        assert page.url.endswith("/history/delete") and len(site.get("sessions")["sessions"]) == 1
        page.get_by_label("Type 'delete everything'").fill("delete everything")
        page.get_by_role("button", name="Delete everything").click()
        expect(page.get_by_text("No interview yet.")).to_be_visible()
        assert site.get("sessions")["sessions"] == []
