"use strict";
// The page works without this: it checks while one types, reads dropped files, decides without leaving the page.
(function () {
  var desk = document.getElementById("desk");
  if (!desk) { return; }
  var result = document.getElementById("result");
  var status = document.getElementById("status");
  var PAUSE = 450;
  var LARGEST = 5000000;
  var RIGHT_TO_LEFT = ["ar", "fa"];
  var timer = 0;
  var running = null;
  var again = false;
  document.documentElement.classList.add("scripted");

  function field(name) { return desk.elements[name]; }
  function side(name) { return desk.querySelector('.field[data-side="' + name + '"]'); }
  function say(words) { status.textContent = words; }

  function post(address, form) {
    return fetch(address, { method: "POST", body: form, headers: { "X-Muqabala-Live": "1" } });
  }

  // Nobody is to lose the reason being typed because a check came back meanwhile.
  function heldReasons() {
    var held = {};
    result.querySelectorAll(".decide[open]").forEach(function (details) {
      var input = details.querySelector('input[name="reason"]');
      held[details.dataset.content] = { value: input.value, focused: document.activeElement === input };
    });
    return held;
  }

  function giveBack(held) {
    result.querySelectorAll(".decide").forEach(function (details) {
      var kept = held[details.dataset.content];
      if (!kept) { return; }
      details.open = true;
      var input = details.querySelector('input[name="reason"]');
      input.value = kept.value;
      if (kept.focused) { input.focus({ preventScroll: true }); }
    });
  }

  function show(html) {
    var held = heldReasons();
    var parsed = new DOMParser().parseFromString(html, "text/html");
    var outcome = parsed.querySelector(".outcome");
    if (!outcome) { say(parsed.body.textContent.trim().slice(0, 300)); return; }
    result.replaceChildren(document.adoptNode(outcome));
    giveBack(held);
    say(outcome.dataset.status || "");
    ["left", "right"].forEach(function (name) {
      var lang = outcome.dataset[name + "Lang"];
      setLanguage(name, lang || field(name + "_lang").value);
    });
    if (outcome.dataset.check && field("check").value !== outcome.dataset.check) {
      field("check").value = outcome.dataset.check;
      history.replaceState(null, "", "/checks/" + outcome.dataset.check);
    }
  }

  function setLanguage(name, lang) {
    var text = field(name + "_text");
    text.lang = lang;
    text.dir = !lang ? "auto" : RIGHT_TO_LEFT.indexOf(lang) >= 0 ? "rtl" : "ltr";
    var choice = field(name + "_lang");
    var known = choice.querySelector('option[value="' + lang + '"]');
    choice.options[0].textContent = lang && known && !choice.value ? known.textContent + ", recognised" : "recognise it";
  }

  function answered(response) { return response.text().then(show); }
  function failed() { say("muqabala serve does not answer: is it still running?"); }

  function isWhole() { return field("left_text").value.trim() && field("right_text").value.trim(); }

  // One check at a time: what is typed meanwhile is checked after it.
  function check() {
    window.clearTimeout(timer);
    timer = 0;
    if (running) { again = true; return running; }
    if (!isWhole()) { return Promise.resolve(); }
    var form = new FormData(desk);
    form.delete("left_file");
    form.delete("right_file");
    say("Checking…");
    result.setAttribute("aria-busy", "true");
    running = post("/check", form).then(answered, failed).then(function () {
      running = null;
      result.removeAttribute("aria-busy");
      if (again) { again = false; return check(); }
      return undefined;
    });
    return running;
  }

  function soon() {
    window.clearTimeout(timer);
    timer = window.setTimeout(check, PAUSE);
  }

  function named(name, file) {
    field(name + "_name").value = file;
    var shown = side(name).querySelector(".from");
    shown.hidden = !file;
    shown.querySelector(".from-name").textContent = file;
  }

  function read(name, file) {
    if (file.size > LARGEST) { say(file.name + " is too large: a file may have 5 MB."); return; }
    var form = new FormData();
    form.append("csrf", field("csrf").value);
    form.append("file", file);
    say("Reading " + file.name + "…");
    post("/read", form).then(function (response) {
      if (!response.ok) { return answered(response); }
      return response.json().then(function (found) {
        field(name + "_text").value = found.text;
        named(name, found.name);
        say("Read " + found.name + ".");
        return check();
      });
    }).catch(failed);
  }

  ["left", "right"].forEach(function (name) {
    var box = side(name);
    var text = field(name + "_text");
    field(name + "_file").addEventListener("change", function (event) {
      var file = event.target.files[0];
      event.target.value = "";
      if (file) { read(name, file); }
    });
    box.addEventListener("dragover", function (event) {
      if (Array.prototype.indexOf.call(event.dataTransfer.types, "Files") < 0) { return; }
      event.preventDefault();
      box.classList.add("over");
    });
    box.addEventListener("dragleave", function () { box.classList.remove("over"); });
    box.addEventListener("drop", function (event) {
      box.classList.remove("over");
      var file = event.dataTransfer.files[0];
      if (!file) { return; }
      event.preventDefault();
      read(name, file);
    });
    text.addEventListener("input", function () {
      if (!text.value.trim()) { named(name, ""); text.dir = "auto"; }
    });
  });

  // A file dropped beside the fields would otherwise be opened in the place of this page.
  ["dragover", "drop"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      if (Array.prototype.indexOf.call(event.dataTransfer.types, "Files") >= 0) { event.preventDefault(); }
    });
  });

  desk.addEventListener("input", function (event) {
    if (event.target.type !== "file") { soon(); }
  });
  desk.addEventListener("submit", function (event) {
    event.preventDefault();
    if (isWhole()) { check(); return; }
    say("Give both versions first.");
    field(field("left_text").value.trim() ? "right_text" : "left_text").focus();
  });

  // A decision is made on what is in the fields now, so a waiting check goes first.
  function settled() {
    if (!timer) { return Promise.resolve(); }
    return check();
  }

  // What was refused is said above what is shown, which stays.
  function decided(response) {
    if (response.ok) { return answered(response); }
    return response.text().then(function (html) {
      var problem = new DOMParser().parseFromString(html, "text/html").querySelector(".outcome");
      var notice = document.createElement("p");
      notice.className = "notice";
      notice.textContent = (problem ? problem.textContent : html).trim().slice(0, 300);
      result.prepend(notice);
      say(notice.textContent);
    });
  }

  result.addEventListener("submit", function (event) {
    event.preventDefault();
    var given = event.target;
    var form = new FormData(given, event.submitter);
    var card = given.closest(".card");
    var number = card ? Number(card.dataset.finding) : 0;
    Promise.resolve(running || settled()).then(function () {
      return post(given.getAttribute("action"), form).then(decided, failed);
    }).then(function () {
      var next = document.getElementById("finding-" + number) || result.querySelector(".notice") || result;
      next.setAttribute("tabindex", "-1");
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: "nearest" });
    });
  });

  function edit(button) {
    var text = field(button.dataset.side + "_text");
    var start = Number(button.dataset.start);
    text.focus({ preventScroll: true });
    text.setSelectionRange(start, Number(button.dataset.end));
    // Browsers do not scroll to a selection: the share of the text before it is near enough.
    text.scrollTop = Math.max(0, text.scrollHeight * start / Math.max(1, text.value.length) - text.clientHeight / 2);
    text.scrollIntoView({ block: "nearest" });
  }

  result.addEventListener("click", function (event) {
    var button = event.target.closest(".edit");
    if (button) { edit(button); }
  });

  function step(forward) {
    var cards = Array.prototype.slice.call(result.querySelectorAll(".card"));
    var here = cards.indexOf(document.activeElement && document.activeElement.closest(".card"));
    var next = cards[here < 0 ? (forward ? 0 : cards.length - 1) : here + (forward ? 1 : -1)];
    if (next) { next.focus({ preventScroll: true }); next.scrollIntoView({ block: "nearest" }); }
  }

  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") { check(); return; }
    var notice = event.key === "Escape" && result.querySelector(".notice");
    if (notice) { notice.remove(); }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === "j") { step(true); } else if (event.key === "k") { step(false); }
  });
}());
