// SPDX-License-Identifier: Apache-2.0
// Which phone reads this page decides which steps stand open and which button stands out. Found out here, in the browser, and
// told to nobody.

const kinds = [
  ["iphone", /iPhone|iPad/],
  ["pixel", /Pixel/],
  ["samsung", /SM-|Samsung/i],
  ["other", /Android/],
];

async function words() {
  // Newer browsers leave the model out of the user agent and give it when asked.
  const hints = await navigator.userAgentData?.getHighEntropyValues?.(["model"]).catch(() => null);
  return `${navigator.userAgent} ${hints?.model ?? ""}`;
}

const text = await words();
const [kind] = kinds.find(([, pattern]) => pattern.test(text)) ?? [];
if (kind) {
  for (const choice of document.querySelectorAll(`[data-phone="${kind}"]`)) choice.checked = true;
  for (const line of document.querySelectorAll("[data-phone-found]")) line.hidden = false;
  const own = kind === "iphone" ? "apple" : "android";
  for (const button of document.querySelectorAll("[data-install]")) {
    button.classList.toggle("primary", button.dataset.install === own);
    button.classList.toggle("secondary", button.dataset.install !== own);
    if (button.dataset.install === own) button.parentElement.prepend(button);
  }
}
