// Makes the interview page live: the clock, the transcript, the draft, and every button without loading the page again.
// The page works without it as a form, and Docs/API.md describes all it talks to.

import { renderClock, setClock } from "./clock.js";
import { backOff, byId, make, sleep } from "./dom.js";
import { checkCoverageSoon, listenTo, overtakeCoverage, showTracker } from "./heard.js";
import { banner, call, link, listen, reconnect, renderBanner, say } from "./link.js";
import { follow, shown, showEntries, turnKey } from "./transcript.js";

const page = byId("live");
const { api } = page.dataset;
const transcript = byId("transcript");
const notices = byId("notices");
// Missing when the page was loaded after the end.
const form = byId("answer-form");
const answer = byId("answer");
const pauseButton = byId("pause");
const draftKey = `rehearse-draft-${decodeURIComponent(api.split("/").pop())}`;

const words = {
  notReached: "That didn't reach the server. Try it again in a moment.",
  empty: "Write an answer first, or skip the question.",
  paused: "Paused. The clock stands still. Resume to send your answer.",
  away: "Paused, since no page of this interview was open. The time away doesn't count. Resume when you are ready.",
  resumeFirst: "The interview is paused. Resume it first.",
  timeUp: "Time is up. Finish the answer you are giving; nothing is asked after it.",
  kept: "Your text is still in the box.",
};

// What the server said last; until the first state comes, what the page was rendered with.
let hasState = false;
let revision = null;
let status = !form ? "ended" : pauseButton.dataset.action === "resume" ? "paused" : "running";
let isAway = false;
let isTimeUp = false;
let turn = form ? Number(byId("turn-field").value) : transcript.children.length;

// MARK: What the banner says

function standing() {
  if (status === "paused") return isAway ? words.away : words.paused;
  return status === "running" && isTimeUp ? words.timeUp : "";
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
  setClock(state);
  if (status !== before.status) banner.said = "";
  showEntries(state, hasState, !isFirst);
  hasState = true;
  showEnding(state);
  if (form) {
    byId("turn-field")?.setAttribute("value", turn);
    reconcileDraft(state, before.turn);
    renderControls();
  }
  drawClock();
  renderBanner();
}

// MARK: The clock

function drawClock() {
  if (!renderClock() || isTimeUp) return;
  isTimeUp = true;
  renderBanner();
}

// MARK: The draft

// `isMine`: written in this tab, and not taken over from another.
const draft = { isDirty: false, isMine: false, isSaving: false, revision: 0 };

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
    if (kept?.turn !== turn || typeof kept.text !== "string") return;
    draft.isMine = true;
    draft.isDirty = kept.text !== answer.value;
    answer.value = kept.text;
  } catch {}
}

function noteInput() {
  draft.isDirty = draft.isMine = true;
  byId("saved").textContent = "";
  if (banner.said === words.empty) say("");
  keepLocally(answer.value);
  growAnswer();
  checkCoverageSoon();
}

async function saveDraft(options) {
  if (!draft.isDirty || isAnswering || status === "ended") return;
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

/** Brings the box in line with a state that may stem from another tab. Text that was written here is never dropped. */
function reconcileDraft(state, turnBefore) {
  if (isAnswering || status === "ended") return;
  const hasMoved = turn !== turnBefore;
  const isFocused = document.activeElement === answer && document.hasFocus();
  if (hasMoved && shown[turnBefore]?.key === turnKey("candidate", answer.value.trim())) {
    clearAnswer();
  } else if (hasMoved && draft.isMine && answer.value) {
    // Begun for the turn before, kept for this one.
    draft.isDirty = true;
    keepLocally(answer.value);
  } else if (!draft.isDirty && (!isFocused || hasMoved)) {
    if (state.revision < draft.revision || answer.value === state.draft) return;
    answer.value = state.draft;
    draft.isMine = false;
    growAnswer();
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
  draft.isDirty = draft.isMine = false;
  byId("saved")?.replaceChildren();
  overtakeCoverage();
  keepLocally(null);
  growAnswer();
}

function focusAnswer() {
  // Not when somebody has gone elsewhere meanwhile. A button that was disabled leaves the focus to the body.
  const isHere = document.activeElement === document.body || form.contains(document.activeElement);
  if (isHere) answer.focus({ preventScroll: true });
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
    // Somebody else answered: what was written here stays, for whatever is asked now.
    draft.isDirty = draft.isMine = true;
    apply(reply.content.state);
    keepLocally(answer.value);
    say(`${reply.message} ${words.kept}`);
  } else {
    say(reply.message);
  }
  focusAnswer();
}

// MARK: The buttons

const commands = new Set(["skip", "dont-know", "repeat"]);

async function act(action) {
  if (isActing || status === "ended") return;
  if (commands.has(action)) return command(action);
  await saveDraft();
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

// MARK: Notices

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
  document.addEventListener("keydown", onKey);
  restoreLocally();
  // A draft that came with the page leaves the caret before it; whoever goes on writing goes on at its end.
  answer.setSelectionRange(answer.value.length, answer.value.length);
  growAnswer();
  renderControls();
  if (transcript.lastElementChild) follow(transcript.lastElementChild, "instant");
  listenTo((text) => call("/coverage", { text }), () => status !== "ended" && !isAnswering);
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
// Loaded after the end: the way to the report stands below the whole transcript.
else byId("ended")?.scrollIntoView({ block: "center" });
listenToWindow();
listen({
  onState: apply,
  onNotice: showNotice,
  onTracker: (items) => {
    overtakeCoverage();
    showTracker(items);
  },
  refresh,
  revision: () => revision,
  standing,
});
setInterval(drawClock, 250);
setInterval(tick, 1000);
