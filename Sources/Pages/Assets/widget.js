// SPDX-License-Identifier: Apache-2.0
// The chat. One module, on our pages or on those of a host we name: it draws a button, and everything else once that is
// pressed. It keeps nothing in the browser before the first message; then the secret that leads to the conversation and
// what waits to be sent, under one name. The secret leaves only in requests to /chat/.

const home = new URL("/chat/", import.meta.url);
const language = ["vi", "en"].find((one) => (document.documentElement.lang || navigator.language).startsWith(one)) ?? "en";
const store = "chat";
const icons = {
  chat: "M4 5h16v11h-8l-4 4v-4H4V5Z",
  close: "M6 6l12 12M18 6 6 18",
  clip: "M8 12.5V7a4 4 0 0 1 8 0v9a2.5 2.5 0 0 1-5 0V8",
  send: "M4 12 20 4l-6 16-3-7-7-1Z",
};

let settings, root, parts;
let kept = read();
let opened = false, connected = true, shownAt = 0;
let messages = new Map(), marks = { delivered: 0, read: 0 }, lastEvent = null, conversation = null;
let stream, sending = false, offerTimer, typingTimer, lastTyping = 0, marked = { delivered: 0, read: 0 };

// What the browser keeps

function read() {
  try {
    return JSON.parse(localStorage.getItem(store)) ?? { pending: [] };
  } catch {
    return { pending: [] };
  }
}

function keep() {
  try {
    // A file is too much to keep: it waits as long as the page is open.
    const pending = kept.pending.filter(({ file }) => !file);
    if (kept.secret) localStorage.setItem(store, JSON.stringify({ ...kept, pending }));
    else localStorage.removeItem(store);
  } catch {} // a browser that keeps nothing for us: the conversation lasts as long as the page
}

/** Whoever blocks cookies blocks this too. */
function keepsNothing() {
  try {
    localStorage.getItem(store);
    return false;
  } catch {
    return true;
  }
}

function makeSecret() {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// Drawing

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", icons[name]);
  svg.append(path);
  return svg;
}

const say = (key, values = {}) => settings.words[key].replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

function rich(spans) {
  return spans.map(({ text, link }) =>
    link ? make("a", { href: new URL(link, home), target: "_blank", rel: "noopener noreferrer" }, text) : text);
}

async function draw() {
  const answer = await fetch(new URL(`settings/${language}`, home)).catch(() => null);
  if (!answer?.ok) return;
  settings = await answer.json();
  const host = make("div", { "data-chat": true, lang: language });
  root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(settings.style);
  root.adoptedStyleSheets = [sheet];
  const badge = make("span", { class: "badge", hidden: true });
  const launcher = make("button", { class: "launcher", type: "button", "aria-expanded": "false", onclick: toggle },
    icon("chat"), make("span", { class: "launcher-label" }, say("launcher")), badge);
  root.append(launcher);
  parts = { host, launcher, badge };
  document.body.append(host);
  takeOver();
  if (kept.secret) await load();
}

