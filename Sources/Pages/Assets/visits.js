// SPDX-License-Identifier: Apache-2.0
// Asks once whether visits may be counted, and counts them if so: which kind of page, how long it was in sight. The answer
// is a yes or a no in a cookie; before a yes nothing is sent and no number is given out.

import { announce } from "./announce.js";
import { isKept } from "./cart.js";

const panel = document.querySelector("[data-visits]");
const { visits, page, revision, remember } = panel.dataset;
const signal = navigator.globalPrivacyControl === true;

/** `["yes", "3f2a91c0"]`, or nothing while nobody answered. */
const answered = () => /(?:^|; )analytics-choice=([a-z]+)\.([0-9a-f]*)/.exec(document.cookie)?.slice(1) ?? [];

function mayCount() {
  const [answer, question] = answered();
  return question === revision && (answer === "despite" || (answer === "yes" && !signal));
}

let since = null; // when the page came into sight, while it is
let unsent = 0; // milliseconds in sight that were not reported yet

function look(inSight = !document.hidden) {
  const now = performance.now();
  if (since !== null) unsent += now - since;
  since = inSight ? now : null;
}

function send(more, inSight) {
  look(inSight);
  const seconds = Math.max(Math.round(unsent / 1000), 0);
  if (!mayCount() || (!seconds && !more)) return;
  unsent -= seconds * 1000;
  navigator.sendBeacon(visits, new URLSearchParams({ seconds, screen: `${screen.width}x${screen.height}`, ...more }));
}

/** Another site's page that led here, without what stands behind `?`. */
function from() {
  if (!URL.canParse(document.referrer)) return {};
  const { origin, host, pathname } = new URL(document.referrer);
  return host === location.host ? {} : { from: origin + pathname };
}

function count() {
  send({ page, ...from() });
  setInterval(send, 15_000);
  document.addEventListener("visibilitychange", () => (document.hidden ? send() : look()));
  addEventListener("pagehide", () => send(null, false));
  addEventListener("pageshow", ({ persisted }) => persisted && send({ page }));
}

function ask() {
  const room = () => document.documentElement.style.setProperty("--panel-room", `${panel.offsetHeight}px`);
  panel.hidden = false;
  new ResizeObserver(room).observe(panel);
  panel.addEventListener("click", ({ target }) => {
    const { mayCount: answer, answered } = target.closest("[data-may-count]")?.dataset ?? {};
    if (!answer) return;
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `analytics-choice=${answer}.${revision}; path=/; max-age=${remember}; samesite=lax${secure}`;
    panel.hidden = true;
    document.getElementById("main").focus({ preventScroll: true });
    announce(answered);
    if (mayCount()) count();
  });
}

const [answer, question] = answered();
if (mayCount()) count();
else if (signal) for (const note of document.querySelectorAll("[data-privacy-signal]")) note.hidden = false;
else if ("ask" in panel.dataset && isKept() && answer !== "no" && question !== revision) ask();
