"""One Chromium for all tests, and windows in it that watch what their pages do."""

import os
import re
import shutil
import urllib.parse

from playwright.sync_api import expect, sync_playwright

PATIENCE = 1_000 * int(os.environ.get("REHEARSE_TEST_SECONDS", "30"))
SIZES = {"desk": {"viewport": {"width": 1280, "height": 900}},
         "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}}
# Errors a browser reports when the server is gone for a while.
SERVER_GONE = r"net::ERR_|Failed to fetch"

# Counts the states a page got, adds up its layout shifts, and reports what its policy forbids.
WATCH = """
window.seen = {states: 0, shift: 0};
addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} forbids ${event.blockedURI}`));
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.seen.shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
window.EventSource = class extends window.EventSource {
  constructor(...all) {
    super(...all);
    this.addEventListener("state", () => (window.seen.states += 1));
  }
};
"""

expect.set_options(timeout=PATIENCE)
_running = {}


def chromium():
    """The one browser, started when first asked for."""
    if not _running:
        path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        assert path, "these tests need Chromium, as from the package 'chromium'"
        _running["driver"] = sync_playwright().start()
        _running["browser"] = _running["driver"].chromium.launch(executable_path=path)
    return _running["browser"]


def close():
    if _running:
        _running.pop("browser").close()
        _running.pop("driver").stop()


class Window:
    """A window with cookies and storage of its own.

    Leaving it fails if a page reported an error or a warning, or asked another host for something.
    """

    def __init__(self, site, size="desk", script=True, allowed=None, **options):
        self.site = site
        self.allowed = [allowed] if allowed else []
        self.problems = []
        options = {**SIZES[size], "java_script_enabled": script, "accept_downloads": True, **options}
        self.context = chromium().new_context(**options)
        self.context.set_default_timeout(PATIENCE)
        if script:
            self.context.add_init_script(WATCH)
        self.context.on("request", self._asked)
        self.context.on("console", self._printed)
        self.context.on("weberror", lambda error: self._note(f"uncaught: {error.error}"))
        self.page = self.context.new_page()

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is not None and not self.page.is_closed():
            self._note(f"at {self.page.url}")
        self.context.close()
        if kind is None:
            self.check()
        else:
            print("\n".join(["the pages reported:", *self.problems]))

    def allow(self, pattern):
        """Errors that fit are part of what is tried from now on."""
        self.allowed.append(pattern)

    def check(self):
        found = self.take_problems()
        assert not found, "the pages reported:\n" + "\n".join(found)

    def take_problems(self):
        """What was reported since the last time and isn't allowed."""
        found = [text for text in self.problems if not any(re.search(pattern, text) for pattern in self.allowed)]
        self.problems = []
        return found

    def tab(self, path=""):
        """A further page in the same window."""
        page = self.context.new_page()
        page.goto(self.site.url + path)
        return page

    def _note(self, text):
        self.problems.append(text)

    def _printed(self, message):
        if message.type in ("error", "warning"):
            self._note(f"{message.type}: {message.text} ({message.location.get('url', '')})")

    def _asked(self, request):
        parts = urllib.parse.urlsplit(request.url)
        if parts.scheme in ("data", "blob", "about"):
            return
        if (parts.hostname, parts.port) != ("127.0.0.1", self.site.port):
            self._note(f"a request left the host: {request.url}")


def settle(page):
    """Waits until a page has loaded, its first state has come if it gets any, and all of it is drawn."""
    page.wait_for_load_state("load")
    if page.locator("#live").count():
        page.wait_for_function("() => seen.states > 0")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))")


def check_width(page):
    """Nothing makes the page wider than the window."""
    wide = page.evaluate(
        """(width) => {
          const all = document.documentElement.scrollWidth;
          if (all <= width) return [];
          const nodes = [...document.querySelectorAll("body *")];
          const over = nodes.filter((node) => node.getBoundingClientRect().right > width + 1).slice(0, 5);
          return [`${all} px`, ...over.map((node) => `${node.tagName} #${node.id} ${node.getAttribute("class")}`)];
        }""", page.viewport_size["width"])
    assert not wide, f"wider than the window at {page.url}: {wide}"
