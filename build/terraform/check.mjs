// Reads every module below a folder and compares it with schema.json. Ends with 1 when something is wrong, each finding as
// "file:line: message". It sees syntax, arguments, blocks, inputs of modules and names; not what an expression gives.

import fs from 'node:fs';
import path from 'node:path';
import { checkModule, readFile, readModule } from './module.mjs';

const root = path.resolve(process.argv[2]);
const schema = JSON.parse(fs.readFileSync(new URL('schema.json', import.meta.url), 'utf8'));

function* foldersBelow(folder) {
  yield folder;
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && !entry.name.startsWith('.')) {
      yield* foldersBelow(path.join(folder, entry.name));
    }
  }
}

function say({ file, line, message }) {
  console.error(`${path.relative(root, file)}:${line}: ${message}`);
  process.exitCode = 1;
}

async function reading(read) {
  try {
    return await read();
  } catch (error) {
    if (!error.file) {
      throw error;
    }

    say(error);
    return null;
  }
}

const modules = new Map();
let tests = 0;
for (const folder of foldersBelow(root)) {
  const module = await reading(() => readModule(folder));
  if (module?.files.length > 0) {
    modules.set(folder, module);
  }

  for (const name of fs.readdirSync(folder).filter(one => one.endsWith('.tftest.hcl'))) {
    tests += await reading(() => readFile(path.join(folder, name))) ? 1 : 0;
  }
}

if (process.exitCode === undefined) {
  for (const module of modules.values()) {
    for (const finding of checkModule(module, schema, modules)) {
      say(finding);
    }
  }
}

if (modules.size === 0 && process.exitCode === undefined) {
  say({ file: root, line: 1, message: 'no module is here' });
}

if (process.exitCode === undefined) {
  console.log(`${modules.size} modules and ${tests} files of tests were read.`);
}