/** The link in our mail carries a second secret of the same conversation behind the #, which no server sees. */
function takeOver() {
  const found = location.hash.match(/^#chat=([\w-]{43})$/);
  if (!found) return;
  history.replaceState(null, "", location.pathname + location.search);
  if (kept.secret !== found[1]) kept = { secret: found[1], pending: [] };
  keep();
  ask("return", { method: "POST" });
  toggle();
}

function drawPanel() {
  const title = make("h2", { id: "chat-title" }, settings.name);
  const status = make("p", { class: "status" });
  const log = make("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": say("log"), tabindex: "0" });
  const notice = make("div", { class: "notice" });
  const offer = make("form", { class: "offer", hidden: true, novalidate: true, onsubmit: leaveAddress });
  const typing = make("p", { class: "typing", "aria-live": "off", hidden: true });
  const warning = make("p", { class: "warning", role: "status", hidden: true });
  const text = make("textarea", {
    rows: "1", maxlength: String(settings.limit), "aria-label": say("placeholder"), placeholder: say("placeholder"),
    oninput: typed, onpaste: (event) => dropped(event, event.clipboardData.files), onkeydown: (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
    },
  });
  const chooser = make("input", {
    type: "file", multiple: true, hidden: true, accept: settings.fileTypes, onchange: () => {
      bring(chooser.files);
      chooser.value = "";
    },
  });
  const form = make("form", { class: "composer", onsubmit: submit }, chooser,
    make("button", { type: "button", class: "close", "data-attach": true, "aria-label": say("attach"),
      onclick: () => chooser.click() }, icon("clip")), text,
    make("button", { type: "submit", class: "send", "aria-label": say("send") }, icon("send")));
  const panel = make("section", {
    class: "panel", role: "dialog", "aria-labelledby": "chat-title", onkeydown: holdFocus,
    ondragover: (event) => event.preventDefault(), ondrop: (event) => dropped(event, event.dataTransfer.files),
  },
  make("div", { class: "head" }, make("div", {}, title, status),
    make("button", { type: "button", class: "close", "aria-label": say("close"), onclick: toggle }, icon("close"))),
  log, typing, notice, offer, warning, form,
  make("div", { class: "foot" }, make("button", { type: "button", class: "quiet", onclick: openData }, say("my-data")),
    make("span", {}, say("machine"))));
  Object.assign(parts, { panel, status, log, notice, offer, typing, warning, text, form });
  root.append(panel);
}

function drawNotice() {
  const { notice, text, form } = parts;
  const isNew = !kept.secret;
  notice.hidden = !isNew;
  form.hidden = false;
  if (!isNew) return;
  const choice = (value, label) => make("label", {}, make("input", { type: "radio", name: "age", value, onchange: () => {
    const isYoung = notice.querySelector("input:checked")?.value === "no";
    form.hidden = isYoung;
    warn(isYoung ? settings.underAge : null);
    if (!isYoung) text.focus();
  } }), make("span", {}, label));
  const unkept = keepsNothing() ? [make("p", { "data-unkept": true }, say("unkept"))] : [];
  notice.replaceChildren(...unkept, make("p", {}, ...rich(settings.notice)),
    make("fieldset", {}, make("legend", {}, say("age")), choice("yes", settings.age), choice("no", say("younger"))));
}

/** Adds what is new and leaves the rest where it is; scrolls along only for whoever is at the end already. */
function show() {
  if (!parts.log) return;
  const { log } = parts;
  const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  const wanted = [...messages.values()].sort((a, b) => a.position - b.position).concat(kept.pending);
  for (const message of wanted) {
    const id = `m-${message.key}`;
    let line = log.querySelector(`#${CSS.escape(id)}`);
    if (!line) {
      line = drawMessage(message, id);
      log.append(line);
    } else if (line.dataset.position !== String(message.position ?? "")) {
      const fresh = drawMessage(message, id);
      line.remove();
      log.append(fresh);
      line = fresh;
    } else if (line.dataset.edited !== String(message.edited ?? "")) {
      const fresh = drawMessage(message, id);
      line.replaceWith(fresh);
      line = fresh;
    }
    const state = line.querySelector(".state");
    if (state) state.textContent = stateOf(message);
  }
  if (isAtEnd) log.scrollTop = log.scrollHeight;
}

