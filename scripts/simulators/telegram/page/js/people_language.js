// The people of the demo speak the language of the page, so that the bots answer in it.

import { language } from "./i18n.js";

/** Let the proposed people speak it; with `onlyNew`, only those who have not talked with any bot yet. */
export async function teachPeople({ api, store, config, onlyNew }) {
  const talked = new Set([...store.chats.values()].filter((chat) => chat.started).map((chat) => chat.user_id));
  const people = new Map(config.chats.map(({ person, name }) => [person, name]));
  for (const [id, name] of people) {
    const user = store.users.get(id);
    if (!user || user.language_code === language() || (onlyNew && talked.has(id))) continue;
    const { deactivated: _deactivated, ...kept } = user;
    await api.createUser({ ...kept, first_name: name[language()], language_code: language() });
  }
}
