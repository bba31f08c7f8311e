// Ties the report's points to the words that counted for them, both ways, and looks after a few small controls.
// Every page that has one of these parts may load it; the parts that are missing are passed over.

const map = document.getElementById("report-map");
const said = document.getElementById("said");
const note = document.getElementById("lit-note");
const firstNote = note?.textContent ?? "";
const buttons = [...(map?.querySelectorAll("[data-item]") ?? [])];
const marks = [...(said?.querySelectorAll("mark[data-items]") ?? [])];
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const itemsOf = (mark) => mark.dataset.items.split(" ");

function clear() {
  for (const button of buttons) button.setAttribute("aria-pressed", "false");
  for (const mark of marks) mark.classList.remove("lit");
  note?.replaceChildren(firstNote);
}

// MARK: From a point to its words

/** Lights the passages of an item and says how many there are; returns the first. */
function showItem(item) {
  clear();
  const button = buttons.find((button) => button.dataset.item === item);
  button?.setAttribute("aria-pressed", "true");
  const lit = marks.filter((mark) => itemsOf(mark).includes(item));
  for (const mark of lit) mark.classList.add("lit");
  const count = lit.filter((mark) => !lit.includes(mark.previousSibling)).length;
  const title = button?.dataset.title ?? item;
  note?.replaceChildren(
    count === 0
      ? `No passage counted for '${title}'.`
      : `${count} ${count === 1 ? "passage" : "passages"} counted for '${title}'.`);
  lit[0]?.scrollIntoView({ block: "center", behavior: calm.matches ? "instant" : "smooth" });
  return lit[0];
}

function toggleItem(button) {
  if (button.getAttribute("aria-pressed") === "true") clear();
  else showItem(button.dataset.item);
}

// MARK: From words to their points

function showMark(mark) {
  clear();
  mark.classList.add("lit");
  const names = itemsOf(mark).flatMap((item, index) => [index === 0 ? "Counted for: " : "; ", nameOf(item, index, mark)]);
  note?.replaceChildren(...names, ".");
}

/** An item's title, as a link where the page has more on it: mistakes have no article of their own. */
function nameOf(item, index, mark) {
  const title = buttons.find((button) => button.dataset.item === item)?.dataset.title;
  if (!document.getElementById(`item-${item}`)) return title ?? titleInTip(index, mark) ?? item;
  const link = document.createElement("a");
  link.href = `#item-${encodeURIComponent(item)}`;
  link.textContent = title ?? item;
  return link;
}

/** The server lists the titles in the mark's tip, in the order of its items. */
function titleInTip(index, mark) {
  const titles = mark.title.replace(/^[^:]*: /, "").split("; ");
  return titles.length === itemsOf(mark).length ? titles[index] : null;
}

// MARK: Listening

function onClick(event) {
  const target = event.target.closest("#report-map [data-item], [data-show-item], #said mark, [data-print]");
  if (!target) return;
  if (target.matches("[data-print]")) window.print();
  else if (target.matches("mark")) showMark(target);
  else if (target.dataset.showItem) {
    event.preventDefault();
    // The reader asked to go there, so the keyboard goes along.
    showItem(target.dataset.showItem)?.focus({ preventScroll: true });
  } else toggleItem(target);
}

function onKey(event) {
  if (event.key === "Escape") clear();
  if (event.key !== "Enter" && event.key !== " ") return;
  if (!event.target.matches("#said mark")) return;
  // The space bar would scroll the page.
  event.preventDefault();
  showMark(event.target);
}

/** Shows the guess while it is being set. */
function mirrorPoints() {
  const points = document.getElementById("points");
  const value = document.getElementById("points-value");
  if (!points || !value) return;
  const mirror = () => (value.textContent = points.value);
  points.addEventListener("input", mirror);
  // A browser that goes back may have put another value there.
  addEventListener("pageshow", mirror);
  mirror();
}

document.addEventListener("click", onClick);
document.addEventListener("keydown", onKey);
mirrorPoints();
