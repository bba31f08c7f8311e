// Makes the interview page live: the clock, the transcript, the draft, and every button without loading the page again.
// The page works without it as a form, and Docs/API.md describes all it talks to.

const byId = (id) => document.getElementById(id);

const page = byId("live");
const { api, interviewer } = page.dataset;
const transcript = byId("transcript");
const notices = byId("notices");
const tracker = byId("tracker");
const timeLeft = byId("time-left");
// Missing when the page was loaded after the end.
const form = byId("answer-form");
const answer = byId("answer");
const pauseButton = byId("pause");
const draftKey = `rehearse-draft-${decodeURIComponent(api.split("/").pop())}`;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const words = {
  lost: "Connection lost. Trying again; nothing is lost.",
  again: "Connected again.",
  notReached: "That didn't reach the server. Try it again in a moment.",
  empty: "Write an answer first, or skip the question.",
  paused: "Paused. The clock stands still. Resume to send your answer.",
  away: "Paused, since no page of this interview was open. The time away doesn't count. Resume when you are ready.",
  resumeFirst: "The interview is paused. Resume it first.",
  timeUp: "Time is up. Finish the answer you are giving; nothing is asked after it.",
  kept: "Your text is still in the box.",
};

// As the server writes them.
const commandWords = {
  skip: "You skipped this question.",
  "dont-know": "You said that you don't know.",
  repeat: "You asked to hear it again.",
};
const verdictWords = { met: "met", partial: "partly", absent: "not there", contradicted: "the opposite" };
const stanceWords = { vague: " (hinted at)", denied: " (said the opposite)" };

// What the server said last; until the first state comes, what the page was rendered with.
let hasState = false;
let revision = null;
let status = !form ? "ended" : pauseButton.dataset.action === "resume" ? "paused" : "running";
let isAway = false;
let isTimeUp = false;
let turn = form ? Number(byId("turn-field").value) : transcript.children.length;
let clock = null;

// MARK: Small things

function make(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** Sets a text only when it differs, so that nothing is announced or drawn twice. */
function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Doubling from half a second to eight, spread so that many pages don't come back in the same instant. */
const backOff = (tries) => Math.min(8000, 500 * 2 ** tries) * (0.75 + Math.random() / 2);

const sleepers = new Set();

/** A wait that `wakeAll` cuts short. */
async function sleep(milliseconds) {
  let wake;
  await new Promise((resolve) => {
    wake = resolve;
    sleepers.add(wake);
    setTimeout(wake, milliseconds);
  });
  sleepers.delete(wake);
}

function wakeAll() {
  for (const wake of sleepers) wake();
}

// MARK: The banner

// The connection comes first, then what was just done, then how the interview stands.
const banner = { node: byId("banner"), link: "", said: "" };

function standing() {
  if (status === "paused") return isAway ? words.away : words.paused;
  return status === "running" && isTimeUp ? words.timeUp : "";
}

function renderBanner() {
  setText(banner.node, banner.link || banner.said || standing());
}

function say(text) {
  banner.said = text;
  renderBanner();
}

// MARK: Calls

/** Calls the interface; null when no answer came, so that the caller can try again. */
async function call(path, body, { keepalive = false } = {}) {
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

let isActing = false;

/** A call that changes the interview, one at a time; says what went wrong. */
async function change(path, body) {
  if (isActing) return false;
  isActing = true;
  say("");
  const reply = await call(path, body);
  isActing = false;
  const state = reply?.ok ? reply.content : reply?.content?.state;
  if (state) apply(state);
  if (!reply?.ok) say(reply?.message ?? words.notReached);
  return reply?.ok ?? false;
}

// MARK: The stream

// An EventSource closes for good when a proxy answers in the server's place, so it is always closed and opened here.
const link = { stream: null, watchdog: 0, tries: 0, isUp: false, isWaiting: false, isLeaving: false };

function connect() {
  link.stream?.close();
  clearTimeout(link.watchdog);
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
    apply(JSON.parse(event.data), { isFirst });
    isFirst = false;
  });
  on("notice", (event) => showNotice(JSON.parse(event.data)));
  on("tracker", (event) => {
    overtakeCoverage();
    showTracker(JSON.parse(event.data).items);
  });
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
    say(words.again);
    setTimeout(() => banner.said === words.again && say(""), 4000);
  }
  renderBanner();
}

