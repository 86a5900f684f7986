// SPDX-License-Identifier: Apache-2.0
// What this browser prefers: money and language, in its localStorage and nowhere else. The money is named to the server
// in one place, the checkout, because there it is needed; the language stands in every address.

const root = document.documentElement;

// A browser may refuse to keep anything: then a choice holds for this page.
const kept = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};
const keep = (key, value) => {
  try {
    localStorage.setItem(key, value);
  } catch {}
};

function show(currency) {
  root.dataset.currency = currency;
  for (const choice of document.querySelectorAll("[data-set-currency]")) {
    if (choice.dataset.setCurrency === currency) choice.setAttribute("aria-current", "true");
    else choice.removeAttribute("aria-current");
  }
}

/** The same address with the money named, or without. */
function naming(currency, address) {
  const url = new URL(address, location.href);
  if (currency) url.searchParams.set("currency", currency);
  else url.searchParams.delete("currency");
  return url;
}

export function start() {
  show(root.dataset.currency);
  document.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-set-currency]");
    if (choice) {
      const currency = choice.dataset.setCurrency;
      keep("currency", currency);
      event.preventDefault();
      show(currency);
      if (location.search.includes("currency=")) history.replaceState(null, "", naming(null, location.href));
      return;
    }
    const checkout = event.target.closest("a[href*='/checkout?']");
    if (checkout) checkout.href = naming(root.dataset.currency, checkout.href);
    const language = event.target.closest("[data-set-language]");
    if (language) keep("language", language.dataset.setLanguage);
  });

  // Whoever comes by the bare address is led to the language of the browser, and from there to the chosen one.
  const [arrival] = performance.getEntriesByType("navigation");
  const preferred = kept("language");
  if (arrival?.redirectCount && preferred && preferred !== root.lang) {
    const link = document.querySelector(`[data-set-language="${preferred}"]`);
    if (link) location.replace(link.href);
  }
}
