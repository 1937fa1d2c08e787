// Compares the blocks of a file with what the provider takes.

const meta = { arguments: ['count', 'depends_on', 'for_each', 'provider'], blocks: ['connection', 'lifecycle', 'provisioner'] };

/** What is wrong with a resource or a data source, each as `{line, message}`.
 * @param body what the parser made of it
 * @param place where it stands
 * @param shape its entry in the schema */
export function checkBlock(body, place, shape) {
  return checkNested(body, place, shape, `${place.type} ${place.labels.map(label => `"${label}"`).join(' ')}`, true);
}

function* checkNested(body, place, shape, subject, isOutermost) {
  const known = { ...shape.required, ...shape.optional };
  const blocks = shape.blocks ?? {};
  for (const [name, line] of place.arguments) {
    if (name in known) {
      yield* checkKind(body[name], known[name], `${subject}: ${name}`, line);
    } else if (!(isOutermost && meta.arguments.includes(name))) {
      yield { line, message: name in blocks ? `${subject}: ${name} is a block, not an argument` : `${subject} takes no argument ${name}` };
    }
  }

  for (const name of Object.keys(shape.required ?? {}).filter(one => !place.arguments.has(one))) {
    yield { line: place.line, message: `${subject} lacks the argument ${name}` };
  }

  yield* checkChildren(body, place, blocks, known, subject, isOutermost);
}

function* checkChildren(body, place, blocks, known, subject, isOutermost) {
  const seen = new Map();
  for (const child of place.blocks) {
    const isDynamic = child.type === 'dynamic';
    const name = isDynamic ? child.labels[0] : child.type;
    const index = seen.get(`${child.type} ${name}`) ?? 0;
    seen.set(`${child.type} ${name}`, index + 1);
    if (name in blocks) {
      const [inside, where] = isDynamic
        ? [body.dynamic[name][index].content[0], child.blocks.find(one => one.type === 'content')]
        : [body[name][index], child];
      yield* checkNested(inside, where, blocks[name], `${subject}: ${name}`, false);
    } else if (!(isOutermost && meta.blocks.includes(name))) {
      const message = name in known ? `${subject}: ${name} is an argument, not a block` : `${subject} takes no block ${name}`;
      yield { line: child.line, message };
    }
  }

  for (const [name, { least = 0, most = Infinity }] of Object.entries(blocks)) {
    const count = seen.get(`${name} ${name}`) ?? 0;
    if (count > most) {
      yield { line: place.line, message: `${subject} takes ${most} ${name}, and has ${count}` };
    } else if (count < least && !seen.has(`dynamic ${name}`)) {
      yield { line: place.line, message: `${subject} lacks the block ${name}` };
    }
  }
}

/** A value that is written out must be of the argument's kind; what an expression gives is not known here. */
function* checkKind(value, kind, subject, line) {
  const isExpression = typeof value === 'string' && value.includes('${');
  if (value !== null && !isExpression && !kinds[kind](value)) {
    yield { line, message: `${subject} is a ${kind}, and ${JSON.stringify(value)} is none` };
  }
}

const kinds = {
  string: value => typeof value !== 'object',
  number: value => typeof value !== 'object' && value !== '' && Number.isFinite(Number(value)) && typeof value !== 'boolean',
  bool: value => typeof value === 'boolean' || value === 'true' || value === 'false',
  list: value => Array.isArray(value),
  map: value => typeof value === 'object' && !Array.isArray(value),
};
