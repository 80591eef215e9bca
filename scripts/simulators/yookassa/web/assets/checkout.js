"use strict";
// Without this file the page works too: it groups the card's digits and stops a second press of "Pay".
const card = document.querySelector('input[name="card"]');
if (card) {
  card.addEventListener("input", () => {
    const digits = card.value.replace(/\D/g, "").slice(0, 19);
    card.value = digits.replace(/(\d{4})(?=\d)/g, "$1 ");
  });
}
const form = document.querySelector("form");
if (form) {
  form.addEventListener("submit", () => {
    // After the browser has taken the pressed button's value.
    setTimeout(() => form.querySelectorAll("button").forEach((button) => { button.disabled = true; }), 0);
  });
  // Coming back with the Back button finds the buttons alive again.
  window.addEventListener("pageshow", () => form.querySelectorAll("button").forEach((button) => { button.disabled = false; }));
}
for (const time of document.querySelectorAll("time")) {
  const moment = new Date(time.dateTime);
  if (!Number.isNaN(moment.valueOf())) {
    time.textContent = moment.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  }
}
