/* The review page: it shows what the server says is so, sends one act at a time, and shows what came of it.
   Text from reports only ever becomes text on the page, never markup. */
"use strict";

const LABELS = [
  ["good_practice", "Good practice", "+"],
  ["shortfall", "Shortfall", "−"],
  ["mixed", "Mixed", "±"],
  ["neutral", "Neutral", "○"],
];
const LABEL = Object.fromEntries(LABELS.map(([id, words, sign]) => [id, { words, sign }]));
const STATES = { unreviewed: "Not reviewed", accepted: "Reviewed", rejected: "Rejected", disputed: "Disputed" };
const VOICES = {
  assessor: "the assessor", people: "people who use services", carers: "unpaid carers", staff: "staff",
  leaders: "leaders", partners: "partners", providers: "providers", data: "data",
};
const FILTERS = [
  ["unreviewed", "Not reviewed", (i) => i.state === "unreviewed" || i.state === "disputed"],
  ["all", "Everything", () => true],
  ["shortfall", "Shortfalls", (i) => i.label === "shortfall"],
  ["good_practice", "Good practice", (i) => i.label === "good_practice"],
  ["figures", "Figures", (i) => i.kind === "figure"],
  ["key", "Marked as key", (i) => i.key],
  ["disputed", "Disputed", (i) => i.state === "disputed"],
  ["disagrees", "My disagreements", (i) => i.disagrees],
  ["rejected", "Rejected", (i) => i.state === "rejected"],
];
const KEYS = [
  ["j", "Next"], ["k", "Previous"], ["a", "Accept"], ["1", "Good practice"], ["2", "Shortfall"],
  ["3", "Mixed"], ["4", "Neutral"], ["e", "Reword the summary"], ["m", "Mark as key, or not"],
  ["x", "Reject"], ["c", "Comment"], ["s", "Settle a dispute your way"], ["w", "Withdraw your decision"],
  ["u", "Undo"], ["?", "This help"],
];
const POLL = 2500;

const at = (id) => document.getElementById(id);
let state = null;       // what the server last said
let current = null;     // id of the item in view
let queue = [];         // ids in the list, in its order
let busy = false;
let stopped = false;    // the server is gone

/* ---- elements, always from text ---- */

function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((c) => c !== null && c !== undefined && c !== false));
  return made;
}

const place = (item) => `${item.paragraph}.${item.sentence}`;
const item = (id) => state.items.find((i) => i.id === id);
const plural = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];
function day(iso) {
  const [year, month, date] = (iso || "").split("-").map(Number);
  return date ? `${date} ${MONTHS[month - 1]} ${year}` : iso || "";
}

/* ---- talking to the server ---- */

async function ask(path, sent) {
  const options = sent === undefined ? {} : {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(sent),
  };
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    stopped = true;
    notice("The review has stopped. Nothing that was saved is lost. Start `briefing review` again in the terminal.");
    return null;
  }
  stopped = false;
  const data = (answer.headers.get("content-type") || "").startsWith("application/json")
    ? await answer.json() : { said: (await answer.text()).split("\n")[0] };
  if (data.problems) {
    notice("The file of decisions cannot be read, so nothing can be saved. Mend it and this page goes on by itself.",
      data.problems.map((p) => `${p.place}: ${p.message}${p.mend ? ` ${p.mend}` : ""}`));
    return null;
  }
  return { ok: answer.ok, status: answer.status, ...data };
}

async function poll() {
  if (!busy && document.visibilityState === "visible") {
    const told = await ask("/version");
    if (told && told.version && (!state || told.version !== state.version || !at("notice").hidden)) await refresh(true);
  }
  setTimeout(poll, POLL);
}

async function refresh(elsewhere) {
  const told = await ask("/state");
  if (!told || !told.state || busy) return;
  const before = state;
  const fresh = told.state;
  if (elsewhere && before) {
    const was = new Map(before.items.map((i) => [i.id, i.seen + i.state + i.label]));
    const changed = fresh.items.filter((i) => was.get(i.id) !== i.seen + i.state + i.label);
    if (changed.length) say(`Changed outside this page: ${changed.slice(0, 5).map(place).join(", ")}${changed.length > 5 ? " and more" : ""}. This is the new state.`);
    else if (before.version !== fresh.version) say("The files were written outside this page. This is the new state.");
  }
  take(fresh);
}

function take(fresh) {
  state = fresh;
  notice("");
  draw();
}

