// Starts the app. A file of its own, because the content security policy allows no inline script;
// Trunk.toml says where the two links come from.
const link = (id) => document.getElementById(id).href;

const app = await import(link("app-js"));
await app.default({ module_or_path: link("app-wasm") });
