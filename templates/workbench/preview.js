// Shows what was built last, keeps the reader's place in it, and says what is wrong.
"use strict";

const stage = document.getElementById("stage");
const trouble = document.getElementById("trouble");
const status_ = document.getElementById("status");
let shown = null; // the frame that is seen

const events = new EventSource("/events");
events.addEventListener("message", event => update(JSON.parse(event.data)));
events.addEventListener("error", () => {
  status_.textContent = "The preview has stopped. Start it again with briefing serve.";
  status_.className = "lost";
});

function update(state) {
  document.title = `${state.problems.length ? "Wrong: " : ""}${state.name} (preview)`;
  tell(state);
  status_.className = "";
  const when = new Date().toLocaleTimeString();
  status_.textContent = state.problems.length
    ? `${when}: this is the last page that was right.`
    : `${when}: built in ${state.seconds} seconds.`;
  document.documentElement.dataset.version = state.version;
  if (state.pages.length && (!state.problems.length || !shown)) show(state);
}

function tell(state) {
  const items = state.problems.map(problem => {
    const item = document.createElement("li");
    for (const [kind, text] of [["code", problem.place], ["p", problem.message], ["p", problem.mend]]) {
      if (!text) continue;
      const part = document.createElement(kind);
      part.textContent = text;
      item.append(part);
    }
    return item;
  });
  const many = items.length === 1 ? "One thing has" : `${items.length} things have`;
  document.getElementById("what").textContent = `${many} to be put right`;
  document.getElementById("problems").replaceChildren(...items);
  trouble.hidden = !items.length;
}

// The new page is made ready behind the one that is seen, and takes its place when it is where the reader was.
function show(state) {
  const first = `/page/${state.pages[0]}`;
  const known = state.pages.map(page => `/page/${page}`);
  const at = shown ? place(shown) : null;
  const path = at && known.includes(at.path) ? at.path : first;
  for (const old of stage.querySelectorAll(".coming")) old.remove();
  const frame = document.createElement("iframe");
  frame.className = "coming";
  frame.title = "The briefing";
  frame.setAttribute("sandbox", "allow-same-origin");
  frame.addEventListener("load", () => {
    if (at && at.path === path) restore(frame, at);
    frame.className = "";
    if (shown) shown.remove();
    shown = frame;
    document.documentElement.dataset.shown = state.version;
  }, { once: true });
  frame.src = path;
  stage.append(frame);
}

function place(frame) {
  const view = frame.contentWindow;
  return {
    path: decodeURI(view.location.pathname),
    x: view.scrollX,
    y: view.scrollY,
    open: [...view.document.querySelectorAll("details")].map(fold => fold.open),
  };
}

function restore(frame, at) {
  const view = frame.contentWindow;
  view.document.querySelectorAll("details").forEach((fold, n) => { if (at.open[n]) fold.open = true; });
  view.scrollTo({ left: at.x, top: at.y, behavior: "instant" });
}
