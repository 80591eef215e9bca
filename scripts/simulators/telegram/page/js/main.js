import { api } from "./api.js";
import { App } from "./app.js";
import { teachPeople } from "./people_language.js";
import { Store } from "./store.js";
import { Sync } from "./sync.js";

const store = new Store();
const sync = new Sync(api, store);
const [config] = await Promise.all([api.config(), sync.start()]);
await teachPeople({ api, store, config, onlyNew: true });
const app = new App({ root: document.getElementById("app"), api, store, sync, config });
app.start();
document.documentElement.dataset.ready = "true";
