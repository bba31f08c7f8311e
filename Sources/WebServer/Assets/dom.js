// Small things that the scripts of the live page share.

export const byId = (id) => document.getElementById(id);

export function make(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** Sets a text only when it differs, so that nothing is announced or drawn twice. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Doubling from half a second to eight, spread so that many pages don't come back in the same instant. */
export const backOff = (tries) => Math.min(8000, 500 * 2 ** tries) * (0.75 + Math.random() / 2);

const sleepers = new Set();

/** A wait that `wakeAll` cuts short. */
export async function sleep(milliseconds) {
  let wake;
  await new Promise((resolve) => {
    wake = resolve;
    sleepers.add(wake);
    setTimeout(wake, milliseconds);
  });
  sleepers.delete(wake);
}

export function wakeAll() {
  for (const wake of sleepers) wake();
}
