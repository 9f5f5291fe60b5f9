// Word links and search paint ranges with the highlight registry: the text's own elements stay as they are, so that
// joined letters stay joined. Browsers without it do not get the two.
const canPaint = "highlights" in CSS;
if (!canPaint) { root.classList.remove("scripted"); }

// The texts of an element that are the report's own, without our numbers and labels.
function textNodes(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(".ref, .caret, .label, .tag, .pointer") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const nodes = [];
  while (walker.nextNode()) { nodes.push(walker.currentNode); }
  return nodes;
}

function rangesIn(nodes, start, end) {
  const ranges = [];
  let place = 0;
  for (const node of nodes) {
    const low = Math.max(start - place, 0);
    const high = Math.min(end - place, node.data.length);
    if (low < high) {
      const range = new Range();
      range.setStart(node, low);
      range.setEnd(node, high);
      ranges.push(range);
    }
    place += node.data.length;
  }
  return ranges;
}

const HUES = 6;
let linked = null;

function unlink() {
  for (let hue = 0; hue < HUES; hue += 1) { CSS.highlights.delete("link-" + hue); }
  CSS.highlights.delete("link-here");
  linked = null;
}

// Words that share a partner share a colour.
function linkRow(row) {
  if (!canPaint || !byId("show-links") || !byId("show-links").checked) { return; }
  if (linked && linked.row === row) { return; }
  unlink();
  const element = byId("row-" + row);
  if (!element || !element.dataset.links) { return; }
  const nodes = {};
  const hues = {};
  const words = [];
  let next = 0;
  for (const link of element.dataset.links.split(" ")) {
    const [left, leftAt, leftLong, right, rightAt, rightLong] = link.split(",").map(Number);
    const sides = [["left", left, leftAt, leftLong], ["right", right, rightAt, rightLong]];
    const known = sides.map((side) => hues[side.join()]).find((hue) => hue !== undefined);
    const hue = known === undefined ? next++ : known;
    for (const [side, sentence, at, long] of sides) {
      hues[[side, sentence, at, long].join()] = hue;
      const name = side + sentence;
      if (!(name in nodes)) {
        const there = document.querySelector('[data-side="' + side + '"] .sentence[data-s="' + sentence + '"]');
        nodes[name] = there ? textNodes(there) : [];
      }
      for (const range of rangesIn(nodes[name], at, at + long)) { words.push({ range, hue }); }
    }
  }
  for (let hue = 0; hue < HUES; hue += 1) {
    const ranges = words.filter((word) => word.hue % HUES === hue).map((word) => word.range);
    CSS.highlights.set("link-" + hue, new Highlight(...ranges));
  }
  linked = { row, words };
}

function linkWord(x, y) {
  CSS.highlights.delete("link-here");
  const hit = linked && linked.words.find((word) =>
    [...word.range.getClientRects()].some((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom));
  if (!hit) { return; }
  const here = new Highlight(...linked.words.filter((word) => word.hue === hit.hue).map((word) => word.range));
  here.priority = 2;
  CSS.highlights.set("link-here", here);
}

if (canPaint && byId("show-links")) {
  const rowAt = (event) => closest(event, ".row[data-links]");
  byId("show-links").addEventListener("change", (event) => {
    if (!event.target.checked) { unlink(); return; }
    const visible = find(".row[data-links]").find((row) => row.getBoundingClientRect().bottom > window.innerHeight / 4);
    const row = painted.find((name) => byId("row-" + name).dataset.links) || (visible && visible.dataset.row);
    if (row) { linkRow(row); }
  });
  document.addEventListener("rowchosen", (event) => linkRow(event.detail));
  for (const name of ["mouseover", "focusin"]) {
    document.addEventListener(name, (event) => { if (rowAt(event)) { linkRow(rowAt(event).dataset.row); } });
  }
  document.addEventListener("mousemove", (event) => { if (linked && rowAt(event)) { linkWord(event.clientX, event.clientY); } });
}