async function loseLink() {
  if (link.isWaiting || link.isLeaving) return;
  link.isWaiting = true;
  link.isUp = false;
  link.stream?.close();
  clearTimeout(link.watchdog);
  banner.link ||= words.lost;
  renderBanner();
  link.tries += 1;
  if (link.tries > 2) {
    // A stream that is refused doesn't tell why (signed out, deleted); an ordinary call does.
    const reply = await refresh();
    banner.link = reply && !reply.ok ? reply.message : words.lost;
    renderBanner();
  }
  await sleep(backOff(link.tries - 1));
  link.isWaiting = false;
  if (!link.isLeaving) connect();
}

function reconnect() {
  wakeAll();
  if (!link.isWaiting) connect();
}

/** Fetches the whole state, as when a piece of the transcript is missing. */
async function refresh() {
  const reply = await call("");
  if (reply?.ok) apply(reply.content);
  return reply;
}

// MARK: The state

/** @param isFirst Whether it is the first of a stream: right in any case, and what it brings was said a while ago. */
function apply(state, { isFirst = false } = {}) {
  // Answers of calls and the stream may overtake each other.
  if (!isFirst && revision !== null && state.revision < revision) return;
  if (state.entriesFrom > shown.length) return void refresh();
  const before = { turn, status };
  revision = state.revision;
  status = state.status;
  isAway = state.away;
  isTimeUp = state.timeUp;
  turn = state.entriesFrom + state.entries.length;
  clock = { ...state.clock, at: performance.now() };
  if (status !== before.status) banner.said = "";
  showEntries(state, hasState, !isFirst);
  hasState = true;
  showEnding(state);
  if (form) {
    byId("turn-field")?.setAttribute("value", turn);
    reconcileDraft(state, before.turn);
    renderControls();
  }
  markPhase(state.phase);
  renderClock();
  renderBanner();
}

// MARK: The clock

const bars = new Map([...page.querySelectorAll("rect.bar")].map((bar) => [bar.dataset.phase, bar]));

