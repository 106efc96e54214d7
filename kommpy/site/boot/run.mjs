// Runs a Python script in Pyodide under node, with a folder of this machine at /job:
// node run.mjs PYODIDE_FOLDER WORK_FOLDER SCRIPT [STANDARD_LIBRARY_ZIP]
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [pyodide, work, script, stdLibURL] = process.argv.slice(2);
const fail = error => {
  // an error of Pyodide's own prints its whole source line otherwise
  process.stderr.write(`${error?.message ?? error}\n`);
  process.exit(1);
};
process.on("uncaughtException", fail);
try {
  const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
  const python = await loadPyodide({ ...(stdLibURL && { stdLibURL }) });
  python.mountNodeFS("/job", work);
  await python.runPythonAsync(readFileSync(script, "utf8"));
} catch (error) {
  fail(error);
}
