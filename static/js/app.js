// What the pages do beyond plain HTML. Everything here is a comfort: each task works without it.
"use strict";

// A form that came back with errors: say so at once, also to screen readers.
document.querySelector(".errors")?.focus();

// The account menu closes as people expect a menu to.
const menu = document.querySelector("details.menu");
if (menu) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

// The time zone of the person's own clock: the one on the list that keeps the same time, summer and
// winter, as theirs (Boise keeps Denver's).
const zones = document.querySelector("select[data-guess-zone]");
if (zones) {
  const clock = (zone) =>
    [0, 6].map((month) => new Date(2026, month).toLocaleString("en-US", { timeZone: zone })).join();
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const values = [...zones.options].map((option) => option.value);
  const found = values.includes(own) ? own : values.find((zone) => clock(zone) === clock(own));
  if (found) zones.value = found;
}

// "Show the password" appears only where it can work.
const shows = document.querySelector("[data-shows]");
if (shows) {
  const secret = document.getElementById(shows.dataset.shows);
  shows.hidden = false;
  shows.querySelector("input").addEventListener("change", (event) => {
    secret.type = event.target.checked ? "text" : "password";
  });
  // Sent as a password again, so that no browser offers it later as a text once typed.
  secret.form.addEventListener("submit", () => (secret.type = "password"));
}

// A second click while the first is on its way sends nothing twice. After a while, or when the page
// comes back by the back button, it may be sent again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 4000);
});
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
