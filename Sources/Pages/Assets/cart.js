// SPDX-License-Identifier: Apache-2.0
// The cart: which plans and how many, in localStorage of this browser and nowhere else, for seven days from the last
// change. It reaches the server when the checkout is opened and not before: the cart page holds what every plan's line needs.

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

function showCount() {
  const count = read().reduce((sum, line) => sum + line.count, 0);
  for (const bubble of document.querySelectorAll("[data-cart-count]")) {
    bubble.textContent = count;
    bubble.hidden = count === 0;
    const link = bubble.closest("[data-cart-label]");
    if (link && count > 0) link.setAttribute("aria-label", link.dataset.cartLabel.replace("{count}", count));
  }
}

const part = (name) => document.querySelector(`template[data-cart-${name}]`).content.cloneNode(true);

/** Writes an amount in each currency into its span, in the form that the cart's place names. */
function price(node, vnd, usd, { dataset }) {
  const grouped = (whole) => String(whole).replace(/\B(?=(\d{3})+$)/g, dataset.group);
  node.querySelector(".in-vnd").textContent = dataset.vnd.replace("#", grouped(vnd));
  const cents = String(usd % 100).padStart(2, "0");
  node.querySelector(".in-usd").textContent = dataset.usd.replace("#", grouped(Math.trunc(usd / 100)) + dataset.point + cents);
}

function lineOf(offer, { plan, count }, place) {
  const item = part(offer ? "line" : "gone").firstElementChild;
  item.dataset.cartSet = plan;
  item.querySelector("[data-cart-name]").append(offer ? offer.cloneNode(true) : plan);
  if (!offer) return item;
  const { vnd, usd } = offer.dataset;
  price(item.querySelector("[data-cart-unit]"), vnd, usd, place);
  price(item.querySelector(".price"), vnd * count, usd * count, place);
  item.querySelector(".quantity-count").textContent = count;
  item.querySelector(count > 1 ? "[data-none]" : "[data-less]").remove();
  for (const node of item.querySelectorAll("[aria-label]")) {
    node.setAttribute("aria-label", node.getAttribute("aria-label").replace("{plan}", offer.textContent));
    if (node.matches("button")) node.dataset.count = count + ("more" in node.dataset ? 1 : -1);
    if (node.matches("button")) node.id = ("more" in node.dataset ? "more-" : "less-") + plan;
  }
  return item;
}

/** Fills `[data-cart]` from the page's own parts; focus stays on its button. */
function showLines() {
  const place = document.querySelector("[data-cart]");
  if (!place) return;
  const focused = place.contains(document.activeElement) ? document.activeElement.id : null;
  const offers = part("offers");
  const list = Object.assign(document.createElement("ul"), { className: "cart-lines" });
  const total = { vnd: 0, usd: 0 };
  const bought = [];
  for (const line of read()) {
    const offer = offers.querySelector(`[data-plan="${CSS.escape(line.plan)}"]`);
    list.append(lineOf(offer, line, place));
    if (!offer) continue;
    for (const money in total) total[money] += offer.dataset[money] * line.count;
    bought.push(`plan=${encodeURIComponent(line.plan)}&quantity=${line.count}`);
  }
  const end = part("end");
  price(end, total.vnd, total.usd, place);
  const [link] = end.querySelectorAll("a");
  link.href = link.getAttribute("href").replace("?", `?${bought.join("&")}`);
  place.replaceChildren(...(list.children.length ? [list] : [part("nothing")]), ...(bought.length ? [end] : []));
  place.removeAttribute("aria-busy");
  if (focused !== null) (document.getElementById(focused) ?? place.querySelector("a, button"))?.focus();
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
