"use strict";
// The page works without this: it filters and sorts the table of pairs from the data that lie in the page.
(function () {
  var STEP = 250;
  var FIRST_NUMBER = 6;
  var LAST_LEVEL = 8;
  var rows = JSON.parse(document.getElementById("data").textContent);
  var form = document.getElementById("filters");
  var more = document.getElementById("more");
  var table = document.getElementById("pairs");
  var heads = Array.prototype.slice.call(table.querySelectorAll("thead th"));
  var keys = heads.map(function (head) { return Number(head.dataset.key); });
  var collator = new Intl.Collator(undefined, { numeric: true });
  var order = rows.map(function (row, place) { return place; });
  var shown = STEP;
  var names = { 6: "critical", 7: "major", 8: "minor", 9: "info" };

  document.documentElement.classList.add("scripted");
  form.hidden = false;

  function value(id) {
    var element = document.getElementById(id);
    return element ? element.value : "";
  }

  function levelFits(row, level) {
    if (level === "") { return true; }
    var last = level === "-" ? LAST_LEVEL : Number(level);
    var count = 0;
    for (var key = FIRST_NUMBER; key <= last; key += 1) { count += row[key]; }
    return level === "-" ? count === 0 : count > 0;
  }

  function fits(row, wanted) {
    if (wanted.text && (row[0] + " " + row[4]).toLocaleLowerCase().indexOf(wanted.text) < 0) { return false; }
    if (wanted.code && row[12].split(" ").indexOf(wanted.code) < 0) { return false; }
    if (wanted.month && row[5].slice(0, 7) !== wanted.month) { return false; }
    return levelFits(row, wanted.level) && [2, 3, 4].every(function (key) { return !wanted[key] || row[key] === wanted[key]; });
  }

  function cell(row, key) {
    var element = document.createElement(key === 0 ? "th" : "td");
    var text = String(row[key]);
    if (key === 0) { element.scope = "row"; }
    if (key >= FIRST_NUMBER) { element.className = "number" + (names[key] && row[key] ? " " + names[key] : ""); }
    if (key === 2) { element.className = text; }
    if (key === 10) { text += " %"; }
    if (key === 11) { text = row[key].toFixed(2); }
    var inner = element;
    if (key === 0 && row[1]) { inner = element.appendChild(document.createElement("a")); inner.href = row[1]; }
    if (key === 0 || key === 4) { inner = inner.appendChild(document.createElement("bdi")); }
    inner.textContent = text;
    return element;
  }

  function draw() {
    var wanted = { text: value("filter-text").trim().toLocaleLowerCase(), level: value("filter-level"), code: value("filter-code"), month: value("filter-5"), 2: value("filter-2"), 3: value("filter-3"), 4: value("filter-4") };
    var found = order.filter(function (place) { return fits(rows[place], wanted); });
    var body = document.createElement("tbody");
    found.slice(0, shown).forEach(function (place) {
      var line = body.appendChild(document.createElement("tr"));
      keys.forEach(function (key) { line.appendChild(cell(rows[place], key)); });
    });
    table.replaceChild(body, table.tBodies[0]);
    more.hidden = found.length <= shown;
    document.getElementById("shown").textContent = found.length.toLocaleString("en") + " of " + rows.length.toLocaleString("en") + " pairs";
  }

  function sortBy(head, key) {
    var down = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") === "ascending" : key >= FIRST_NUMBER && key < 10;
    heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    order = rows.map(function (row, place) { return place; });
    order.sort(function (one, two) {
      var a = rows[one][key], b = rows[two][key];
      var way = typeof a === "number" ? a - b : collator.compare(a, b);
      return (down ? -way : way) || one - two;
    });
    draw();
  }

  heads.forEach(function (head, place) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.textContent = "";
    head.appendChild(button);
    button.addEventListener("click", function () { sortBy(head, keys[place]); });
  });
  function again() { shown = STEP; draw(); }
  form.addEventListener("input", again);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { window.setTimeout(again); });
  more.addEventListener("click", function () { shown += 4 * STEP; draw(); });
  draw();
}());
