// Starts MicroPython with a page's bundle: a line of JSON, [[name, length], ...], then the files;
// the last one is the page's own Python.
import { loadMicroPython } from "./micropython.mjs";

const { page } = window.kommpy;
const [bundle, python] = await Promise.all([
  fetch(page.bundle).then(answer => answer.arrayBuffer()),
  loadMicroPython({ url: new URL("./micropython.wasm", import.meta.url).href }),
]);
const bytes = new Uint8Array(bundle);
let at = bytes.indexOf(10) + 1;
const files = JSON.parse(new TextDecoder().decode(bytes.subarray(0, at))).map(([name, length]) => [
  name,
  bytes.subarray(at, (at += length)),
]);
const main = new TextDecoder().decode(files.pop()[1]);
for (const [name, content] of files) {
  const folder = name.slice(0, name.lastIndexOf("/"));
  if (folder != name.slice(0, -1)) python.FS.mkdirTree(folder);
  python.FS.writeFile(name, content);
}
await python.runPythonAsync(main);
