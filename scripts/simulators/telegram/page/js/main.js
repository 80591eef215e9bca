import { api, Away } from "./api.js";
import { App } from "./app.js";
import { teachPeople } from "./people_language.js";
import { Store } from "./store.js";
import { Sync } from "./sync.js";

const PAUSE_MS = 500;

/** Until the server answers: a page that was opened too early needs no second look. */
async function patiently(call) {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Away)) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

const store = new Store();
const sync = new Sync(api, store);
const [config] = await Promise.all([patiently(api.config), sync.start()]);
await patiently(() => teachPeople({ api, store, config, onlyNew: true }));
const app = new App({ root: document.getElementById("app"), api, store, sync, config });
app.start();
document.documentElement.dataset.ready = "true";
