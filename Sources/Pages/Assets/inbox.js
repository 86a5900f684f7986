// SPDX-License-Identifier: Apache-2.0
// The inbox, live: what arrives is put where it belongs and nothing that is being read moves. The page asks anew for all of
// it whenever its stream begins, so that one that slept for a day is complete.

const inbox = document.querySelector("[data-inbox]");
const list = inbox.querySelector("[data-inbox-list]");
const log = inbox.querySelector("[data-inbox-log]");
const news = inbox.querySelector("[data-inbox-news]");
const typing = inbox.querySelector("[data-inbox-typing]");
const form = document.getElementById("answer");
const token = inbox.querySelector(":scope > input[name=csrf]").value;
const home = inbox.dataset.inbox;
const { view, conversation } = inbox.dataset;

const post = (path, fields) =>
  fetch(path, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams({ csrf: token, ...fields }),
  }).catch(() => null);

const text = async (path) => {
  const answer = await fetch(path, { headers: { accept: "text/html" } }).catch(() => null);
  if (answer?.status === 401) location.reload();
  return answer?.ok ? answer.text() : null;
};

/** At most one at a time; asked for again meanwhile, it runs once more. */
function coalesced(work) {
  let isRunning = false, again = false;
  return async () => {
    if (isRunning) return void (again = true);
    isRunning = true;
    do {
      again = false;
      await work();
    } while (again);
    isRunning = false;
  };
}

const refreshList = coalesced(async () => {
  if (new URLSearchParams(location.search).has("before")) return; // an older page stays as it is
  const fresh = await text(`${home}/list?view=${view}&current=${conversation ?? ""}`);
  if (fresh == null || fresh === list.innerHTML) return;
  const focused = document.activeElement?.closest?.("[data-inbox-list] a")?.getAttribute("href");
  const { scrollTop } = list.parentElement;
  list.innerHTML = fresh;
  inbox.classList.toggle("empty", !list.querySelector(".inbox-lines a") && !conversation);
  list.parentElement.scrollTop = scrollTop;
  if (focused) list.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
});

const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 80;
const toEnd = () => (log.scrollTop = log.scrollHeight);

const refreshLog = coalesced(async () => {
  if (!log) return;
  const last = Number([...log.querySelectorAll("[data-position]")].at(-1)?.dataset.position ?? 0);
  // From a little before the end, since how far a message has come may have changed.
  const fresh = await text(`${log.dataset.inboxLog}?after=${Math.max(0, last - 30)}`);
  if (fresh == null) return;
  const follow = isAtEnd();
  const page = new DOMParser().parseFromString(fresh, "text/html");
  let hasNews = false;
  for (const message of page.querySelectorAll("[data-position]")) {
    const known = log.querySelector(`[data-position="${message.dataset.position}"]`);
    const state = known?.querySelector("[data-inbox-state]");
    if (state) state.textContent = message.querySelector("[data-inbox-state]").textContent;
    if (known && known.dataset.edited !== message.dataset.edited) known.replaceWith(message);
    if (known) continue;
    log.append(message);
    hasNews = true;
    typing.hidden = true;
  }
  if (hasNews && follow) toEnd();
  else if (hasNews) news.hidden = false;
  read();
});

function read() {
  if (!log || document.hidden || !isAtEnd()) return;
  news.hidden = true;
  const last = [...log.querySelectorAll("[data-position]")].at(-1)?.dataset.position;
  if (last && last !== log.dataset.read) post(`${home}/${conversation}/reading`, { position: last });
  log.dataset.read = last ?? "";
}

function listen() {
  const events = new EventSource(`${home}/events`);
  events.onopen = () => {
    refreshList();
    refreshLog();
  };
  for (const kind of ["message", "changed"])
    events.addEventListener(kind, ({ data }) => {
      refreshList();
      if (data === conversation) refreshLog();
    });
  let hide;
  events.addEventListener("typing", ({ data }) => {
    if (data !== conversation) return;
    typing.hidden = false;
    clearTimeout(hide);
    hide = setTimeout(() => (typing.hidden = true), 5000);
  });
}

// Answering

