// SPDX-License-Identifier: Apache-2.0
// What a page does beyond being read. Every page reads and every form works without it, but for the cart.

import * as cart from "./cart.js";
import * as preferences from "./preferences.js";
import { announce } from "./announce.js";

const all = (selector) => document.querySelectorAll(selector);

// The first field that needs another look takes focus, or the list of problems when none of them has a field.
(document.querySelector("[aria-invalid=true]") ?? document.querySelector("[data-focus]"))?.focus();

// On a phone the console's bar scrolls: where one is stands in sight.
document.querySelector(".console-nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// A form is sent once: a second press while the first is under way does nothing.
addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  requestAnimationFrame(() => {
    form.dataset.sent = "yes";
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-busy", "true");
  });
});

// Coming back with the back button brings the page as it was left; forms may be sent again.
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  for (const form of all("form[data-sent]")) delete form.dataset.sent;
  for (const button of all("[aria-busy]")) button.removeAttribute("aria-busy");
});

// Who blocks cookies is told what does not work, where it would not.
if (!cart.isKept()) for (const note of all("[data-no-cookies]")) note.hidden = false;

if (navigator.clipboard) {
  for (const button of all("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      announce(button.dataset.copied);
    });
  }
}

for (const button of all("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

for (const dialog of all("[data-dialog]")) {
  dialog.close();
  for (const opener of all(`[data-opens="${dialog.id}"]`)) {
    opener.hidden = false;
    opener.addEventListener("click", () => dialog.showModal());
  }
  for (const closer of all(`[data-closes="${dialog.id}"]`)) {
    closer.hidden = false;
    closer.addEventListener("click", () => dialog.close());
  }
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}

if (document.querySelector("[data-filter]")) import("./filter.js");
if (document.querySelector("[data-suggestions]")) import("./suggest.js");
if (document.querySelector("[data-answer]")) import("./answer.js");
if (document.querySelector("[data-phone]")) import("./phone.js");
if (document.querySelector("[data-live]")) import("./live.js");
if (document.querySelector("[data-watch]")) import("./watch.js");
if (document.querySelector("form[data-progress]")) import("./progress.js");
if (document.querySelector("[data-inbox]")) import("./inbox.js");
if (document.querySelector("dialog[data-shortcuts]")) import("./shortcuts.js");

if (document.querySelector("[data-visits]")) import("./visits.js");

cart.start();
preferences.start();

// Toasts that came with the page leave after a while; those with something to press stay.
for (const toast of all(".toast")) if (!toast.querySelector("a, button")) setTimeout(() => toast.remove(), 6000);
