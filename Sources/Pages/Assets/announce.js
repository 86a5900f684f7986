// SPDX-License-Identifier: Apache-2.0
// Short messages, seen and heard.

const place = document.getElementById("announcements");

/** Shows a message for six seconds. */
export function announce(text) {
  const toast = document.createElement("div");
  toast.className = "toast success";
  const line = document.createElement("p");
  line.textContent = text;
  toast.append(line);
  place.append(toast);
  setTimeout(() => toast.remove(), 6000);
}
