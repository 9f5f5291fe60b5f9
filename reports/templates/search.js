// Search compares as a reader does: without case, accents, vowel signs, tatweel and joiners, with any digits, and with
// the letters that keyboards mix up (ي ى ی, ك ک, أ إ آ ا, ة ه) taken for one.
const LETTERS = { "ى": "ي", "ی": "ي", "ک": "ك", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ۀ": "ه", "ؤ": "و", "’": "'" };

const plain = new Map();

function plainOf(char) {
  if (!plain.has(char)) {
    const bare = char.normalize("NFKD").replace(/[\p{M}\u0640\u200b-\u200f\u061c]/gu, "").toLowerCase();
    const digits = bare.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.codePointAt(0) & 15));
    plain.set(char, LETTERS[char] || (/^\s+$/u.test(digits) ? " " : digits));
  }
  return plain.get(char);
}

// The text as it is compared, and where each of its characters stands in the text.
function folded(text) {
  let out = "";
  const places = [];
  let at = 0;
  for (const char of text) {
    const bare = plainOf(char);
    for (let unit = 0; unit < bare.length; unit += 1) { places.push(at); }
    out += bare;
    at += char.length;
  }
  places.push(text.length);
  return { out, places };
}

const index = { texts: null, cards: null };

function readTexts() {
  index.texts = find(".sentence, .apart").map((element) => {
    const nodes = textNodes(element);
    return { nodes, ...folded(nodes.map((node) => node.data).join("")) };
  });
  index.cards = cards.map((card) => ({ card, out: folded(card.textContent).out }));
}

let places = [];
let at = -1;

function seek(wanted) {
  CSS.highlights.delete("found");
  CSS.highlights.delete("found-here");
  places = [];
  at = -1;
  const query = folded(wanted.trim()).out;
  if (query && index.texts === null) { readTexts(); }
  for (const entry of query ? index.texts : []) {
    for (let hit = entry.out.indexOf(query); hit >= 0; hit = entry.out.indexOf(query, hit + query.length)) {
      places.push(rangesIn(entry.nodes, entry.places[hit], entry.places[hit + query.length]));
    }
  }
  for (const entry of index.cards || []) { entry.card.classList.toggle("unfound", query !== "" && !entry.out.includes(query)); }
  if (places.length) { CSS.highlights.set("found", new Highlight(...places.flat())); }
  const none = document.querySelector(".none-found");
  if (none) { none.hidden = !query || cards.some((card) => !card.classList.contains("unfound")); }
  tell(query);
}

function tell(query) {
  const count = places.length === 1 ? "1 place" : places.length + " places";
  byId("places").textContent = !query ? "" : at < 0 ? count : at + 1 + " of " + places.length;
}

function visit(forward) {
  if (!places.length) { return; }
  at = (at + (forward ? 1 : at < 0 ? 0 : -1) + places.length) % places.length;
  const here = new Highlight(...places[at]);
  here.priority = 3;
  CSS.highlights.set("found-here", here);
  places[at][0].startContainer.parentElement.closest(".sentence, .apart").scrollIntoView({ block: "center", behavior: "instant" });
  tell(" ");
}

if (canPaint) {
  byId("search").addEventListener("input", (event) => seek(event.target.value));
  byId("search").addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      visit(!event.shiftKey);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.target.value = "";
      seek("");
      event.target.blur();
    }
  });
}