function renderClock() {
  if (!clock) return;
  const elapsed = clock.elapsed + (clock.running ? performance.now() - clock.at : 0);
  const isTimed = clock.deadline != null;
  const left = isTimed ? Math.max(0, clock.deadline - elapsed) : Infinity;
  const seconds = isTimed ? Math.ceil(left / 1000) : Math.floor(elapsed / 1000);
  setText(timeLeft, `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
  timeLeft.classList.toggle("soon", left > 0 && left < 120000);
  timeLeft.classList.toggle("over", left === 0);
  for (const phase of clock.phases) {
    const bar = bars.get(phase.id);
    const done = Math.min(1, Math.max(0, (elapsed - phase.start) / Math.max(1, phase.end - phase.start)));
    bar?.setAttribute("width", `${(Number(bar.dataset.width) * done).toFixed(2)}%`);
  }
  if (left === 0 && !isTimeUp) {
    isTimeUp = true;
    renderBanner();
  }
}

function markPhase(phase) {
  for (const name of page.querySelectorAll("#phase-names [data-phase]")) {
    if (name.dataset.phase === phase) name.setAttribute("aria-current", "step");
    else name.removeAttribute("aria-current");
  }
}

// MARK: The transcript

const announcer = make("div", { class: "hidden", "aria-live": "polite" });
page.append(announcer);

/** What tells two versions of a turn apart. */
const turnKey = (speaker, text, command) => JSON.stringify([speaker, text, command ?? ""]);

const shown = [...transcript.children].map((node) => {
  const speaker = node.classList.contains("interviewer") ? "interviewer" : "candidate";
  const text = node.querySelector(".said").textContent;
  return { node, key: turnKey(speaker, text, node.querySelector(".command")?.textContent) };
});

/** Takes over entries; nodes of those that didn't change stay, so that nothing flickers. */
function showEntries(state, announces, streams) {
  const follows = isAtEnd();
  const fresh = [];
  for (const [index, entry] of state.entries.entries()) {
    const place = state.entriesFrom + index;
    const command = entry.command && commandWords[entry.command];
    const key = turnKey(entry.speaker, entry.text, command);
    const old = shown[place];
    if (old?.key === key) continue;
    const node = makeTurn(entry, place, command);
    shown[place] = { node, key };
    if (old) old.node.replaceWith(node);
    else {
      transcript.append(node);
      fresh.push({ node, entry });
    }
  }
  for (const extra of shown.splice(turn)) extra.node.remove();
  if (!announces || fresh.length === 0) return;
  const utterances = fresh.filter(({ entry }) => entry.speaker === "interviewer");
  if (streams && !calm.matches) for (const { node } of utterances) speak(node.querySelector(".said"));
  if (utterances.length) announcer.replaceChildren(...utterances.map(({ entry }) => make("p", {}, entry.text)));
  if (follows) follow((utterances.at(-1) ?? fresh.at(-1)).node, calm.matches ? "instant" : "smooth");
}

/** One turn as the server renders it. */
function makeTurn(entry, place, command) {
  const who = entry.speaker === "interviewer" ? interviewer : "You";
  const node = make(
    "li", { class: `turn ${entry.speaker}`, id: `turn-${place}` },
    make("span", { class: "who" }, who), make("p", { class: "said", dir: "auto" }, entry.text));
  if (command) node.append(make("span", { class: "command" }, command));
  return node;
}

let speech = Promise.resolve();

/** Lets an utterance appear word by word, one after the other. Screen readers have the whole of it at once. */
function speak(said) {
  const text = said.textContent;
  const spoken = make("span", { "aria-hidden": "true" });
  // What is still to come takes its place already, so that no line moves while it is read.
  const ahead = make("span", { "aria-hidden": "true" }, text);
  ahead.style.visibility = "hidden";
  said.replaceChildren(make("span", { class: "hidden" }, text), spoken, ahead);
  speech = speech.then(async () => {
    const parts = text.match(/\s*\S+\s*/g) ?? [];
    for (let count = 1; count <= parts.length && said.isConnected && !document.hidden; count += 1) {
      spoken.textContent = parts.slice(0, count).join("");
      ahead.textContent = parts.slice(count).join("");
      await new Promise((resolve) => setTimeout(resolve, 1000 / 30));
    }
    said.textContent = text;
  });
}

const panelBottom = () => (byId("answer-form") ?? byId("ended")).getBoundingClientRect().bottom;

/** Whether the newest turn is in view, give or take 200 px: otherwise somebody is reading further up. */
function isAtEnd() {
  const below = transcript.scrollHeight - transcript.scrollTop - transcript.clientHeight;
  return below <= 200 && panelBottom() - innerHeight <= 200;
}

/** Brings a turn and the answer box into view; of a turn that is too long for both, its beginning. */
function follow(node, behavior) {
  const scrollsItself = transcript.scrollHeight > transcript.clientHeight + 1;
  if (scrollsItself) transcript.scrollTo({ top: transcript.scrollHeight, behavior });
  // The clock stays at the top of the window and covers what scrolls under it.
  const covered = page.querySelector(".clock").offsetHeight + 16;
  const room = scrollsItself ? Infinity : node.getBoundingClientRect().top - covered;
  const top = Math.min(panelBottom() - innerHeight + 16, room);
  if (top > 0) scrollBy({ top, behavior });
}

// MARK: The draft

const draft = { isDirty: false, isSaving: false, revision: 0 };

/** Storage may be full or forbidden; the server has the draft all the same. */
function keepLocally(text) {
  try {
    if (text === null) localStorage.removeItem(draftKey);
    else localStorage.setItem(draftKey, JSON.stringify({ turn, text }));
  } catch {}
}

/** What was typed here and may not have reached the server before the page was left. */
function restoreLocally() {
  try {
    const kept = JSON.parse(localStorage.getItem(draftKey));
    if (kept?.turn !== turn || typeof kept.text !== "string" || kept.text === answer.value) return;
    answer.value = kept.text;
    draft.isDirty = true;
  } catch {}
}

function noteInput() {
  draft.isDirty = true;
  byId("saved").textContent = "";
  if (banner.said === words.empty) say("");
  keepLocally(answer.value);
  growAnswer();
  checkCoverageSoon();
}

async function saveDraft(options) {
  // The server keeps no draft while paused; it stays dirty until the interview goes on.
  if (!draft.isDirty || isAnswering || status !== "running") return;
  if (draft.isSaving && !options?.keepalive) return;
  const text = answer.value;
  draft.isSaving = true;
  const reply = await call("/draft", { text, turn }, options);
  draft.isSaving = false;
  if (reply?.ok) {
    draft.revision = reply.content.revision;
    if (answer.value === text) {
      draft.isDirty = false;
      byId("saved").textContent = text ? "Saved" : "";
    }
  } else if (reply?.content?.state) {
    apply(reply.content.state);
  } else if (reply) {
    // Tried again with the next key, not every second.
    draft.isDirty = false;
    say(reply.message);
  }
}

/** Brings the box in line with a state that may stem from another tab. */
function reconcileDraft(state, turnBefore) {
  if (isAnswering || status === "ended") return;
  const hasMoved = turn !== turnBefore;
  const isFocused = document.activeElement === answer && document.hasFocus();
  if (hasMoved && shown[turnBefore]?.key === turnKey("candidate", answer.value.trim())) {
    clearAnswer();
  } else if (!draft.isDirty && !isFocused) {
    if (state.revision < draft.revision || answer.value === state.draft) return;
    answer.value = state.draft;
    growAnswer();
  } else if (hasMoved && answer.value) {
    // Text that was begun for the turn before is kept for this one.
    draft.isDirty = true;
    keepLocally(answer.value);
  }
}

/** Makes the box as high as its text, up to 60 % of the window. */
function growAnswer() {
  const at = scrollY;
  answer.style.height = "auto";
  const height = answer.scrollHeight + answer.offsetHeight - answer.clientHeight;
  answer.style.height = `${Math.min(height, innerHeight * 0.6)}px`;
  if (scrollY !== at) scrollTo({ top: at, behavior: "instant" });
}

// MARK: Answering

let isAnswering = false;

function clearAnswer() {
  answer.value = "";
  draft.isDirty = false;
  byId("saved")?.replaceChildren();
  overtakeCoverage();
  keepLocally(null);
  growAnswer();
}

function focusAnswer() {
  // Not when somebody has gone elsewhere meanwhile. A button that was disabled leaves the focus to the body.
  if (document.activeElement === document.body || form.contains(document.activeElement)) answer.focus();
}

function setAnswering(value) {
  isAnswering = answer.readOnly = value;
  form.setAttribute("aria-busy", value);
  renderControls();
}

async function sendAnswer() {
  if (isAnswering || isActing || status === "ended") return;
  if (status === "paused") return say(words.resumeFirst);
  const text = answer.value;
  if (!text.trim()) {
    answer.focus();
    return say(words.empty);
  }
  say("");
  setAnswering(true);
  // `turn` lets the server tell a repetition from a second answer, so it can be sent until it goes through.
  const body = { text, turn };
  let reply;
  for (let tries = 0; !(reply = await call("/answer", body)); tries += 1) await sleep(backOff(tries));
  setAnswering(false);
  if (reply.ok) {
    clearAnswer();
    apply(reply.content);
  } else if (reply.content?.state) {
    apply(reply.content.state);
    say(`${reply.message} ${words.kept}`);
  } else {
    say(reply.message);
  }
  focusAnswer();
}

// MARK: The buttons

async function act(action) {
  if (isActing || status === "ended") return;
  if (action in commandWords) return command(action);
  // A paused or ended interview takes no draft any more.
  if (action !== "resume") await saveDraft();
  await change(`/${action}`, {});
}

async function command(action) {
  if (isAnswering) return;
  if (status === "paused") return say(words.resumeFirst);
  // The server drops its draft with a command; what is written here is for its writer to drop.
  if (answer.value) draft.isDirty = true;
  if (await change("/command", { command: action, turn })) focusAnswer();
}

function renderControls() {
  const isPaused = status === "paused";
  for (const button of form.querySelectorAll("#send, #repeat, #dont-know, #skip")) {
    button.disabled = isPaused || isAnswering;
  }
  const action = isPaused ? "resume" : "pause";
  if (pauseButton.dataset.action === action) return;
  const label = isPaused ? "Resume" : "Pause";
  pauseButton.dataset.action = action;
  pauseButton.textContent = label;
  pauseButton.title = `${label} (Alt+P)`;
  pauseButton.setAttribute("formaction", pauseButton.getAttribute("formaction").replace(/[^/]+$/, action));
}

// MARK: The end

/** Puts the panel of an ended interview in the form's place, or the form back in the panel's. */
function showEnding(state) {
  const panel = byId("ended");
  if (state.status === "ended") {
    if (!state.mayUndoEnd) keepLocally(null);
    if (panel) return;
    const ended = makeEnded(state.mayUndoEnd);
    form.replaceWith(ended);
    ended.firstElementChild.focus();
  } else if (panel && form) {
    panel.replaceWith(form);
    growAnswer();
    answer.focus();
  } else if (panel) {
    location.reload();
  }
}

/** The panel as the server renders it. */
function makeEnded(mayUndo) {
  const { report } = page.dataset;
  const panel = make(
    "div", { id: "ended", class: "panel" },
    make("h2", { tabindex: "-1" }, "The interview is over"),
    make("p", {}, "All of it is kept. Before you see the score you are asked for your own."),
    make("a", { href: report, class: "button primary" }, "See the report"));
  if (mayUndo) {
    panel.append(
      make(
        "form", { method: "post", action: report.replace(/[^/]+$/, "undo-end"), class: "inline" },
        make("button", { class: "button quiet-button" }, "Take the ending back")));
  }
  return panel;
}

// MARK: What has been heard

// `asked` is the text the list shows; `epoch` grows whenever a reply on its way is overtaken.
const coverage = { timer: 0, asked: "", epoch: 0, isAsking: false };

/** What was asked for is no answer in progress any more. */
function overtakeCoverage() {
  coverage.asked = "";
  coverage.epoch += 1;
  for (const node of tracker.querySelectorAll(".new")) node.classList.remove("new");
}

function checkCoverageSoon() {
  clearTimeout(coverage.timer);
  coverage.timer = setTimeout(checkCoverage, 400);
}

async function checkCoverage() {
  // Fewer than four words count as none, which also takes back what deleted words had brought.
  const hasWords = (answer.value.match(/\S+/g) ?? []).length >= 4;
  const text = hasWords ? answer.value.trim() : "";
  if (!tracker.open || status === "ended" || isAnswering || coverage.isAsking || text === coverage.asked) return;
  const { epoch } = coverage;
  coverage.isAsking = true;
  const reply = await call("/coverage", { text });
  coverage.isAsking = false;
  if (epoch === coverage.epoch && reply) {
    coverage.asked = text;
    if (reply.ok) showTracker(reply.content.items);
  }
  if (reply) checkCoverageSoon();
}

function showTracker(items) {
  for (const item of items) {
    const node = byId(`tracker-${item.code}`);
    if (!node) continue;
    node.dataset.verdict = item.verdict ?? "none";
    node.classList.toggle("new", item.isNew);
    setText(node.querySelector(".state"), verdictWords[item.verdict] ?? "not yet");
    const heard = item.facets.filter((facet) => facet.stance !== "absent");
    node.title = heard.map((facet) => facet.label + (stanceWords[facet.stance] ?? "")).join("; ");
  }
}

function showNotice(notice) {
  if (notice.kind === "time-up") {
    // The banner says it for as long as it holds; twice would be read out twice.
    isTimeUp = true;
    return renderBanner();
  }
  notices.append(make("p", {}, notice.text));
  while (notices.children.length > 2) notices.firstElementChild.remove();
}

// MARK: Listening

const keys = { p: "pause", r: "repeat", k: "dont-know", s: "skip", e: "end" };

function onKey(event) {
  if (event.repeat || event.isComposing || status === "ended") return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    sendAnswer();
  } else if (event.altKey && !event.ctrlKey && !event.metaKey) {
    // With Alt a Mac types other characters: then the place of the key counts.
    const letter = /^[a-z]$/i.test(event.key) ? event.key : event.code.replace(/^Key/, "");
    const action = keys[letter.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    act(action === "pause" ? pauseButton.dataset.action : action);
  }
}

function onSubmit(event) {
  if (event.target === form) {
    event.preventDefault();
    const action = event.submitter?.dataset.action;
    if (action) act(action);
    else sendAnswer();
  } else if (event.target.closest("#ended")) {
    event.preventDefault();
    change("/undo-end", {});
  }
}

function listenToForm() {
  answer.addEventListener("input", noteInput);
  addEventListener("resize", growAnswer);
  tracker.addEventListener("toggle", checkCoverage);
  document.addEventListener("keydown", onKey);
  restoreLocally();
  growAnswer();
  renderControls();
  if (transcript.lastElementChild) follow(transcript.lastElementChild, "instant");
  if (answer.value) checkCoverageSoon();
}

function listenToWindow() {
  addEventListener("online", reconnect);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) saveDraft();
    else reconnect();
  });
  addEventListener("pagehide", () => {
    link.isLeaving = true;
    saveDraft({ keepalive: true });
    link.stream?.close();
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    link.isLeaving = false;
    reconnect();
  });
}

let lastTick = Date.now();

function tick() {
  const now = Date.now();
  // The machine slept: the stream may be dead without knowing. A hidden page's timer is only slow.
  if (now - lastTick > 5000 && !document.hidden) reconnect();
  lastTick = now;
  if (link.isUp && !isActing) saveDraft();
}

// The attribute makes only the newest notice be read out.
notices.setAttribute("aria-atomic", "false");
page.addEventListener("submit", onSubmit);
if (form) listenToForm();
listenToWindow();
connect();
setInterval(renderClock, 250);
setInterval(tick, 1000);
