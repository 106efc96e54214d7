// Starts Pyodide with a page's bundle: a zip of compiled modules, the page's own among them.
import "./pyodide.asm.mjs"; // which `loadPyodide` would ask for later
import { loadPyodide } from "./pyodide.mjs";

const kommpy = window.kommpy;
const url = name => new URL(name, import.meta.url).href;
// what the trimmed library leaves out; `sitecustomize.py` asks for it
kommpy.rest = url("./python_stdlib.zip");
const [bundle, python] = await Promise.all([
  fetch(kommpy.page.bundle).then(answer => answer.arrayBuffer()),
  loadPyodide({
    stdLibURL: url("./python.zip"),
    packageBaseUrl: url("./"),
    lockFileContents: { info: INFO, packages: {} },
  }),
]);
python.FS.writeFile("/lib/page.zip", new Uint8Array(bundle));
await python.runPythonAsync(`
import gc, sys, zipimport
sys.path.insert(0, "/lib/page.zip")
code = zipimport.zipimporter("/lib/page.zip").get_code("__main__")
try:
    done = eval(code)
finally:
    gc.freeze()
    gc.enable()
    del gc, sys, zipimport
if code.co_flags & 128:
    await done
`);
