// SPDX-License-Identifier: Apache-2.0
// Puts the answer to a question where it was asked. Without it the form leads to a page with the same answer.

for (const form of document.querySelectorAll("[data-answer]")) {
  const place = form.parentElement.querySelector("[data-answer-place]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const query = new URLSearchParams(new FormData(form));
    const answer = await fetch(`${form.dataset.answer}?${query}`).catch(() => null);
    if (!answer?.ok) return form.submit();
    place.innerHTML = await answer.text();
  });
}
