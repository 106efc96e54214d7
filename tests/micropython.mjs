// Runs Python on MicroPython, under node: node tests/micropython.mjs FOLDER < script
// FOLDER is what Python finds at the root of its import path.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { loadMicroPython } from "@micropython/micropython-webassembly-pyscript/micropython.mjs";

const python = await loadMicroPython({ heapsize: 4 * 1024 * 1024 });

const copy = (from, to) => {
  python.FS.mkdir(to);
  for (const name of readdirSync(from)) {
    const path = `${from}/${name}`;
    if (statSync(path).isDirectory()) copy(path, `${to}/${name}`);
    else python.FS.writeFile(`${to}/${name}`, readFileSync(path));
  }
};

copy(process.argv[2], "/site");
try {
  await python.runPythonAsync(`import sys\nsys.path.insert(0, "/site")\n${readFileSync(0, "utf8")}`);
} catch (error) {
  console.log(error.message);
  process.exitCode = 1;
}