function drawMessage(message, id) {
  const own = message.from === "visitor" || message.position == null;
  const at = new Date(message.at);
  const who = own ? say("you") : message.from === "automatic" ? settings.name : message.name || settings.name;
  return make("div", { class: own ? "line own" : "line", id, "data-position": message.position ?? "",
    "data-edited": message.edited ?? "" },
    make("p", { class: "who" }, who, " ", make("time", { datetime: at.toISOString() },
      at.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" })),
      message.edited ? ` ${say("edited")}` : null),
    message.text ? make("p", { class: "text", dir: "auto" }, message.text) : null,
    message.file ? drawFile(message) : null,
    message.isWithoutFile ? make("p", { class: "hint" }, say("file-expired")) : null,
    own ? make("p", { class: "state" }) : null);
}

/** What is on its way has no id yet, and is here anyway. */
function drawFile({ file }) {
  const size = file.size < 1 << 20 ? `${Math.ceil(file.size / 1024)} kB` : `${(file.size / 1048576).toFixed(1)} MB`;
  return make("button", { type: "button", class: "text file", disabled: !file.id, title: say("save"),
    onclick: () => save(file) }, icon("clip"), make("span", { dir: "auto" }, file.name), ` ${size}`);
}

function stateOf(message) {
  if (message.position == null && message.progress) return say("uploading", { percent: message.progress });
  if (message.position == null) return connected ? say("sending") : say("waiting");
  if (marks.read >= message.position) return say("read");
  return marks.delivered >= message.position ? say("delivered") : say("sent");
}

function warn(text) {
  if (!parts.warning) return;
  parts.warning.hidden = !text;
  parts.warning.textContent = text ?? "";
}

function tellPresence(isThere) {
  if (parts.status) parts.status.textContent = say(isThere ? "there" : "away");
}

// Opening and closing

function toggle() {
  opened = !opened;
  if (!parts.panel) drawPanel();
  parts.panel.hidden = !opened;
  parts.host.toggleAttribute("data-open", opened);
  parts.launcher.setAttribute("aria-expanded", String(opened));
  if (!opened) return parts.launcher.focus();
  shownAt = Date.now();
  drawNotice();
  show();
  parts.log.scrollTop = parts.log.scrollHeight;
  parts.badge.hidden = true;
  (kept.secret ? parts.text : parts.notice.querySelector("a, input")).focus();
  ask("presence").then(async (answer) => answer?.ok && tellPresence((await answer.json()).isThere));
  mark();
}

function holdFocus(event) {
  if (event.key === "Escape") return toggle();
  if (event.key !== "Tab") return;
  const all = [...parts.panel.querySelectorAll("a, button, input, textarea, [tabindex]")]
    .filter((one) => !one.closest("[hidden]"));
  const [first, last] = [all[0], all.at(-1)];
  if (event.shiftKey ? root.activeElement === first : root.activeElement === last) {
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  }
}

async function openData() {
  const answer = kept.secret && await ask("data", { method: "POST", body: { language } });
  if (answer?.ok) location.assign((await answer.json()).address);
  else location.assign(new URL(`/${language}/my-data`, home));
}

// Talking to the server

function ask(path, { method = "GET", body, headers = {}, signal } = {}) {
  return fetch(new URL(path, home), {
    method, signal, credentials: "omit", referrerPolicy: "no-referrer",
    headers: {
      accept: "application/json", ...headers,
      ...(kept.secret ? { authorization: `Bearer ${kept.secret}` } : {}),
      ...(body ? { "content-type": "application/json" } : {}),
    },
    body: body && JSON.stringify(body),
  }).catch(() => null);
}

/** Whether one may write: whoever has not begun has to say how old they are. */
function mayWrite() {
  if (kept.secret) return true;
  if (parts.notice.querySelector("input:checked")?.value !== "yes") {
    warn(say("age-needed"));
    parts.notice.querySelector("input").focus();
    return false;
  }
  kept.secret = makeSecret();
  kept.first = { policy: settings.policy, shownAt };
  return true;
}

function submit(event) {
  event.preventDefault();
  const text = parts.text.value.trim();
  if (!text || !mayWrite()) return;
  parts.text.value = "";
  grow();
  warn(null);
  queue({ text });
}

/** Each file is a message of its own, in its place among the others. */
function bring(files) {
  if (!files.length || !mayWrite()) return;
  warn(null);
  for (const content of files) {
    if (content.size > settings.fileLimit) refusedFile("file-too-large", content.name);
    else queue({ text: "", file: { content, name: content.name, size: content.size } });
  }
}

function dropped(event, files) {
  if (!files.length) return;
  event.preventDefault();
  bring(files);
}

const refusedFile = (problem, name) =>
  warn(`${name}: ${say(problem, { size: Math.floor(settings.fileLimit / 1048576) })}`);

function queue(message) {
  kept.pending.push({ key: crypto.randomUUID?.() ?? uuid(), at: Date.now(), ...message });
  keep();
  parts.notice.hidden = true;
  show();
  parts.log.scrollTop = parts.log.scrollHeight;
  flush();
}

/** Where there is no secure context there is no randomUUID. */
function uuid() {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

/** Sends what waits, one after the other, until it is through: a message is dropped from the queue when it is stored. */
async function flush(pause = 1000) {
  if (sending) return;
  sending = true;
  try {
    while (kept.pending.length) {
      const { key, text, file } = kept.pending[0];
      const details = { id: key, language, declaresAge: true, notice: kept.first };
      const answer = file ? await upload(kept.pending[0], { ...details, name: file.name })
        : await ask("messages", { method: "POST", body: { ...details, text } });
      if (!answer || answer.status >= 500 || answer.status === 429) {
        if (answer?.status === 429) pause = 1000 * Number(answer.headers.get("retry-after") ?? 5);
        online(answer != null);
        await new Promise((done) => {
          setTimeout(done, pause);
          addEventListener("online", done, { once: true });
        });
        pause = Math.min(pause * 2, 30_000);
        continue;
      }
      pause = 1000;
      online(true);
      const found = await answer.json().catch(() => ({}));
      // By its key: the stream may have brought it before the answer, and another stands first by now.
      kept.pending = kept.pending.filter((one) => one.key !== key);
      if (answer.ok) {
        delete kept.first;
        take(found.message);
        if (!conversation) await load();
        offerSoon(found.isThere);
      } else {
        parts.log?.querySelector(`#${CSS.escape(`m-${key}`)}`)?.remove();
        refused(found.problem, text, file);
      }
      keep();
    }
  } finally {
    sending = false;
  }
}

/** Not by fetch, which does not say how far it has come. */
function upload(message, details) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", new URL("files", home));
    request.setRequestHeader("accept", "application/json");
    request.setRequestHeader("authorization", `Bearer ${kept.secret}`);
    request.setRequestHeader("x-file", encodeURIComponent(JSON.stringify(details)));
    request.upload.onprogress = ({ loaded, total }) => {
      message.progress = Math.floor(100 * loaded / total);
      show();
    };
    request.onload = () => done(new Response(request.response, {
      status: request.status, headers: { "retry-after": request.getResponseHeader("retry-after") ?? "5" } }));
    request.onerror = request.onabort = () => done(null);
    request.send(message.file.content);
  });
}

