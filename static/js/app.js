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

// The time zone of the person's own clock, unless they already chose one.
const zones = document.querySelector("select[data-guess-zone]");
if (zones) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...zones.options].some((option) => option.value === own)) zones.value = own;
}
