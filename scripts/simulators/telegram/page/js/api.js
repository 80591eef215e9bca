// Every call of the stand-in's `/sim` API (scripts/simulators/telegram/API.md), and nothing else.

const CALL_MS = 15_000;
const POLL_SECONDS = 25;

/** The server refused: `code` is one of API.md, `message` its line in English. */
export class Refused extends Error {
  constructor(status, code, text) {
    super(text);
    this.status = status;
    this.code = code;
  }
}

/** The server did not answer, or not in JSON. */
export class Away extends Error {}

async function call(method, path, { json, form, timeout = CALL_MS } = {}) {
  const options = { method, signal: AbortSignal.timeout(timeout), cache: "no-store" };
  if (json !== undefined) {
    options.headers = { "Content-Type": "application/json" };
    options.body = JSON.stringify(json);
  } else if (form !== undefined) {
    options.body = form;
  }
  let response, body;
  try {
    response = await fetch(path, options);
    body = await response.json();
  } catch (error) {
    throw new Away(`${method} ${path}: ${error.message}`);
  }
  if (response.status >= 500) throw new Away(`${method} ${path}: ${response.status}`);
  if (!response.ok) throw new Refused(response.status, body.code ?? "", body.error ?? response.statusText);
  return body;
}

const get = (path) => call("GET", path);
const post = (path, json = {}) => call("POST", path, { json });
const chat = (user, bot) => `/sim/users/${user}/chats/${encodeURIComponent(bot)}`;

export const api = {
  config: () => get("/page/config.json"),
  users: () => get("/sim/users"),
  createUser: (fields) => post("/sim/users", fields),
  bots: () => get("/sim/bots"),
  chats: (user) => get(`/sim/users/${user}/chats`),
  chat(user, bot, { limit = 100, before } = {}) {
    return get(`${chat(user, bot)}?limit=${limit}${before ? `&before=${before}` : ""}`);
  },
  events(after) {
    const timeout = (POLL_SECONDS + 10) * 1000;
    return call("GET", `/sim/events?after=${after}&timeout=${POLL_SECONDS}`, { timeout });
  },
  start: (user, bot, payload) => post(`${chat(user, bot)}/start`, payload ? { payload } : {}),
  send: (user, bot, text, replyTo) => post(`${chat(user, bot)}/messages`, replyTo ? { text, reply_to: replyTo } : { text }),
  edit: (user, bot, message, text) => post(`${chat(user, bot)}/messages/${message}/edit`, { text }),
  /** Does not wait for the bot: its answer comes through the feed, so that a slow bot holds no connection. */
  press: (user, bot, message, row, column) =>
    post(`${chat(user, bot)}/press`, { message_id: message, row, column, wait: 0 }),
  pressReply: (user, bot, row, column, fields = {}) => post(`${chat(user, bot)}/reply-button`, { row, column, ...fields }),
  upload(user, bot, kind, file, caption) {
    const form = new FormData();
    form.append("file", file, file.name);
    if (caption) form.append("caption", caption);
    return call("POST", `${chat(user, bot)}/${kind}`, { form, timeout: 120_000 });
  },
  createManagedBot: (user, manager, name, username) => post(`${chat(user, manager)}/managed-bot`, { name, username }),
  block: (user, bot, blocked) => post(`${chat(user, bot)}/${blocked ? "block" : "unblock"}`),
};
