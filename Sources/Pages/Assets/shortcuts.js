// SPDX-License-Identifier: Apache-2.0
// For people who work here all day: `/` or Ctrl-K asks where to. Typing narrows the pages; Enter goes to the first of them,
// or looks for an order of that number when none answers to what was typed.

const jump = document.querySelector("dialog[data-shortcuts]");
const field = jump.querySelector("input");

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping;
  const isAsked = (isPlain && (event.key === "/" || event.key === "?"))
    || (event.key === "k" && (event.ctrlKey || event.metaKey));
  if (!isAsked || jump.open) return;
  event.preventDefault();
  jump.showModal();
  field.select();
});

jump.querySelector("form").addEventListener("submit", (event) => {
  const first = jump.querySelector("li:not([hidden]) a");
  if (!first || !field.value.trim()) return;
  event.preventDefault();
  first.click();
});
