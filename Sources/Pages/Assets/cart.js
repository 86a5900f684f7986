// SPDX-License-Identifier: Apache-2.0
// The cart: which plans and how many, in localStorage of this browser and nowhere else, for seven days from the last
// change. It reaches the server in two requests only: when the cart page asks for names and prices of what is in it, and
// when the checkout is opened.

import { announce } from "./announce.js";

const key = "cart";
const most = 10;
const lifetime = 7 * 86_400_000;

/** `[{ plan, count }]`; anything that is not one, or is too old, is an empty cart. */
export function read() {
  try {
    const { at, lines } = JSON.parse(localStorage.getItem(key)) ?? {};
    if (!(Date.now() - at < lifetime)) return [];
    return lines.filter((line) => typeof line.plan === "string" && Number.isInteger(line.count) && line.count > 0);
  } catch {
    return [];
  }
}

/** Whether it was kept. A browser whose owner blocks cookies keeps nothing. */
function write(lines) {
  try {
    if (lines.length) localStorage.setItem(key, JSON.stringify({ at: Date.now(), lines }));
    else localStorage.removeItem(key);
  } catch {
    return false;
  }
  dispatchEvent(new CustomEvent("cart-changed"));
  return true;
}

export function add(plan) {
  const lines = read();
  const line = lines.find((line) => line.plan === plan);
  if (line) line.count = Math.min(line.count + 1, most);
  else lines.push({ plan, count: 1 });
  return write(lines);
}

export function set(plan, count) {
  write(read().map((line) => (line.plan === plan ? { plan, count: Math.min(count, most) } : line)).filter((line) => line.count > 0));
}

/** Takes plans out that were bought. */
function done(plans) {
  const lines = read();
  const left = lines.filter((line) => !plans.includes(line.plan));
  if (left.length < lines.length) write(left);
}

/** `plan=a&quantity=2&plan=b&quantity=1`, as the server reads a cart. */
export function query() {
  return read().map((line) => `plan=${encodeURIComponent(line.plan)}&quantity=${line.count}`).join("&");
}

function showCount() {
  const count = read().reduce((sum, line) => sum + line.count, 0);
  for (const bubble of document.querySelectorAll("[data-cart-count]")) {
    bubble.textContent = count;
    bubble.hidden = count === 0;
    const link = bubble.closest("[data-cart-label]");
    if (link && count > 0) link.setAttribute("aria-label", link.dataset.cartLabel.replace("{count}", count));
  }
}

/** Fills `[data-cart-lines="/en/cart/lines"]` with what the server says about this cart; focus stays on its button. */
async function showLines() {
  for (const place of document.querySelectorAll("[data-cart-lines]")) {
    const answer = await fetch(`${place.dataset.cartLines}?${query()}`, { headers: { accept: "text/html" } }).catch(() => null);
    if (!answer?.ok) continue;
    const focused = place.contains(document.activeElement) ? document.activeElement.id : null;
    place.innerHTML = await answer.text();
    place.removeAttribute("aria-busy");
    if (focused !== null) (document.getElementById(focused) ?? place.querySelector("a, button"))?.focus();
  }
}

/** False in a browser whose owner blocks cookies: most then refuse localStorage, and not all admit it otherwise. */
export function isKept() {
  try {
    return navigator.cookieEnabled && localStorage !== null;
  } catch {
    return false;
  }
}

export function start() {
  if (isKept() && localStorage.getItem(key) && !read().length) localStorage.removeItem(key); // its seven days are over
  for (const button of document.querySelectorAll("[data-cart-add]")) button.hidden = !isKept();
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-cart-add], [data-cart-set] [data-count]");
    if (!button) return;
    if (button.dataset.cartAdd) {
      if (add(button.dataset.cartAdd)) announce(button.dataset.cartAdded ?? button.textContent);
    } else {
      set(button.closest("[data-cart-set]").dataset.cartSet, Number(button.dataset.count));
    }
  });
  const bought = document.querySelector("[data-cart-done]");
  if (bought) done(bought.dataset.cartDone.split(" "));
  for (const event of ["storage", "cart-changed"]) addEventListener(event, () => (showCount(), showLines()));
  showCount();
  showLines();
}
