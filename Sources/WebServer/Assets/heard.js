// The list of what has been heard, which fills in while an answer is written.

import { byId, setText } from "./dom.js";

const tracker = byId("tracker");
const answer = byId("answer");
const verdictWords = { met: "met", partial: "partly", absent: "not there", contradicted: "the opposite" };
const stanceWords = { vague: " (hinted at)", denied: " (said the opposite)" };

const listening = { ask: async () => null, mayAsk: () => false };

/**
 * Begins to follow the answer box.
 * @param ask Sends a text to be read and gives the reply, or null when none came.
 * @param mayAsk Whether an answer is being written at all.
 */
export function listenTo(ask, mayAsk) {
  Object.assign(listening, { ask, mayAsk });
  tracker.addEventListener("toggle", checkCoverage);
  if (answer.value) checkCoverageSoon();
}

// `asked` is the text the list shows; `epoch` grows whenever a reply on its way is overtaken.
const coverage = { timer: 0, asked: "", epoch: 0, isAsking: false };

/** What was asked for is no answer in progress any more. */
export function overtakeCoverage() {
  coverage.asked = "";
  coverage.epoch += 1;
  for (const node of tracker.querySelectorAll(".new")) node.classList.remove("new");
}

export function checkCoverageSoon() {
  clearTimeout(coverage.timer);
  coverage.timer = setTimeout(checkCoverage, 400);
}

export async function checkCoverage() {
  // Fewer than four words count as none, which also takes back what deleted words had brought.
  const hasWords = (answer.value.match(/\S+/g) ?? []).length >= 4;
  const text = hasWords ? answer.value.trim() : "";
  if (!tracker.open || !listening.mayAsk() || coverage.isAsking || text === coverage.asked) return;
  const { epoch } = coverage;
  coverage.isAsking = true;
  const reply = await listening.ask(text);
  coverage.isAsking = false;
  if (epoch === coverage.epoch && reply) {
    coverage.asked = text;
    if (reply.ok) showTracker(reply.content.items);
  }
  if (reply) checkCoverageSoon();
}

export function showTracker(items) {
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
