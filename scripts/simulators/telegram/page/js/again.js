// A file of the page that did not come (a network was added or removed meanwhile) would leave it empty: load it anew.
// A plain script, and the first one: what it listens for may happen to any file after it.

const AGAIN_MS = 500;

window.addEventListener(
  "error",
  (event) => {
    const file = event.target instanceof HTMLScriptElement || event.target instanceof HTMLLinkElement;
    if (file && !document.documentElement.dataset.ready) setTimeout(() => location.reload(), AGAIN_MS);
  },
  { capture: true },
);
