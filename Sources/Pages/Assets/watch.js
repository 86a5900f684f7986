// SPDX-License-Identifier: Apache-2.0
// A page that waits for something: `data-watch="/path"` answers `{"state": …, "standing": …}`; when one is no longer the
// page's `data-state` or `data-standing`, the page is loaded anew. Asks often at first and ever less often, and not at all while nobody looks.

const place = document.querySelector("[data-watch]");
const slowest = 30_000;
let pause = 2_000;

async function look() {
  if (document.hidden) return document.addEventListener("visibilitychange", look, { once: true });
  const answer = await fetch(place.dataset.watch, { headers: { accept: "application/json" } }).catch(() => null);
  const found = answer?.ok ? await answer.json() : null;
  if (found && ["state", "standing"].some((word) => found[word] !== place.dataset[word])) return location.reload();
  pause = Math.min(pause * 1.4, slowest);
  setTimeout(look, pause);
}

setTimeout(look, pause);
