// SPDX-License-Identifier: Apache-2.0
// Narrows a list while one types. `data-filter` on the form names the list; each item says in `data-words` what it
// answers to. Accents do not matter: "nhat ban" finds "Nhật Bản".

export const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();

for (const form of document.querySelectorAll("[data-filter]")) {
  const list = document.getElementById(form.dataset.filter);
  const none = document.getElementById(`${form.dataset.filter}-none`);
  if (!list) continue;
  const items = [...list.children].map((item) => [item, plain(item.dataset.words ?? item.textContent)]);
  form.addEventListener("input", ({ target }) => {
    const words = plain(target.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const [item, text] of items) {
      const fits = words.every((word) => text.includes(word));
      item.hidden = !fits;
      found += fits;
    }
    if (none) none.hidden = found > 0;
  });
}
