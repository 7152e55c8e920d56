// While a packet is made: say so, and how much of it has come. Without this the link just downloads.
"use strict";

const link = document.querySelector("a[data-fetch]");
const said = document.getElementById("making");

const EVERY = 4000; // milliseconds: a screen reader speaks each change

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

async function received(response) {
  const whole = Number(response.headers.get("Content-Length"));
  const parts = [];
  let length = 0;
  let spoken = Date.now();
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return new Blob(parts, { type: "application/pdf" });
    parts.push(value);
    length += value.length;
    if (Date.now() - spoken > EVERY) {
      spoken = Date.now();
      said.textContent = `${megabytes(length)} of ${megabytes(whole)} received.`;
    }
  }
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const handle = document.createElement("a");
  handle.href = address;
  handle.download = name;
  handle.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

async function fetchPacket() {
  const start = Date.now();
  said.textContent = `${link.dataset.fetch} …`;
  const telling = setInterval(() => {
    const seconds = Math.round((Date.now() - start) / 1000);
    said.textContent = `${link.dataset.fetch}: ${seconds} seconds so far.`;
  }, EVERY);
  const response = await fetch(link.href);
  clearInterval(telling);
  if (response.headers.get("Content-Type") !== "application/pdf") {
    location.assign(response.redirected ? response.url : link.href); // that page says what is wrong
    return;
  }
  const name = /filename="?([^";]+)/.exec(response.headers.get("Content-Disposition"));
  save(await received(response), name ? name[1] : "audit-packet.pdf");
  said.textContent = "The packet is in your downloads.";
}

link?.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.getAttribute("aria-disabled")) return;
  link.setAttribute("aria-disabled", "true");
  fetchPacket()
    .catch(() => location.assign(link.href))
    .finally(() => link.removeAttribute("aria-disabled"));
});
