// Links that mean something to Telegram itself, and which others may be opened at all.

const HOSTS = new Set(["t.me", "telegram.me", "telegram.dog"]);
const SAFE = new Set(["http:", "https:", "mailto:", "tel:"]);

/** `{kind: "chat", bot, payload}`, `{kind: "newBot", manager, username, name}`, or null for an ordinary link. */
export function telegramLink(address) {
  const url = parse(address);
  if (!url) return null;
  if (url.protocol === "tg:") {
    const bot = url.searchParams.get("domain");
    return /^tg:(\/\/)?resolve/.test(url.href) && bot ? chatLink(bot, url) : null;
  }
  if (!/^https?:$/.test(url.protocol) || !HOSTS.has(url.hostname)) return null;
  const parts = url.pathname.split("/").filter(Boolean);
  if (parts[0] === "newbot" && parts[1]) {
    return { kind: "newBot", manager: parts[1], username: parts[2] ?? "", name: url.searchParams.get("name") ?? "" };
  }
  return parts.length === 1 ? chatLink(parts[0], url) : null;
}

const chatLink = (bot, url) => ({ kind: "chat", bot, payload: url.searchParams.get("start") ?? "" });

/** The address if a click may open it (no `javascript:`), else null. */
export function safeAddress(address) {
  const url = parse(address);
  return url && SAFE.has(url.protocol) ? url.href : null;
}

export function openTab(address) {
  const safe = safeAddress(address);
  if (safe) window.open(safe, "_blank", "noopener,noreferrer");
}

function parse(address) {
  try {
    return new URL(/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `http://${address}`);
  } catch {
    return null;
  }
}
