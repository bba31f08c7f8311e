// The connection to the server: calls, the stream that comes back by itself, and the banner that says how it stands.

import { backOff, byId, setText, sleep, wakeAll } from "./dom.js";

const { api } = byId("live").dataset;
const lost = "Connection lost. Trying again; nothing is lost.";
const again = "Connected again.";

/** What the page does with what comes; set once by `listen`. */
const hooks = {};

/**
 * Says what is done with what comes, and opens the stream.
 * @param page `onState`, `onNotice`, `onTracker`, `refresh`, `revision` and `standing` of the page.
 */
export function listen(page) {
  Object.assign(hooks, page);
  connect();
}

// The connection comes first, then what was just done, then how the interview stands.
export const banner = { node: byId("banner"), link: "", said: "" };

export function renderBanner() {
  setText(banner.node, banner.link || banner.said || (hooks.standing?.() ?? ""));
}

export function say(text) {
  banner.said = text;
  renderBanner();
}

/** Calls the interface; null when no answer came, so that the caller can try again. */
export async function call(path, body, { keepalive = false } = {}) {
  const headers = { "Content-Type": "application/json" };
  const post = body && { method: "POST", headers, body: JSON.stringify(body), keepalive };
  const signal = AbortSignal.timeout(body ? 30000 : 5000);
  const response = await fetch(api + path, { ...post, signal }).catch(() => null);
  const content = await response?.json().catch(() => null);
  // None at all, a proxy's own error page, or one cut off in the middle: the server may never have seen the call.
  if (!response || (!content && (response.ok || response.status >= 500))) {
    loseLink();
    return null;
  }
  const message = content?.error?.message ?? `The server refused this (${response.status}).`;
  return { ok: response.ok, content, message };
}

// An EventSource closes for good when a proxy answers in the server's place, so it is always closed and opened here.
export const link = { stream: null, watchdog: 0, tries: 0, isUp: false, isWaiting: false, isLeaving: false };

export function connect() {
  link.stream?.close();
  clearTimeout(link.watchdog);
  const revision = hooks.revision();
  const stream = new EventSource(`${api}/events${revision === null ? "" : `?after=${revision}`}`);
  link.stream = stream;
  link.watchdog = setTimeout(loseLink, 10000);
  let isFirst = true;
  const on = (name, take) =>
    stream.addEventListener(name, (event) => {
      if (stream === link.stream) take(event);
    });
  on("state", (event) => {
    holdLink();
    hooks.onState(JSON.parse(event.data), { isFirst });
    isFirst = false;
  });
  on("notice", (event) => hooks.onNotice(JSON.parse(event.data)));
  on("tracker", (event) => hooks.onTracker(JSON.parse(event.data).items));
  on("bye", loseLink);
  on("error", loseLink);
}

function holdLink() {
  clearTimeout(link.watchdog);
  link.tries = 0;
  link.isUp = true;
  if (!banner.link) return;
  banner.link = "";
  if (!banner.said) {
    say(again);
    setTimeout(() => banner.said === again && say(""), 4000);
  }
  renderBanner();
}

async function loseLink() {
  if (link.isWaiting || link.isLeaving) return;
  link.isWaiting = true;
  link.isUp = false;
  link.stream?.close();
  clearTimeout(link.watchdog);
  banner.link ||= lost;
  renderBanner();
  link.tries += 1;
  if (link.tries > 2) {
    // A stream that is refused doesn't tell why (signed out, deleted); an ordinary call does.
    const reply = await hooks.refresh();
    banner.link = reply && !reply.ok ? reply.message : lost;
    renderBanner();
  }
  await sleep(backOff(link.tries - 1));
  link.isWaiting = false;
  if (!link.isLeaving) connect();
}

export function reconnect() {
  wakeAll();
  if (!link.isWaiting) connect();
}
