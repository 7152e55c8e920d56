// Importing: the upload says how far it is, and answers change the rows below them at once.
// Without this script the same forms do the same, a page at a time.
"use strict";

const progress = document.getElementById("progress");
const say = (words) => (progress.textContent = words);
document.documentElement.classList.add("scripted");

// Let the page that answered take the place of this one's main part.
function show(text, id) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const part = id ? page.getElementById(id) : page.querySelector("main");
  const old = id ? document.getElementById(id) : document.querySelector("main");
  if (!part) return location.reload();
  old.replaceWith(part);
  document.title = page.title;
}

function sendUpload(form) {
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    const part = Math.round((100 * event.loaded) / event.total);
    say(part < 100 ? `Sending: ${part} %` : "Reading the rows. A large sheet takes a few seconds.");
  });
  request.addEventListener("load", () => {
    if (request.status === 200) return location.assign(request.responseURL);
    say("");
    show(request.responseText);
    document.querySelector(".errors")?.focus();
    prepareUpload();
  });
  request.addEventListener("error", () => say("The connection was lost. Send it again."));
  say("Sending …");
  request.send(new FormData(form));
}

function prepareUpload() {
  const form = document.getElementById("upload");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    sendUpload(form);
  });
}

let asked = 0; // only the answer to the latest change is shown

async function follow(form, changed) {
  const mine = ++asked;
  say("Reading the rows anew …");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    const text = await answer.text();
    if (mine !== asked) return;
    show(text, "draft");
    prepareDraft();
    const again = changed && document.getElementById(changed);
    again?.focus({ preventScroll: true });
    say(document.querySelector("h1").textContent);
  } catch {
    if (mine === asked) say("The connection was lost. Your last answer was not kept.");
  }
}

function prepareDraft() {
  const form = document.getElementById("answers");
  form?.addEventListener("change", (event) => follow(form, event.target.id));
}

prepareUpload();
prepareDraft();
