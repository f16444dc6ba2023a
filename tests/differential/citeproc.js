// Serves citeproc-js: one JSON request a line on standard input, one JSON answer a line on standard output.
//
// {"style": XML, "locales": folder, "items": [CSL-JSON…], "citations": [[citation…]], "lang": null}
//   -> {"entries": [[id, text]…], "citations": [text…], "cited": [[id, text]…]}
// {"engine": …} requests of the benchmarks keep an engine alive: see `commands`.
"use strict";
const fs = require("fs");
const path = require("path");
const readline = require("readline");
const CSL = require("citeproc");

const locales = new Map();
function locale(folder, lang) {
  const key = folder + "/locales-" + lang + ".xml";
  if (!locales.has(key)) {
    // citeproc-js does not know the region of every language, so a language alone gives the first of its files.
    const name = "locales-" + lang + (fs.existsSync(key) ? "." : "-");
    const file = fs.readdirSync(folder).sort().find((one) => one.startsWith(name));
    locales.set(key, file ? fs.readFileSync(folder + "/" + file, "utf8") : false);
  }
  return locales.get(key);
}

// citeproc-js changes the items that it is given, so every engine has its own. With `named` every entry of a
// bibliography carries the id of its item.
function engine(request, named) {
  const items = new Map();
  for (const item of structuredClone(request.items)) {
    if (named) item.system_id = String(item.id);
    items.set(String(item.id), item);
  }
  const sys = {
    retrieveLocale: (lang) => locale(request.locales, lang),
    retrieveItem: (id) => items.get(String(id)),
  };
  // As Zotero does for styles whose manuals ask for it.
  if (request.command !== "fixture" && /<id>[^<]*\/(apa($|[-<])|academy-of-management[-<]|freshwater-science)/.test(request.style)) {
    sys.uppercase_subtitles = true;
  }
  if (named) sys.embedBibliographyEntry = (id) => "<!--" + id + "-->";
  return new CSL.Engine(sys, request.style, request.lang || undefined, Boolean(request.lang));
}

// The ids that makeBibliography() returns shift when an entry prints nothing, so each entry carries its own.
const ENTRY = /^\s*<div class="csl-entry">([^]*)<\/div>\s*<!--([^]*)-->\s*$/;

function entries(processor) {
  const made = processor.makeBibliography();
  if (!made) return [];
  return made[1].map((text) => ENTRY.exec(text).slice(1).reverse()).filter((row) => row[0] !== "undefined");
}

function document(processor, citations) {
  return processor.rebuildProcessorState(citations, "html").map((row) => row[2]);
}

function median(times) {
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)];
}

const commands = {
  compare(request) {
    const whole = engine(request, true);
    whole.updateItems(request.items.map((item) => String(item.id)));
    const answer = { entries: entries(whole) };
    const cited = engine(request, true);
    answer.citations = document(cited, request.citations);
    answer.cited = entries(cited);
    return answer;
  },
  // A fixture of the official suite, as citeproc-js's own runner drives it.
  fixture(request) {
    const processor = engine(request);
    const ids = request.items.map((item) => String(item.id));
    const texts = new Map();
    let touched = [];
    if (request.citations) {
      for (const [citation, before, after] of request.citations) {
        touched = processor.processCitationCluster(citation, before, after)[1].map((row) => {
          texts.set(row[2], row[1]);
          return row[2];
        });
      }
    } else {
      processor.updateItems(ids);
    }
    if (request.mode === "bibliography") {
      const made = processor.makeBibliography();
      return { text: made[0].bibstart + made[1].join("") + made[0].bibend };
    }
    if (request.citations) {
      const cited = processor.registry.citationreg.citationByIndex.map((one) => one.citationID);
      const lines = cited.map((id, at) => (touched.includes(id) ? ">>[" : "..[") + at + "] " + texts.get(id));
      return { text: lines.join("\n") };
    }
    const clusters = request.cites || [processor.registry.getSortedIds().map((id) => ({ id }))];
    return { text: clusters.map((cites) => processor.makeCitationCluster(cites)).join("\n") };
  },
  bibliography(request) {
    const started = process.hrtime.bigint();
    const processor = engine(request);
    processor.updateItems(request.items.map((item) => String(item.id)));
    const count = processor.makeBibliography()[1].length;
    return { seconds: Number(process.hrtime.bigint() - started) / 1e9, count };
  },
  document(request) {
    let started = process.hrtime.bigint();
    const processor = engine(request);
    document(processor, request.citations);
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    const edits = [];
    for (const edit of request.edits) {
      started = process.hrtime.bigint();
      processor.processCitationCluster(edit.citation, edit.before, edit.after);
      edits.push(Number(process.hrtime.bigint() - started) / 1e9);
    }
    return { seconds, edit: median(edits) };
  },
};

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  let answer;
  try {
    const request = JSON.parse(line);
    answer = commands[request.command || "compare"](request);
  } catch (error) {
    answer = { error: String((error && error.message) || error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
});
