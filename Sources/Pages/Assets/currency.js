// SPDX-License-Identifier: Apache-2.0
// Shows prices in the money this browser chose, before anything is painted: a classic script in the head. The choice lies
// in localStorage and goes to the server with the checkout only. An address that names a currency wins.

try {
  const root = document.documentElement;
  const chosen = localStorage.getItem("currency");
  if (!("currencyChosen" in root.dataset) && (chosen === "VND" || chosen === "USD")) root.dataset.currency = chosen;
} catch {
  // A browser that keeps nothing shows the money of the page's language.
}
