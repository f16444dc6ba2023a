"use strict";
(() => {
  const $ = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const works = all("#works > article");
  const filter = $("#filter"), count = $("#count"), told = $("#told"), help = $("#help");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = works.map((work) => fold(work.textContent));
  const total = works.length;

  // What is copied

  const plain = (entry) => {
    const parts = [];
    const walk = (node) => {
      if (node.nodeType === Node.TEXT_NODE) { parts.push(node.data); return; }
      const block = node.nodeName === "DIV" || node.nodeName === "P";
      if (block) parts.push(" ");
      node.childNodes.forEach(walk);
      if (block) parts.push(" ");
    };
    entry.childNodes.forEach(walk);
    return parts.join("").replace(/\s+/g, " ").trim();
  };

  const copy = async (text, html, what) => {
    try {
      if (html && window.ClipboardItem && navigator.clipboard.write) {
        const blob = (kind, value) => new Blob([value], { type: kind });
        const item = new ClipboardItem({ "text/plain": blob("text/plain", text), "text/html": blob("text/html", html) });
        await navigator.clipboard.write([item]);
      } else {
        await navigator.clipboard.writeText(text);
      }
    } catch {
      const box = document.createElement("textarea");
      box.value = text;
      document.body.append(box);
      box.select();
      const done = document.execCommand("copy");
      box.remove();
      if (!done) { say("The browser does not let this page copy"); return; }
    }
    say(`${what} copied`);
  };

  let timer = 0;
  const say = (text) => {
    told.textContent = text;
    told.classList.add("shown");
    clearTimeout(timer);
    timer = setTimeout(() => told.classList.remove("shown"), 1800);
  };

  const shownCell = (work) => all(".cell", work).find((cell) => !cell.hidden);
  const copyFrom = (work, form, cell) => {
    if (form === "text") {
      const entry = $(".entry", cell || shownCell(work) || work);
      if (entry) copy(plain(entry), entry.innerHTML, "Reference");
    } else {
      copy($(`.source[data-form="${form}"]`, work).textContent, "", form === "csl" ? "CSL-JSON" : "BibTeX");
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-copy]");
    if (button) copyFrom(button.closest("article"), button.dataset.copy, button.closest(".cell"));
  });

  $("#copy-all").addEventListener("click", () => {
    const entries = works.filter((work) => !work.hidden).map(shownCell).filter(Boolean).map((cell) => $(".entry", cell));
    copy(entries.map(plain).join("\n\n") + "\n", entries.map((one) => `<p>${one.innerHTML}</p>`).join("\n"),
      entries.length === 1 ? "1 reference" : `${entries.length} references`);
  });

  // What is shown

  const choose = () => {
    const wanted = fold(filter.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    works.forEach((work, index) => {
      work.hidden = !wanted.every((word) => words[index].includes(word));
      if (!work.hidden) shown += 1;
    });
    count.textContent = shown === total ? (total === 1 ? "1 work" : `${total} works`) : `${shown} of ${total} works`;
    $("#none").hidden = shown > 0 || total === 0;
  };
  filter.addEventListener("input", choose);
  $("#tools").addEventListener("submit", (event) => event.preventDefault());

  const boxes = all("#styles input");
  const chooseStyles = () => {
    const chosen = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    all(".cell").forEach((cell) => { cell.hidden = !chosen.has(cell.dataset.style); });
    $("#works").style.setProperty("--columns", String(Math.max(chosen.size, 1)));
  };
  boxes.forEach((box) => box.addEventListener("change", chooseStyles));

  // Keys

  const help_ = () => { if (help.open) help.close(); else help.showModal(); };
  $("#help-button").addEventListener("click", help_);
  const here = () => works.indexOf(document.activeElement.closest ? document.activeElement.closest("article") : null);
  const move = (step) => {
    const shown = works.filter((work) => !work.hidden);
    if (!shown.length) return;
    const at = shown.indexOf(works[here()]);
    const next = shown[at < 0 ? (step > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + step, 0), shown.length - 1)];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  const keys = {
    "/": () => filter.focus(), "?": help_, j: () => move(1), k: () => move(-1),
    c: (work) => work && copyFrom(work, "text"), b: (work) => work && copyFrom(work, "bibtex"),
    s: (work) => work && copyFrom(work, "csl"),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.key === "Escape") { filter.value = ""; choose(); filter.blur(); return; }
    if (event.target.matches("input[type=search]")) { if (event.key === "Enter") move(1); return; }
    const action = keys[event.key];
    if (action) { event.preventDefault(); action(works[here()]); }
  });
})();