async function act(action, value = "", of = current) {
  if (busy || !state) return;
  if (!state.reviewer) { nameDialog(); return; }
  const target = item(of);
  if (!target) return;
  busy = true;
  at("acts").setAttribute("aria-busy", "true");
  const after = queue.slice(queue.indexOf(target.id) + 1);
  const told = await ask("/act", { item: target.id, action, value, seen: target.seen });
  busy = false;
  at("acts").removeAttribute("aria-busy");
  if (!told) return;
  if (told.state) state = told.state;
  if (told.ok && at("move-on").checked && ["accept", "label", "reject", "reword", "settle"].includes(action)) {
    const here = item(target.id);
    const left = new Set(chosen().filter((i) => !i.with_sentence && !(i.kind === "figure" && i.state === "rejected")).map((i) => i.id));
    const following = after.find((id) => left.has(id)) || (left.has(target.id) ? null : [...left].pop());
    if (here && here.state !== "disputed" && following) current = following;
  }
  notice("");
  draw();
  say(told.ok ? `${told.said}. ${counted()}${current !== target.id ? ` Now ${named(item(current))}.` : ""}` : told.said, !told.ok);
}

async function undo() {
  if (busy || !state) return;
  busy = true;
  const told = await ask("/undo", {});
  busy = false;
  if (!told) return;
  if (told.state) state = told.state;
  if (told.item && item(told.item)) current = told.item;
  draw();
  say(told.ok ? `${told.said}. ${counted()}` : told.said, !told.ok);
}

/* ---- words about what happens ---- */

function say(text, failed = false) {
  at("said").textContent = text;
  at("said").classList.toggle("failed", failed);
}

function notice(text, lines = []) {
  const box = at("notice");
  if (!text) { if (!box.hidden) { box.hidden = true; box.replaceChildren(); } return; }
  const whole = [text, ...lines].join("\n");
  if (!box.hidden && box.dataset.said === whole) return;
  box.dataset.said = whole;
  box.hidden = false;
  box.replaceChildren(el("p", {}, text), lines.length ? el("ul", {}, ...lines.map((l) => el("li", {}, l))) : null);
}

function tally() {
  const findings = state.items.filter((i) => i.kind === "finding");
  const done = findings.filter((i) => i.state === "accepted" || i.state === "rejected");
  return {
    all: findings.length, done: done.length,
    disputed: state.items.filter((i) => i.state === "disputed").length,
    figures: state.items.filter((i) => i.kind === "figure" && i.state === "unreviewed").length,
  };
}
const counted = () => { const t = tally(); return `${t.done} of ${t.all} reviewed.`; };
const named = (i) => i.kind === "figure" ? `${place(i)}, figure ${i.figure.value}` : `${place(i)}, ${LABEL[i.label].words.toLowerCase()}`;

/* ---- the queue ---- */

function chosen() {
  const filter = FILTERS.find(([id]) => id === at("filter").value)[2];
  const [kind, ...rest] = at("topic").value.split(":");
  const value = rest.join(":");
  const items = state.items.filter((i) => filter(i)
    && (kind !== "statement" || i.statement === value) && (kind !== "topic" || `${i.statement}/${i.topic}` === value));
  if (at("order").value === "doubt") {
    // A figure follows its sentence; sentences stand by how sure the reading is.
    const sure = new Map(state.items.map((i) => [`${i.statement}/${place(i)}`, 2]));
    for (const i of state.items) if (i.kind === "finding") sure.set(`${i.statement}/${place(i)}`, i.confidence);
    const rank = new Map(state.items.map((i, n) => [i.id, [sure.get(`${i.statement}/${place(i)}`), n]]));
    items.sort((a, b) => rank.get(a.id)[0] - rank.get(b.id)[0] || rank.get(a.id)[1] - rank.get(b.id)[1]);
  }
  return items;
}

function drawQueue() {
  const items = chosen();
  queue = items.map((i) => i.id);
  if (!item(current)) current = null;
  if (!current) current = queue[0] || (state.items[0] && state.items[0].id) || null;
  const filter = FILTERS.find(([id]) => id === at("filter").value)[1].toLowerCase();
  at("shown").textContent = items.length ? plural(items.length, "item") : `Nothing here: ${filter}.`;
  at("list").replaceChildren(...items.map(row));
  const here = at("list").querySelector("[aria-current]");
  if (here && at("list").scrollHeight > at("list").clientHeight) here.scrollIntoView({ block: "nearest" });
}

