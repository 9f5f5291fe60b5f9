"use strict";
// The page works without this: j and k step through the findings, and what belongs together lights up under the pointer.
(function () {
  var root = document.documentElement;
  root.classList.add("scripted");
  var active = null;

  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }

  function light(number, on) {
    all('mark[data-finding="' + number + '"], .caret[data-finding="' + number + '"], .card[data-finding="' + number + '"]')
      .forEach(function (element) { element.classList.toggle("active", on); });
  }

  function choose(number) {
    if (active !== null) { light(active, false); }
    active = number;
    if (number !== null) { light(number, true); }
  }

  // At once, since a second smooth scroll (of the text) would stop the first one (of the list).
  function nearest(element) {
    if (element) { element.scrollIntoView({ block: "nearest", behavior: "instant" }); }
  }

  function show(card) {
    choose(card.dataset.finding);
    card.focus({ preventScroll: true });
    nearest(card);
    var wide = window.matchMedia("(min-width: 75rem)").matches;
    var place = document.getElementById("left-" + active) || document.getElementById("right-" + active);
    if (wide && place) { place.scrollIntoView({ block: "center" }); }
  }

  function step(forward) {
    var cards = all(".card").filter(function (card) { return card.offsetParent !== null; });
    if (!cards.length) { return; }
    var here = cards.findIndex(function (card) { return card.dataset.finding === active; });
    var next = here < 0 ? (forward ? 0 : cards.length - 1) : here + (forward ? 1 : -1);
    if (cards[next]) { show(cards[next]); }
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === "j") { step(true); }
    else if (event.key === "k") { step(false); }
    else if (event.key === "Escape") { choose(null); }
  });

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest(".ref, .caret, .jump");
    if (!link) { return; }
    var target = document.getElementById(link.getAttribute("href").slice(1));
    var card = link.closest(".card") || target;
    if (card && card.dataset.finding) { choose(card.dataset.finding); }
    if (target && target.classList.contains("card")) {
      event.preventDefault();
      history.replaceState(null, "", "#" + target.id);
      target.focus({ preventScroll: true });
      nearest(target);
    }
  });

  function pair(event, on) {
    var element = event.target.closest && event.target.closest(".row[data-row], .ribbon[data-row]");
    if (!element) { return; }
    all('.row[data-row="' + element.dataset.row + '"], .ribbon[data-row="' + element.dataset.row + '"]')
      .forEach(function (other) { other.classList.toggle("lit", on); });
  }
  ["mouseover", "focusin"].forEach(function (name) { document.addEventListener(name, function (event) { pair(event, true); }); });
  ["mouseout", "focusout"].forEach(function (name) { document.addEventListener(name, function (event) { pair(event, false); }); });
}());