async function save({ id, name }) {
  const answer = await ask(`files/${id}`);
  if (!answer?.ok) return warn(say("file-lost"));
  const link = make("a", { href: URL.createObjectURL(await answer.blob()), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function refused(problem, text, file) {
  if (file && problem?.startsWith("file-"))
    return refusedFile(["file-too-large", "file-not-allowed"].includes(problem) ? problem
      : problem === "file-mistyped" ? "file-not-allowed" : "file-damaged", file.name);
  if (parts.text && !parts.text.value) parts.text.value = text;
  if (problem === "erased") return begin(say("gone"));
  if (problem === "notice" || problem === "age") begin(say("outdated"));
  else warn(say(problem === "too-long" ? "too-long" : "failed"));
}

/** Starts from nothing: the conversation is gone, or never came to be. */
function begin(reason) {
  stream?.abort();
  [kept, messages, conversation, lastEvent] = [{ pending: [] }, new Map(), null, null];
  keep();
  parts.log?.replaceChildren();
  if (parts.notice) drawNotice();
  warn(reason);
}

async function load() {
  const answer = await ask("conversation");
  if (answer?.status === 404 || answer?.status === 410) {
    if (kept.pending.length) return flush(); // the first message has not arrived yet
    return begin(opened ? say("gone") : null);
  }
  if (!answer?.ok) return void setTimeout(load, 5000);
  conversation = await answer.json();
  lastEvent = conversation.lastEvent;
  marks = conversation.marks;
  for (const message of conversation.messages) messages.set(message.position, message);
  tellPresence(conversation.isThere);
  show();
  mark();
  follow();
  flush();
}

function take(message) {
  if (!message || messages.get(message.position)?.edited === message.edited && messages.has(message.position)) return;
  messages.set(message.position, message);
  kept.pending = kept.pending.filter(({ key }) => key !== message.key);
  show();
  if (message.from !== "staff") return;
  clearTimeout(offerTimer);
  if (parts.offer) parts.offer.hidden = true;
  if (parts.typing) parts.typing.hidden = true;
  if (!opened) {
    parts.badge.hidden = false;
    parts.badge.replaceChildren(make("span", { class: "unseen", role: "status" }, say("news")));
  }
  mark();
}

/** Events by fetch, since the secret belongs in a header and not in an address. Comes back with the last number it saw. */
async function follow() {
  stream?.abort();
  stream = new AbortController();
  const mine = stream;
  let pause = 1000;
  while (!mine.signal.aborted) {
    const answer = await ask("events", {
      signal: mine.signal, headers: { accept: "text/event-stream", "last-event-id": String(lastEvent ?? 0) },
    });
    if (answer?.ok) {
      pause = 1000;
      online(true);
      flush();
      await readEvents(answer.body.pipeThrough(new TextDecoderStream())).catch(() => null);
    } else if (answer?.status === 404) return begin(opened ? say("gone") : null);
    if (mine.signal.aborted) return;
    online(navigator.onLine);
    await new Promise((done) => setTimeout(done, pause));
    pause = Math.min(pause * 2, 30_000);
  }
}

async function readEvents(body) {
  let rest = "";
  for await (const piece of chunks(body)) {
    const blocks = (rest + piece).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const event = {};
      for (const line of block.split("\n")) {
        const [, name, value] = line.match(/^(\w+): ?(.*)$/) ?? [];
        if (name) event[name] = name in event ? `${event[name]}\n${value}` : value;
      }
      if (event.id) lastEvent = Number(event.id);
      if (event.data) heard(event.event, JSON.parse(event.data));
    }
  }
}

async function* chunks(body) {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

function heard(kind, data) {
  if (kind === "message") take(data);
  if (kind === "state") {
    marks = data.marks;
    tellPresence(data.isThere);
    show();
  }
  if (kind === "typing" && parts.typing) {
    parts.typing.textContent = say("typing");
    parts.typing.hidden = false;
    clearTimeout(typingTimer);
    typingTimer = setTimeout(() => (parts.typing.hidden = true), 5000);
  }
}

function online(isOnline) {
  if (isOnline === connected) return;
  connected = isOnline;
  warn(isOnline ? null : say("offline"));
  show();
}

function mark() {
  const staff = [...messages.values()].filter(({ from }) => from !== "visitor").map(({ position }) => position);
  if (!staff.length) return;
  const delivered = Math.max(...staff);
  const now = { delivered, read: opened && !document.hidden ? delivered : marked.read };
  if (now.delivered === marked.delivered && now.read === marked.read) return;
  marked = now;
  ask("reading", { method: "POST", body: now });
}

function typed() {
  grow();
  if (!conversation || Date.now() - lastTyping < 3000) return;
  lastTyping = Date.now();
  ask("typing", { method: "POST" });
}

function grow() {
  parts.text.rows = Math.min(5, parts.text.value.split("\n").length);
}

// When nobody answers

function offerSoon(isThere) {
  clearTimeout(offerTimer);
  if (conversation?.hasAddress) return;
  offerTimer = setTimeout(drawOffer, isThere ? 60_000 : 0);
}

function drawOffer() {
  const { offer } = parts;
  if (!offer) return;
  offer.replaceChildren(make("label", { for: "chat-email" }, say("email-lead")),
    make("input", { id: "chat-email", type: "email", autocomplete: "email", inputmode: "email", required: true }),
    make("button", { type: "submit" }, say("email-do")), make("p", { class: "hint" }, say("email-why")));
  offer.hidden = false;
}

async function leaveAddress(event) {
  event.preventDefault();
  const field = parts.offer.querySelector("input");
  const answer = await ask("address", { method: "POST", body: { email: field.value } });
  if (answer?.ok) {
    if (conversation) conversation.hasAddress = true;
    parts.offer.replaceChildren(make("p", { role: "status" }, say("email-done")));
    return parts.text.focus();
  }
  warn(say(answer?.status === 422 ? "email-bad" : "failed"));
  field.setAttribute("aria-invalid", "true");
  field.focus();
}

document.addEventListener("visibilitychange", mark);
addEventListener("offline", () => online(false));
const start = () => (window.requestIdleCallback ?? setTimeout)(draw);
if (document.readyState === "complete") start();
else addEventListener("load", start, { once: true });