function row(i) {
  const text = i.kind === "figure" ? `${i.figure.measure}: ${i.figure.value}` : i.summary || i.quote || "";
  const sign = i.kind === "figure" ? "#" : LABEL[i.label].sign;
  const words = i.kind === "figure" ? "Figure" : LABEL[i.label].words;
  const button = el("button", { type: "button", "data-id": i.id, "data-state": i.state, tabindex: i.id === current ? 0 : -1, "aria-current": i.id === current ? "true" : null },
    el("span", { class: "sign", "aria-hidden": "true" }, sign),
    el("span", { class: "row-text" },
      el("span", { class: "row-head" }, el("strong", {}, place(i)), ` ${words}`,
        i.kind === "finding" && i.state !== "accepted" ? el("span", { class: "muted" }, ` ${Math.round(i.confidence * 100)}% sure`) : null,
        i.key ? el("span", { class: "tag" }, "key") : null,
        i.state !== "unreviewed" ? el("span", { class: `tag ${i.state}` }, STATES[i.state].toLowerCase()) : null),
      el("span", { class: "row-words" }, text)));
  button.addEventListener("click", () => go(i.id));
  return el("li", {}, button);
}

function go(id, moved = true) {
  if (!id) return;
  current = id;
  draw();
  if (moved && matchMedia("(max-width: 60rem)").matches) at("item").scrollIntoView({ block: "start" });
}

function step(by) {
  if (!queue.length) { say("Nothing here. Choose something else to show."); return; }
  const here = queue.indexOf(current);
  const next = here < 0 ? 0 : here + by;
  if (next < 0 || next >= queue.length) { say(by > 0 ? "This is the last one." : "This is the first one."); return; }
  const inList = at("list").contains(document.activeElement);
  go(queue[next], false);
  if (inList) at("list").querySelector("[aria-current]").focus();
  say(`${named(item(current))}, ${STATES[item(current).state].toLowerCase()}.`);
}

/* ---- one item ---- */

function drawItem() {
  const i = item(current);
  if (!i) { at("view").replaceChildren(el("h2", { id: "item-title" }, "Nothing to review")); at("acts").replaceChildren(); return; }
  const title = state.statements.find((s) => s.id === i.statement);
  at("view").replaceChildren(...[
    el("p", { class: "kicker" }, [title ? title.title : i.statement, i.topic].filter(Boolean).join(" · ")),
    el("h2", { id: "item-title" }, `${i.kind === "figure" ? "Figure in p" : "P"}aragraph ${i.paragraph}, sentence ${i.sentence}`,
      el("span", { class: `tag ${i.state}` }, STATES[i.state])),
    dispute(i),
    paragraph(i),
    i.kind === "figure" ? figureTable(i) : reading(i),
    i.kind === "finding" ? figuresOf(i) : null,
    decisions(i),
    lostHere(),
  ].filter(Boolean));
  drawActs(i);
}

function paragraph(i) {
  const sentences = state.paragraphs[`${i.statement}/${i.paragraph}`] || [];
  const held = sentences.some((s) => s.text);
  const body = el("p", { class: "paragraph" });
  for (const s of sentences) {
    const own = s.sentence === i.sentence;
    const shown = s.text || (own && i.kind === "finding" && i.summary) || summaryOf(i, s) || "…";
    const piece = own ? el("mark", {}, shown) : el("span", {}, shown);
    body.append(piece, " ");
  }
  if (!sentences.length && i.figure) body.append(el("mark", {}, i.figure.quote || "…"));
  return el("section", { class: "source", "aria-label": "In the report" }, body,
    held ? null : el("p", { class: "muted" }, "In our own words: the library does not hold the text. Import the page to see it."));
}

function summaryOf(i, s) {
  const there = state.items.find((o) => o.kind === "finding" && o.statement === i.statement && o.paragraph === i.paragraph && o.sentence === s.sentence);
  return there ? there.summary : s.summary;
}

