// One folder of Terraform: what its files say, and whether every name they use is declared.

import fs from 'node:fs';
import path from 'node:path';
import { parse } from '@cdktf/hcl2json';
import { checkBlock } from './arguments.mjs';
import { placesOf, withoutComments } from './places.mjs';

const meta = ['source', 'version', 'count', 'for_each', 'providers', 'depends_on'];

/** Reads a folder; a file that is no HCL throws `{file, line, message}`. */
export async function readModule(folder) {
  const files = [];
  for (const name of fs.readdirSync(folder).filter(one => one.endsWith('.tf')).sort()) {
    files.push(await readFile(path.join(folder, name)));
  }

  return { folder, files };
}

/** Reads one file, of tests too. */
export async function readFile(file) {
  const text = fs.readFileSync(file, 'utf8');
  try {
    return { file, text, body: await parse(file, text), places: placesOf(text) };
  } catch (error) {
    const at = /:(\d+),\d+[^:]*: (.*)\]$/s.exec(error.message.split('\n    at ')[0]);
    throw { file, line: at ? Number(at[1]) : 1, message: at ? at[2] : error.message };
  }
}

/** What is wrong with a module, each as `{file, line, message}`.
 * @param modules every module by its folder, for the ones it calls */
export function* checkModule(module, schema, modules) {
  const blocks = module.files.flatMap(file => file.places.blocks.map(block => ({ file, block })));
  for (const { file, block } of blocks) {
    for (const finding of checkTop(module, file, block, schema, modules)) {
      yield { file: file.file, ...finding };
    }
  }

  yield* checkReferences(module, blocks);
}

function* checkTop(module, file, block, schema, modules) {
  const [type, name] = block.labels;
  if (block.type === 'module') {
    yield* checkCall(module, file.body.module[type][0], block, modules);
  } else if (block.type === 'resource' || block.type === 'data') {
    const shape = schema[block.type][type];
    if (shape) {
      yield* checkBlock(file.body[block.type][type][name][0], block, shape);
    } else {
      const known = Object.keys(schema[block.type]).join(', ');
      yield { line: block.line, message: `${block.type} ${type} is not in schema.json, which knows ${known}` };
    }
  }
}

function* checkCall(module, body, block, modules) {
  const called = modules.get(path.resolve(module.folder, body.source ?? ''));
  if (!called) {
    yield { line: block.arguments.get('source') ?? block.line, message: `module ${block.labels[0]}: there is no module at ${body.source}` };
    return;
  }

  const inputs = called.files.flatMap(file => file.places.blocks).filter(one => one.type === 'variable');
  const names = [...meta, ...inputs.map(one => one.labels[0])];
  for (const [name, line] of block.arguments) {
    if (!names.includes(name)) {
      yield { line, message: `module ${block.labels[0]} has no input ${name}` };
    }
  }

  for (const input of inputs.filter(one => !one.arguments.has('default') && !block.arguments.has(one.labels[0]))) {
    yield { line: block.line, message: `module ${block.labels[0]} lacks the input ${input.labels[0]}` };
  }
}

function* checkReferences(module, blocks) {
  const declared = new Set(blocks.flatMap(({ block }) => declarations(block)));
  for (const { file, text } of module.files) {
    for (const [index, line] of withoutComments(text).split('\n').entries()) {
      for (const [name] of line.matchAll(/(?<![\w.-])(var|local|module|aws_[a-z_]+|data\.aws_[a-z_]+)\.[A-Za-z_]\w*/g)) {
        if (!declared.has(name)) {
          yield { file, line: index + 1, message: `${name} is declared nowhere in ${path.basename(module.folder)}` };
        }
      }
    }
  }
}

function declarations(block) {
  switch (block.type) {
    case 'variable': return [`var.${block.labels[0]}`];
    case 'locals': return [...block.arguments.keys()].map(name => `local.${name}`);
    case 'module': return [`module.${block.labels[0]}`];
    case 'resource': return [block.labels.join('.')];
    case 'data': return [`data.${block.labels.join('.')}`];
    default: return [];
  }
}
