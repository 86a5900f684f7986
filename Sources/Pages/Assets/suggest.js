// SPDX-License-Identifier: Apache-2.0
// Offers places below a search field. The list comes once, when the field is first entered, and is looked through here:
// what somebody types stays in the browser until they press the button. Follows the combobox pattern of WAI-ARIA.

import { plain } from "./filter.js";

const most = 7;

for (const form of document.querySelectorAll("[data-suggestions]")) {
  const input = form.querySelector("input[type=search]");
  const box = document.createElement("ul");
  box.className = "suggestions";
  box.id = `${input.id}-places`;
  box.hidden = true;
  box.setAttribute("role", "listbox");
  box.setAttribute("aria-label", form.querySelector("label").textContent);
  form.append(box);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", box.id]]) {
    input.setAttribute(name, value);
  }

  let items = null;
  let chosen = -1;

  const load = async () => {
    items ??= fetch(form.dataset.suggestions).then(async (answer) => {
      const list = document.createElement("template");
      list.innerHTML = answer.ok ? await answer.text() : "";
      return [...list.content.querySelectorAll("li")].map((item, index) => {
        item.setAttribute("role", "option");
        item.id = `${box.id}-${index}`;
        item.querySelector("a").tabIndex = -1;
        return { item, names: plain(item.dataset.words).split(" · ") };
      });
    }).catch(() => []);
    return items;
  };

  const rank = (names, typed) => {
    let best = Infinity;
    for (const name of names) {
      if (name === typed) return 0;
      if (typed.length < 2) { if (name.startsWith(typed) && name.length > 2) best = Math.min(best, 1); continue; }
      if (name.startsWith(typed) && name.length > 2) best = Math.min(best, 1);
      else if (name.includes(` ${typed}`)) best = Math.min(best, 2);
    }
    return best;
  };

  const choose = (index) => {
    const options = [...box.children];
    chosen = options.length ? (index + options.length) % options.length : -1;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
    if (chosen >= 0) {
      input.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };

  const close = () => {
    box.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const show = async () => {
    const typed = plain(input.value).trim().replace(/\s+/g, " ");
    const found = typed ? (await load()).map(({ item, names }) => [rank(names, typed), item]).filter(([at]) => at < Infinity) : [];
    found.sort(([left], [right]) => left - right);
    box.replaceChildren(...found.slice(0, most).map(([, item]) => (item.setAttribute("aria-selected", "false"), item)));
    if (!box.children.length) return close();
    chosen = -1;
    box.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };

  input.addEventListener("focus", load);
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (box.hidden) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? -1 : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) location.href = box.children[chosen].querySelector("a").href;
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  box.addEventListener("mousedown", (event) => event.preventDefault());
}
