// The clock of the live page: counted on from what the server said, never asked of the client's own clock.

import { byId, setText } from "./dom.js";

const timeLeft = byId("time-left");
const bars = new Map([...document.querySelectorAll("#live rect.bar")].map((bar) => [bar.dataset.phase, bar]));

let clock = null;

/** Takes over the clock of a state that has just come. */
export function setClock(state) {
  clock = { ...state.clock, at: performance.now() };
  for (const name of document.querySelectorAll("#phase-names [data-phase]")) {
    if (name.dataset.phase === state.phase) name.setAttribute("aria-current", "step");
    else name.removeAttribute("aria-current");
  }
}

/** Draws the time and the phases; returns whether the time is over. */
export function renderClock() {
  if (!clock) return false;
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
  return left === 0;
}
