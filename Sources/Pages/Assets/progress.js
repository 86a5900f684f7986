// SPDX-License-Identifier: Apache-2.0
// A form whose work may take a while: its answer comes as lines of JSON, which say how far it is and in the end what to show in
// the place that `data-progress` names. Without it the form leads to a page with the same answer.

const soon = 300;

async function* linesOf(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split("\n");
    rest = lines.pop();
    yield* lines.map((line) => JSON.parse(line));
  }
}

function show(bar, { done, total, label }) {
  const meter = bar.querySelector("progress");
  meter.max = Math.max(total, 1);
  meter.value = done;
  const [words, count] = bar.querySelectorAll(".progress-label span");
  words.textContent = label;
  count.textContent = `${done}/${total}`;
}

for (const form of document.querySelectorAll("form[data-progress]")) {
  const place = document.getElementById(form.dataset.progress);
  const bar = place.querySelector("[data-progress-bar]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    const button = form.querySelector("button");
    if (button.disabled) return;
    button.disabled = true;
    place.replaceChildren(bar);
    const later = setTimeout(() => (bar.hidden = false), soon);
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { accept: "application/x-ndjson" },
      });
      if (!answer.ok) return form.submit();
      for await (const line of linesOf(answer)) {
        if (line.html === undefined) show(bar, line);
        else bar.insertAdjacentHTML("afterend", line.html);
      }
    } catch {
      form.submit();
    } finally {
      clearTimeout(later);
      bar.hidden = true;
      button.disabled = false;
      button.focus();
    }
  });
}
