// Building the page from values. Text becomes text nodes, always: nothing here can turn a message into markup.

/** An element. `props`: class, on (event → listener), dataset, everything else is an attribute. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") node.className = Array.isArray(value) ? value.filter(Boolean).join(" ") : value;
    else if (name === "on") for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
    else if (name === "dataset") Object.assign(node.dataset, value);
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  return fill(node, children);
}

function fill(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
  return node;
}

/** Put these children in place of whatever the node had. */
export function refill(node, ...children) {
  node.replaceChildren();
  return fill(node, children);
}

/** A button that shows an icon and says its purpose to screen readers and on hover. */
export function iconButton(picture, label, onClick, props = {}) {
  const { class: extra, ...rest } = props;
  return h(
    "button",
    { type: "button", class: ["icon-button", extra], "aria-label": label, title: label, on: { click: onClick }, ...rest },
    picture,
  );
}

/** Replace `old` by `next`; the focus stays on the button of the same place, if it was inside. */
export function replaceKeepingFocus(old, next) {
  const focusable = "button, a[href], [tabindex]";
  const place = [...old.querySelectorAll(focusable)].indexOf(document.activeElement);
  old.replaceWith(next);
  if (place < 0) return;
  const candidates = next.querySelectorAll(focusable);
  (candidates[place] ?? candidates[0])?.focus({ preventScroll: true });
}