let lastTyping = 0;

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  event.stopPropagation();
  const fields = new FormData(form);
  const kind = event.submitter?.value ?? "reply";
  const answer = await post(form.action, { key: fields.get("key"), text: fields.get("text"), kind });
  if (answer?.status === 204) {
    form.elements.text.value = "";
    form.elements.key.value = crypto.randomUUID?.() ?? form.elements.key.value.replace(/^.{8}/, () =>
      Math.floor(Math.random() * 2 ** 32).toString(16).padStart(8, "0"));
    form.elements.text.removeAttribute("aria-invalid");
    await refreshLog();
    toEnd();
  } else {
    // What was typed stays, under the same key: sent again it is the same message.
    form.elements.text.setAttribute("aria-invalid", "true");
    form.elements.text.focus();
  }
});

// Files: each is a message of its own. Not by fetch, which does not say how far it has come.

const attach = inbox.querySelector("[data-inbox-files]");
const progress = inbox.querySelector("[data-inbox-progress]");

function upload(file) {
  return new Promise((done) => {
    const details = { csrf: token, key: crypto.randomUUID?.() ?? form.elements.key.value, name: file.name };
    const request = new XMLHttpRequest();
    request.open("POST", attach.dataset.inboxFiles);
    request.setRequestHeader("accept", "application/json");
    request.setRequestHeader("x-file", encodeURIComponent(JSON.stringify(details)));
    request.upload.onprogress = ({ loaded, total }) =>
      (progress.textContent = `${file.name}: ${progress.dataset.words} ${Math.floor(100 * loaded / total)} %`);
    request.onloadend = () => {
      let problem = null;
      if (request.status !== 204) problem = progress.dataset.failed;
      try {
        problem = JSON.parse(request.responseText).problem ?? problem;
      } catch {} // a page instead of an answer, or none
      done(problem && `${file.name}: ${problem}`);
    };
    request.send(file);
  });
}

async function bring(files) {
  const problems = [];
  for (const file of files) problems.push(await upload(file));
  progress.textContent = problems.filter(Boolean).join(" ");
  await refreshLog();
  toEnd();
}

if (attach) {
  const chooser = attach.querySelector("input");
  attach.hidden = false;
  chooser.addEventListener("change", async () => {
    await bring([...chooser.files]);
    chooser.value = "";
  });
  const pane = form.closest("section");
  pane.addEventListener("dragover", (event) => event.preventDefault());
  for (const [kind, data] of [["drop", "dataTransfer"], ["paste", "clipboardData"]])
    pane.addEventListener(kind, (event) => {
      if (!event[data].files.length) return;
      event.preventDefault();
      bring([...event[data].files]);
    });
}

form?.elements.text.addEventListener("input", () => {
  if (Date.now() - lastTyping < 3000) return;
  lastTyping = Date.now();
  post(`${home}/${conversation}/typing`, {});
});

form?.elements.text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("[value=reply]"));
});

news?.addEventListener("click", () => {
  toEnd();
  read();
});

// A menu goes away when something else is meant.
document.addEventListener("click", ({ target }) => {
  for (const menu of inbox.querySelectorAll(".inbox-menu[open]")) menu.open = menu.contains(target);
});

document.addEventListener("keydown", ({ key, target }) => {
  const menu = key === "Escape" && target.closest?.(".inbox-menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

log?.addEventListener("scroll", read, { passive: true });

// Keys

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const links = [...list.querySelectorAll(".inbox-lines a")];
  const at = links.findIndex((link) => link.getAttribute("aria-current"));
  const go = {
    r: () => form?.elements.text.focus(),
    j: () => (links[at + 1] ?? links[0])?.click(),
    k: () => links[Math.max(at - 1, 0)]?.click(),
    e: () => document.getElementById("close-conversation")?.requestSubmit(),
  }[event.key];
  if (!go) return;
  event.preventDefault();
  go();
});

const present = () => document.hidden || post(`${home}/presence`, {});
setInterval(present, 45_000);
document.addEventListener("visibilitychange", () => {
  present();
  read();
});

const found = /^#m\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
if (found) found.scrollIntoView({ block: "center" });
else if (log) toEnd();
listen();
inbox.dataset.ready = "";
