"""Every page of the site in every state, for tests and pictures that look at all of them."""

from playwright.sync_api import expect

import answers
import live
from server import Site, eventually
from window import settle

TOKEN = "a-token-for-these-tests"


class Stage:
    """The servers behind the views: one without interviews, one with several, one that asks for a token."""

    def __init__(self):
        self.sites = []
        self.empty = self._site()
        self.site = self._site(environment={"REHEARSE_PATIENCE": "3"})
        self.guarded = self._site("--host", "0.0.0.0", token=TOKEN)
        site = self.site
        self.weak = site.sit(answers.WEAK, rating=60)
        self.rated = site.sit(answers.MIXED, rating=50)
        self.retake = site.post(f"sessions/{self.rated}/retake", {"turn": 3})["id"]
        site.post(f"sessions/{self.retake}/resume")
        site.answer(self.retake, *answers.STRONG)
        site.post(f"sessions/{self.retake}/end")
        site.post(f"sessions/{self.retake}/self-rating", {"points": 70})
        report = site.get(f"sessions/{self.rated}/report")
        site.post(f"sessions/{self.rated}/disputes", {"item": report["items"][0]["id"], "comment": "I named both."})
        self.ended = site.sit(answers.STRONG[:2])
        self.silent = site.sit([])
        self.part = site.sit(answers.STRONG[:2], rating=30, focus="diagnosis", minutes=8)
        self.paused = site.begin(tracker=True)
        site.answer(self.paused, *answers.MIXED[:3])
        site.post(f"sessions/{self.paused}/draft", {"text": answers.PLAN})
        site.post(f"sessions/{self.paused}/pause")
        self.running = site.begin(tracker=True)
        site.answer(self.running, *answers.MIXED[:3])
        self.untimed = site.begin(minutes=0)
        self.left = site.begin()
        for id in (self.weak, self.rated, self.retake, self.part):
            site.get(f"sessions/{id}/report")

    def _site(self, *arguments, **options):
        site = Site(*arguments, **options).start()
        self.sites.append(site)
        return site

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        for site in self.sites:
            site.close(checks=kind is None)


class View:
    """One page in one state. `path` is opened, then `act` does what brings the state about.

    `is_part`: what is to be seen stands somewhere in a long page, to where the page or `act` has scrolled.
    """

    def __init__(self, name, path, site="site", act=None, before=None, allowed=None, is_part=False):
        self.name = name
        self.path = path
        self.site = site
        self.act = act
        self.before = before
        self.allowed = allowed
        self.is_part = is_part

    def open(self, page, stage):
        """Opens the page and waits until it has settled; what comes of `act` is not there yet."""
        site = getattr(stage, self.site)
        if self.before:
            self.before(page, stage)
        path = self.path(stage) if callable(self.path) else self.path
        page.goto(site.url + path)
        settle(page)

    def finish(self, page, stage):
        if self.act:
            self.act(page, stage)
            page.wait_for_load_state("load")


def interview(name, rest=""):
    return lambda stage: f"interviews/{getattr(stage, name)}{rest}"


def resume(name):
    """An interview nobody watched is paused by now: it has to run before it is looked at."""
    def again(page, stage):
        id = getattr(stage, name)
        if stage.site.state(id)["status"] == "paused":
            stage.site.post(f"sessions/{id}/resume")

    return again


def leave(page, stage):
    """Opens an interview and leaves it until the server has noticed."""
    resume("left")(page, stage)
    live.opens(page, stage.site, stage.left)
    page.goto(stage.site.url + "blueprint")
    eventually("the pause", lambda: stage.site.state(stage.left)["away"])


def ask_too_long(page, stage):
    page.evaluate(
        """() => {
          const length = document.getElementById("minutes");
          length.append(new Option("too long", "9999", true, true));
          length.form.requestSubmit();
        }""")
    expect(page.get_by_role("alert")).to_be_visible()


def type_an_answer(page, stage):
    page.locator("#answer").fill(answers.CAUSES)
    expect(page.locator("#saved")).to_have_text("Saved")
    page.wait_for_selector("#tracker li.new", state="attached")


def send_nothing(page, stage):
    page.locator("#answer").fill("")
    page.get_by_role("button", name="Answer").click()
    live.banner(page).to_contain_text("Write an answer first")


def open_all(page, stage):
    for summary in page.locator("summary").all():
        if summary.is_visible() and not summary.evaluate("(node) => node.parentElement.open"):
            summary.click()


def light_a_point(page, stage):
    page.locator("article.item:has(blockquote)").first.wait_for()
    item = page.locator("article.item:has(blockquote)").first.get_attribute("data-item")
    page.locator(f"#report-map [data-item='{item}']").click()
    expect(page.locator("#said mark.lit").first).to_be_visible()


def light_words(page, stage):
    page.locator("#said mark").first.click()
    expect(page.locator("#lit-note a").first).to_be_visible()


def sign_in_wrongly(page, stage):
    page.get_by_label("Token").fill("not the token")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("That is not the token.")).to_be_visible()


VIEWS = [
    View("home-empty", "", "empty"),
    View("home-filled", ""),
    View("setup-plain", "new"),
    View("setup-open", "new", act=open_all),
    View("setup-problem", "new", act=ask_too_long, allowed=r"status of 4\d\d"),
    View("live-running", interview("running"), before=resume("running"), is_part=True),
    View("live-typing", interview("running"), before=resume("running"), act=type_an_answer, is_part=True),
    View("live-slip", interview("running"), before=resume("running"), act=send_nothing, is_part=True),
    View("live-open", interview("running"), before=resume("running"), act=open_all),
    View("live-untimed", interview("untimed"), before=resume("untimed"), is_part=True),
    View("live-paused", interview("paused"), is_part=True),
    View("live-away", interview("left"), before=leave, is_part=True),
    View("live-ended", interview("ended")),
    View("rating-plain", interview("ended", "/report")),
    View("report-plain", interview("rated", "/report")),
    View("report-open", interview("rated", "/report"), act=open_all),
    View("report-point", interview("rated", "/report"), act=light_a_point, is_part=True),
    View("report-words", interview("rated", "/report"), act=light_words, is_part=True),
    View("report-compared", interview("retake", "/report")),
    View("report-part", interview("part", "/report")),
    View("report-silent", interview("silent", "/report")),
    View("report-unfinished", interview("paused", "/report")),
    View("share-copy", interview("rated", "/report?form=share")),
    View("history-empty", "history", "empty"),
    View("history-filled", "history"),
    View("history-open", "history", act=open_all),
    View("history-none", "history?state=open&scenario=performance-management", "empty"),
    View("delete-one", interview("weak", "/delete")),
    View("delete-all", "history/delete"),
    View("walkthrough-plain", "walkthrough"),
    View("walkthrough-open", "walkthrough", act=open_all),
    View("blueprint-plain", "blueprint"),
    View("blueprint-open", "blueprint", act=open_all),
    View("error-404", "nothing-here", allowed="status of 404"),
    View("error-no-interview", "interviews/none-such", allowed="status of 404"),
    View("signin-plain", "sign-in", "guarded"),
    View("signin-asked", "history", "guarded", allowed="status of 401"),
    View("signin-wrong", "sign-in", "guarded", act=sign_in_wrongly, allowed="status of 401"),
]
