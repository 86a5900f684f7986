// SPDX-License-Identifier: Apache-2.0
// A page that keeps itself true: `data-live="/path"` is asked again whenever its event stream says so, or every
// `data-every` seconds without one, and replaced only when it differs.

for (const place of document.querySelectorAll("[data-live]")) {
  let last = place.innerHTML;
  const refresh = async () => {
    if (document.hidden) return;
    const answer = await fetch(place.dataset.live, { headers: { accept: "text/html" } }).catch(() => null);
    if (!answer?.ok) return;
    const next = await answer.text();
    if (next === last) return;
    last = next;
    place.innerHTML = next;
  };
  if (place.dataset.events) {
    const source = new EventSource(place.dataset.events);
    source.onmessage = refresh;
  } else {
    setInterval(refresh, Number(place.dataset.every ?? 5) * 1000);
  }
  document.addEventListener("visibilitychange", refresh);
}
