// The transcript of the live page: what was said, as it comes in.

import { byId, make } from "./dom.js";

const page = byId("live");
const transcript = byId("transcript");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const announcer = make("div", { class: "hidden", "aria-live": "polite" });
page.append(announcer);

// As the server writes them.
const commandWords = {
  skip: "You skipped this question.",
  "dont-know": "You said that you don't know.",
  repeat: "You asked to hear it again.",
};

/** What tells two versions of a turn apart. */
export const turnKey = (speaker, text, command) => JSON.stringify([speaker, text, command ?? ""]);

export const shown = [...transcript.children].map((node) => {
  const speaker = node.classList.contains("interviewer") ? "interviewer" : "candidate";
  const text = node.querySelector(".said").textContent;
  return { node, key: turnKey(speaker, text, node.querySelector(".command")?.textContent) };
});

/** Takes over entries; nodes of those that didn't change stay, so that nothing flickers. */
export function showEntries(state, announces, streams) {
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
  for (const extra of shown.splice(state.entriesFrom + state.entries.length)) extra.node.remove();
  if (!announces || fresh.length === 0) return;
  const utterances = fresh.filter(({ entry }) => entry.speaker === "interviewer");
  if (streams && !calm.matches) for (const { node } of utterances) speak(node.querySelector(".said"));
  if (utterances.length) announcer.replaceChildren(...utterances.map(({ entry }) => make("p", {}, entry.text)));
  if (follows) follow((utterances.at(-1) ?? fresh.at(-1)).node, calm.matches ? "instant" : "smooth");
}

/** One turn as the server renders it. */
function makeTurn(entry, place, command) {
  const who = entry.speaker === "interviewer" ? page.dataset.interviewer : "You";
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
export function follow(node, behavior) {
  const scrollsItself = transcript.scrollHeight > transcript.clientHeight + 1;
  if (scrollsItself) transcript.scrollTo({ top: transcript.scrollHeight, behavior });
  // The clock stays at the top of the window and covers what scrolls under it.
  const covered = page.querySelector(".clock").offsetHeight + 16;
  const room = scrollsItself ? Infinity : node.getBoundingClientRect().top - covered;
  const top = Math.min(panelBottom() - innerHeight + 16, room);
  if (top > 0) scrollBy({ top, behavior });
}
