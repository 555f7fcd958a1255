// Starts the app. A file of its own, because the content security policy allows no inline script;
// Trunk.toml says where the two links come from.
const link = (id) => document.getElementById(id).href;

const app = await import(link("app-js"));
await app.default({ module_or_path: link("app-wasm") });

// The page here may have begun the smaller build of the app (docs/adr/0004). While it is read, the whole app is
// fetched, so that opening a case takes it from the browser's cache.
const ahead = async () => {
  const page = await (await fetch("/-/profile")).text();
  const files = page.matchAll(/id="app-(?:js|wasm)"[^>]* href="([^"]+)"/g);
  for (const [, file] of files) {
    if (new URL(file, location.href).href !== link("app-js")) await fetch(file);
  }
};
if (!navigator.connection?.saveData) setTimeout(() => ahead().catch(() => {}), 1500);