function reading(i) {
  const read = LABEL[i.read].words;
  const percent = Math.round(i.confidence * 100);
  const cues = i.cues.filter((c) => Math.abs(c.weight) >= 0.05);
  const heaviest = Math.max(...cues.map((c) => Math.abs(c.weight)), 0.1);
  return el("section", { class: "reading", "aria-label": "How it was read" },
    el("div", { class: "pair" },
      el("div", {}, el("h3", {}, "Read as"), el("p", { class: "big" }, el("span", { "aria-hidden": "true" }, LABEL[i.read].sign), ` ${read}`),
        el("p", { class: "muted" }, `${percent}% sure. Said by ${VOICES[i.voice] || i.voice}${i.single ? ", one account only" : ""}.`),
        i.label !== i.read ? el("p", {}, el("strong", {}, `Now ${LABEL[i.label].words.toLowerCase()}`)) : null),
      el("div", {}, el("h3", {}, "What spoke for it"),
        cues.length ? el("ul", { class: "cues" }, ...cues.map((c) => cueRow(c, heaviest))) : el("p", { class: "muted" }, "No single word: the whole sentence."))),
    el("h3", {}, "Printed as"),
    i.summary ? el("p", { class: "printed" }, i.summary) : el("p", { class: "printed" }, i.quote ? "The quotation." : "Nothing yet: give it a summary."),
    i.summary && i.quote ? el("p", { class: "muted" }, "With the quotation beneath it.") : null);
}

function cueRow(cue, heaviest) {
  const bar = el("span", { class: `weight w${Math.max(1, Math.round((Math.abs(cue.weight) / heaviest) * 5))}${cue.weight < 0 ? " against" : ""}`, "aria-hidden": "true" });
  return el("li", {}, bar, el("span", {}, cue.cue, el("span", { class: "muted" }, cue.weight < 0 ? " against it" : "", ` ${cue.weight > 0 ? "+" : "−"}${Math.abs(cue.weight).toFixed(1)}`)));
}

