"use strict";
// The page is read without any script. This adds keys, the lighting up of what belongs together, word links and search.
const root = document.documentElement;
root.classList.add("scripted");

const find = (selector) => [...document.querySelectorAll(selector)];
const byId = (id) => document.getElementById(id);
const closest = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);

const cards = find(".card");
const drawn = new Map();
for (const element of find(".row[data-row], .ribbon[data-row]")) {
  const there = drawn.get(element.dataset.row) || [];
  drawn.set(element.dataset.row, [...there, element]);
}

function paint(row, name, on) {
  for (const element of drawn.get(row) || []) { element.classList.toggle(name, on); }
}

// One finding is chosen at a time: its card, its marks, their rows and ribbons show it.
let chosen = null;
let painted = [];

function choose(number) {
  for (const element of find(".active")) { element.classList.remove("active"); }
  for (const row of painted) { paint(row, "chosen", false); }
  chosen = number;
  painted = [];
  if (number === null) { return; }
  for (const element of find('[data-finding="' + number + '"]')) {
    element.classList.add("active");
    const row = element.closest(".row");
    if (row) { painted.push(row.dataset.row); }
  }
  for (const row of painted) { paint(row, "chosen", true); }
  document.dispatchEvent(new CustomEvent("rowchosen", { detail: painted[0] }));
}

// At once, since a second smooth scroll (of the text) would stop the first one (of the list).
function nearest(element) {
  element.scrollIntoView({ block: "nearest", behavior: "instant" });
}

const isWide = () => window.matchMedia("(min-width: 60rem)").matches;

function show(card) {
  choose(card.dataset.finding);
  card.focus({ preventScroll: true });
  nearest(card);
  const place = byId("left-" + chosen) || byId("right-" + chosen);
  if (isWide() && place) { place.scrollIntoView({ block: "center" }); }
}

function step(forward) {
  const shown = cards.filter((card) => card.offsetParent !== null);
  if (!shown.length) { return; }
  const here = shown.findIndex((card) => card.dataset.finding === chosen);
  const next = here < 0 ? (forward ? 0 : shown.length - 1) : here + (forward ? 1 : -1);
  if (shown[next]) { show(shown[next]); }
}

function toggle(id) {
  const box = byId(id);
  if (box) { box.click(); }
}

function unfold() {
  const card = chosen === null ? null : byId("finding-" + chosen);
  if (!card) { return false; }
  const evidence = card.querySelector("details");
  evidence.open = !evidence.open;
  nearest(card);
  return true;
}

const keys = {
  j: () => step(true),
  k: () => step(false),
  l: () => toggle("show-links"),
  v: () => toggle("show-values"),
  "/": () => byId("search").focus(),
  "?": () => byId("help").showModal(),
  Escape: () => { choose(null); },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) { return; }
  if (closest(event, 'input[type="search"]')) { return; }
  if (event.key === "Enter" && !closest(event, "a, button, summary, input")) {
    if (unfold()) { event.preventDefault(); }
  } else if (Object.hasOwn(keys, event.key)) {
    event.preventDefault();
    keys[event.key]();
  }
});

byId("ask-help").addEventListener("click", () => byId("help").showModal());
byId("help").addEventListener("click", (event) => {
  if (event.target === byId("help") || closest(event, ".shut")) { byId("help").close(); }
});

document.addEventListener("click", (event) => {
  const link = closest(event, ".ref, .caret, .jump, .first a");
  if (link) {
    const target = byId(link.getAttribute("href").slice(1));
    const card = link.closest(".card") || target;
    if (card && card.dataset.finding) { choose(card.dataset.finding); }
    if (target && target.classList.contains("card")) {
      event.preventDefault();
      history.replaceState(null, "", "#" + target.id);
      if (link.closest(".first")) { show(target); } else { target.focus({ preventScroll: true }); }
      nearest(target);
    }
    return;
  }
  const mark = closest(event, "mark[data-finding]");
  if (mark && isWide() && window.getSelection().isCollapsed) {
    choose(mark.dataset.finding);
    nearest(byId("finding-" + chosen));
    return;
  }
  const card = closest(event, ".card");
  if (card && !closest(event, "a, summary") && window.getSelection().isCollapsed) { choose(card.dataset.finding); }
});

function light(event, on) {
  const element = closest(event, ".row[data-row], .ribbon[data-row]");
  if (element) { paint(element.dataset.row, "lit", on); }
}
for (const name of ["mouseover", "focusin"]) { document.addEventListener(name, (event) => light(event, true)); }
for (const name of ["mouseout", "focusout"]) { document.addEventListener(name, (event) => light(event, false)); }

// For browsers that cannot print what is folded away.
window.addEventListener("beforeprint", () => { for (const one of find(".evidence")) { one.open = true; } });
