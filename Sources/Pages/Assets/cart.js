// SPDX-License-Identifier: Apache-2.0
// The cart: which plans and how many, in localStorage of this browser and nowhere else. It reaches the server in two
// requests only: when the cart page asks for names and prices of what is in it, and when the checkout form is sent.

import { announce } from "./announce.js";

const key = "cart";
const most = 9;

/** `[{ plan, count }]`; anything that is not one is an empty cart. */
export function read() {
  try {
    const lines = JSON.parse(localStorage.getItem(key) ?? "[]");
    return lines.filter((line) => typeof line.plan === "string" && Number.isInteger(line.count) && line.count > 0);
  } catch {
    return [];
  }
}

function write(lines) {
  localStorage.setItem(key, JSON.stringify(lines));
  dispatchEvent(new CustomEvent("cart-changed"));
}

export function add(plan) {
  const lines = read();
  const line = lines.find((line) => line.plan === plan);
  if (line) line.count = Math.min(line.count + 1, most);
  else lines.push({ plan, count: 1 });
  write(lines);
}

export function set(plan, count) {
  write(read().map((line) => (line.plan === plan ? { plan, count: Math.min(count, most) } : line)).filter((line) => line.count > 0));
}

export function empty() {
  write([]);
}

/** `plan=a:2&plan=b:1`, as the server reads a cart. */
export function query() {
  return read().map((line) => `plan=${encodeURIComponent(line.plan)}:${line.count}`).join("&");
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

/** Fills `[data-cart-lines="/en/cart/lines"]` with what the server says about this cart. */
async function showLines() {
  for (const place of document.querySelectorAll("[data-cart-lines]")) {
    const answer = await fetch(`${place.dataset.cartLines}?${query()}`, { headers: { accept: "text/html" } });
    if (!answer.ok) continue;
    place.innerHTML = await answer.text();
    place.removeAttribute("aria-busy");
  }
  for (const field of document.querySelectorAll("input[data-cart-field]")) field.value = query();
}

export function start() {
  for (const button of document.querySelectorAll("[data-cart-add]")) button.hidden = false;
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-cart-add], [data-cart-set]");
    if (!button) return;
    if (button.dataset.cartAdd) {
      add(button.dataset.cartAdd);
      announce(button.dataset.cartAdded ?? button.textContent);
    } else {
      set(button.dataset.cartSet, Number(button.dataset.count));
    }
  });
  if (document.querySelector("[data-cart-empty]")) empty();
  for (const event of ["storage", "cart-changed"]) addEventListener(event, () => (showCount(), showLines()));
  showCount();
  showLines();
}