function facts(rows) {
  return el("dl", { class: "facts" }, ...rows.filter(([, value]) => value).flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

function figureTable(i) {
  const f = i.figure;
  return el("section", { class: "reading", "aria-label": "How it was read" }, el("h3", {}, "Read as"),
    el("p", { class: "big" }, `${f.measure}: ${f.value}`, f.in_words ? el("span", { class: "muted" }, " stated in words") : null),
    facts([["Compared with", f.against], ["Standing", f.standing], ["The assessor’s words", f.variation], ["Source", f.source],
      ["Period", f.period], ["Of whom", f.population], ["Form of sentence", f.form]]),
    i.with_sentence ? el("p", { class: "muted" }, "Reviewed with its sentence.") : null);
}

function figuresOf(i) {
  const figures = state.items.filter((o) => o.kind === "figure" && o.statement === i.statement && o.paragraph === i.paragraph && o.sentence === i.sentence);
  if (!figures.length) return null;
  return el("section", { "aria-label": "Figures in this sentence" }, el("h3", {}, plural(figures.length, "figure"), " in this sentence"),
    el("ul", { class: "figures" }, ...figures.map((o) => {
      const open = el("button", { type: "button", class: "link" }, `${o.figure.measure}: ${o.figure.value}`);
      open.addEventListener("click", () => { go(o.id); at("item").focus(); });
      return el("li", {}, open, el("span", { class: "muted" }, [o.figure.against ? `, ${o.figure.against}` : "", `, ${o.figure.standing}`, o.figure.period ? `, ${o.figure.period}` : ""].join("")),
        o.state === "rejected" || o.state === "disputed" ? el("span", { class: `tag ${o.state}` }, STATES[o.state].toLowerCase()) : null);
    })), el("p", { class: "muted" }, "Accepting the sentence accepts them as well."));
}

function saying(d, i) {
  const said = [];
  if (d.rejected) said.push("rejected it");
  else if (d.accepted) said.push(d.label && i.kind === "finding" ? `accepted it as ${LABEL[d.label].words.toLowerCase()}` : "accepted it");
  else if (d.label) said.push(`would call it ${LABEL[d.label].words.toLowerCase()}`);
  if (d.key) said.push("marked it as key");
  if (d.over.length) said.push(`over ${d.over.join(" and ")}`);
  return said.join(", ") || "left a remark";
}

function decisionRow(d, i, mine) {
  return el("li", {}, el("strong", {}, mine ? "You" : d.by), ` ${saying(d, i)}`, el("span", { class: "muted" }, d.on ? `, ${day(d.on)}` : ""),
    d.summary ? el("p", { class: "words" }, `Words: ${d.summary}`) : null, d.comment ? el("p", { class: "words" }, `Comment: ${d.comment}`) : null);
}

function decisions(i) {
  const all = [...(i.mine ? [[i.mine, true]] : []), ...i.others.map((d) => [d, false])];
  if (!all.length || i.state === "disputed") return null;
  return el("section", { "aria-label": "Decisions" }, el("h3", {}, "Decisions"), el("ul", { class: "decisions" }, ...all.map(([d, mine]) => decisionRow(d, i, mine))));
}

function dispute(i) {
  if (i.state !== "disputed") return null;
  const mine = i.mine && (i.mine.accepted || i.mine.rejected || i.mine.label);
  return el("div", { class: "dispute" }, el("p", {}, el("strong", {}, "Reviewers disagree. "),
    "It counts as not reviewed, and is printed as it was read, until one of them settles it.",
    mine ? " Settle keeps your decision and names whom it overrules." : " Decide first; then you can settle it."),
    el("ul", { class: "decisions" }, i.mine ? decisionRow(i.mine, i, true) : null, ...i.others.map((d) => decisionRow(d, i, false))));
}

function lostHere() {
  if (!state.lost.length) return null;
  return el("details", { class: "lost" }, el("summary", {}, `${plural(state.lost.length, "decision")} on text that changed`),
    el("p", { class: "muted" }, "Their sentences are not in the report any more, so they count for nothing. Review the new sentences; take the old entries out of decisions.yaml when you like."),
    el("ul", { class: "decisions" }, ...state.lost.map((l) => {
      const there = item(l.id);
      const open = there ? el("button", { type: "button", class: "link" }, "What stands there now") : null;
      if (open) open.addEventListener("click", () => { go(l.id); at("item").focus(); });
      return el("li", {}, el("strong", {}, l.place), ` ${l.said.by || "A draft"} ${saying(l.said, { kind: l.figure ? "figure" : "finding" })}. `, open);
    })));
}

function button(key, words, does, options = {}) {
  const made = el("button", { type: "button", class: options.class, "aria-keyshortcuts": key, "aria-pressed": options.pressed, disabled: options.disabled, "data-act": options.act },
    words, el("kbd", { "aria-hidden": "true" }, key));
  made.addEventListener("click", does);
  return made;
}

function drawActs(i) {
  const focused = at("acts").contains(document.activeElement) ? document.activeElement.dataset.act : null;
  const mine = i.mine || {};
  const finding = i.kind === "finding";
  const accepted = Boolean(mine.accepted);
  const set = (label) => String(accepted && (mine.label || i.read) === label);
  const buttons = [
    button("a", accepted && (!finding || (mine.label || i.read) === i.label) ? "Accepted" : "Accept", () => act("accept", i.label || ""), { class: "main", act: "accept" }),
    ...(finding ? LABELS.map(([id, words], n) => button(String(n + 1), words, () => act("label", id), { pressed: set(id), class: "label", act: id })) : []),
    finding ? button("e", "Reword", () => edit("reword"), { act: "reword" }) : null,
    finding ? button("m", mine.key ? "Key" : "Mark as key", () => act("key"), { pressed: String(Boolean(mine.key)), act: "key" }) : null,
    button("x", mine.rejected ? "Rejected" : "Reject", () => act("reject"), { class: "reject", act: "reject", pressed: String(Boolean(mine.rejected)) }),
    button("c", mine.comment ? "Edit comment" : "Comment", () => edit("comment"), { act: "comment" }),
    i.state === "disputed" && (mine.accepted || mine.rejected || mine.label) ? button("s", "Settle my way", () => act("settle"), { class: "main", act: "settle" }) : null,
    i.mine ? button("w", "Withdraw", () => act("withdraw"), { act: "withdraw" }) : null,
    button("u", "Undo", undo, { disabled: !state.undo, act: "undo" }),
    button("k", "Previous", () => step(-1), { class: "step", act: "previous" }),
    button("j", "Next", () => step(1), { class: "step", act: "next" }),
  ];
  at("acts").replaceChildren(...buttons.filter(Boolean));
  if (focused) {
    const again = at("acts").querySelector(`[data-act="${CSS.escape(focused)}"]:not([disabled])`);
    (again || at("acts").querySelector("button")).focus();
  }
}

/* ---- dialogs ---- */

let editing = null;

function edit(what) {
  const i = item(current);
  if (!i || (what === "reword" && i.kind === "figure")) return;
  if (!state.reviewer) { nameDialog(); return; }
  editing = { what, id: i.id };
  const reword = what === "reword";
  at("editor-title").textContent = reword ? `Reword ${place(i)}` : `Comment on ${place(i)}`;
  at("editor-hint").textContent = reword
    ? "In your own words: plain, one sentence. It is printed in the briefing and counts as accepting the finding."
    : "For your colleagues; it is kept with your decision and not printed.";
  at("editor-label").textContent = reword ? "Summary" : "Comment";
  at("editor-text").value = reword ? i.summary || i.quote || "" : (i.mine && i.mine.comment) || "";
  at("editor-text").maxLength = reword ? 600 : 2000;
  at("editor").returnValue = "";
  at("editor").showModal();
  at("editor-text").focus();
}

function nameDialog() {
  at("namer-text").value = state.reviewer || state.suggestion;
  at("namer").returnValue = "";
  at("namer").showModal();
}

at("editor-cancel").addEventListener("click", () => at("editor").close(""));
at("editor-text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); at("editor").close("save"); }
});
at("editor").addEventListener("close", () => {
  const { what, id } = editing;
  if (at("editor").returnValue === "save") act(what, at("editor-text").value, id);
});
at("namer").addEventListener("close", async () => {
  if (at("namer").returnValue !== "save") return;
  const told = await ask("/name", { name: at("namer-text").value });
  if (told && told.state) take(told.state);
  if (told) say(told.said, !told.ok);
});
at("help").addEventListener("click", () => at("helper").showModal());
at("who").addEventListener("click", nameDialog);

/* ---- keys, which can be switched off ---- */

const DOES = {
  j: () => step(1), k: () => step(-1), a: () => act("accept", item(current).label || ""),
  1: () => label(0), 2: () => label(1), 3: () => label(2), 4: () => label(3),
  e: () => edit("reword"), m: () => finding() && act("key"), x: () => act("reject"), c: () => edit("comment"),
  s: () => act("settle"), w: () => item(current).mine && act("withdraw"), u: undo, "?": () => at("helper").showModal(),
};
const finding = () => item(current).kind === "finding";
const label = (n) => finding() ? act("label", LABELS[n][0]) : say("A figure has no label: accept it or reject it.");

document.addEventListener("keydown", (event) => {
  if (!at("keys-on").checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.querySelector("dialog[open]") || !state || !item(current)) return;
  if (event.target.closest("input, textarea, select")) return;
  const does = DOES[event.key];
  if (!does) return;
  event.preventDefault();
  does();
});

at("list").addEventListener("keydown", (event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by) { event.preventDefault(); step(by); }
});

