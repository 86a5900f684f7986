// SPDX-License-Identifier: Apache-2.0
// Keys for people who work here all day. `data-key="g o"` on a link or button is pressed by typing it; `?` lists all.

const help = document.querySelector("dialog[data-shortcuts]");
let typed = [];

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  if (event.key === "?") return help.showModal();
  typed = [...typed, event.key].slice(-2);
  const target = document.querySelector(`[data-key="${CSS.escape(typed.join(" "))}"], [data-key="${CSS.escape(event.key)}"]`);
  if (!target) return;
  event.preventDefault();
  typed = [];
  target.click();
});
