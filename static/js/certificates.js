// The inbox: files are stored one by one, then read one by one, and the page says how far it is.
// Without this script the same forms do the same, a page at a time.
"use strict";

const inbox = document.getElementById("inbox");
const progress = document.getElementById("progress");
const queue = []; // files that were chosen and are not stored yet
const refused = []; // what to say of those that are too large
const tried = new Set(); // files that were asked to be read on this page
let busy = false;

const say = (words) => (progress.textContent = words);
const clearMessages = () =>
  document.querySelectorAll("main > .flash").forEach((message) => message.remove());
const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

// Send a form, and let the page that answers take the place of this one's inbox.
async function send(form, data) {
  const answer = await fetch(form.action, { method: "POST", body: data });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("inbox");
  if (!fresh) throw new Error(`The server answered ${answer.status}.`);
  const focused = document.activeElement?.id;
  inbox.replaceChildren(...fresh.childNodes);
  inbox.before(...page.querySelectorAll("main > .flash"));
  const count = page.querySelector(".nav a[aria-current]");
  if (count) document.querySelector(".nav a[aria-current]").replaceChildren(...count.childNodes);
  document.title = page.title;
  prepare();
  if (focused) document.getElementById(focused)?.focus();
}

// Store what was chosen, the latest choice too, and say what is too large to send at all.
async function storeAll() {
  for (let number = 1; queue.length; number += 1) {
    const file = queue.shift();
    const form = inbox.querySelector(".drop-form");
    if (file.size > Number(form.dataset.largest)) {
      refused.push(form.dataset.tooLarge.replace("{name}", file.name));
      continue;
    }
    say(`Storing ${number} of ${number + queue.length}: ${file.name}`);
    const data = new FormData(form);
    data.set("files", file);
    await send(form, data);
  }
}

// Read what waits. Another page may be reading at the same time: then ask again a few times.
async function read(form) {
  const address = form.getAttribute("action");
  tried.add(address);
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const again = inbox.querySelector(`form.read[action="${address}"]`);
    if (!again) return;
    if (attempt) {
      await pause(3);
      clearMessages();
    }
    await send(again, new FormData(again));
  }
}

async function work(files) {
  queue.push(...files);
  if (busy) return;
  busy = true;
  refused.length = 0;
  if (files.length) clearMessages();
  let number = 0;
  try {
    for (;;) {
      await storeAll();
      const waiting = [...inbox.querySelectorAll("form.read")];
      const next = waiting.find((form) => !tried.has(form.getAttribute("action")));
      if (!next) break;
      const more = waiting.length > 1 ? `, ${waiting.length - 1} more to read` : "";
      say(`Reading ${next.dataset.name}${more}`);
      await read(next);
      number += 1;
    }
    say([...refused, number ? "Everything is read." : ""].filter(Boolean).join(" "));
  } catch {
    queue.length = 0;
    say("The connection was lost. What the list shows is stored; choose the other files again.");
  } finally {
    busy = false;
  }
}

function prepare() {
  const form = inbox.querySelector(".drop-form");
  const zone = form.querySelector(".drop");
  const input = form.querySelector("input[type=file]");
  form.querySelector(".drop-here").hidden = false;
  input.addEventListener("change", () => work([...input.files]));
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.toggle("over", kind === "dragenter" || kind === "dragover");
      if (kind === "drop") work([...event.dataTransfer.files]);
    });
  }
}

document.documentElement.classList.add("scripted");
prepare();
work([]);