/* ---- the whole page ---- */

function options() {
  const filter = at("filter").value || (state.items.some(FILTERS[0][2]) ? "unreviewed" : "all");
  at("filter").replaceChildren(...FILTERS.map(([id, words, takes]) => el("option", { value: id }, `${words} (${state.items.filter(takes).length})`)));
  at("filter").value = filter;
  const topic = at("topic").value || "all:";
  const made = [el("option", { value: "all:" }, "All")];
  for (const s of state.statements) {
    const own = state.items.filter((i) => i.statement === s.id);
    const topics = [...new Set(own.map((i) => i.topic).filter(Boolean))];
    const inside = topics.map((t) => el("option", { value: `topic:${s.id}/${t}` }, t));
    if (state.statements.length > 1) made.push(el("optgroup", { label: s.title }, el("option", { value: `statement:${s.id}` }, "All of it"), ...inside));
    else made.push(...inside);
  }
  at("topic").replaceChildren(...made);
  at("topic").value = topic;
  if (at("topic").selectedIndex < 0) at("topic").value = "all:";
}

function draw() {
  const t = tally();
  document.title = `${state.authority}: ${t.done} of ${t.all} reviewed`;
  at("title").textContent = state.authority;
  at("count").textContent = `${t.done} of ${t.all} reviewed${t.disputed ? `, ${t.disputed} disputed` : ""}`;
  at("meter").max = t.all || 1;
  at("meter").value = t.done;
  at("progress").hidden = false;
  at("desk").hidden = false;
  at("who").textContent = state.reviewer ? `Reviewer: ${state.reviewer}` : "Who is reviewing?";
  options();
  drawQueue();
  drawItem();
}

for (const id of ["filter", "topic", "order"]) {
  at(id).addEventListener("change", () => { current = null; draw(); say(`${at("shown").textContent}.`); });
}
for (const id of ["keys-on", "move-on"]) {
  // Kept for the time the page is open, and in the browser where it allows that.
  try { const kept = localStorage.getItem(`briefing-${id}`); if (kept) at(id).checked = kept === "yes"; } catch { /* not allowed */ }
  at(id).addEventListener("change", () => { try { localStorage.setItem(`briefing-${id}`, at(id).checked ? "yes" : "no"); } catch { /* not allowed */ } });
}
at("keys").replaceChildren(...KEYS.map(([key, words]) => el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, key)), el("td", {}, words))));

(async () => {
  await refresh(false);
  if (state && !state.reviewer) nameDialog();
  setTimeout(poll, POLL);
})();
