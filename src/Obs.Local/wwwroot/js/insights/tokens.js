import { COMMANDS, KEYWORDS } from './language.js';

const COMMAND_NAMES = new Set(Object.keys(COMMANDS).map(name => name.toLowerCase()));
const WORDS = new Set(KEYWORDS);

const TOKEN = new RegExp(
  [
    /(?<comment>#[^\n]*)/,
    /(?<string>"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)/,
    /(?<field>`[^`]*`?|@[\w.]+)/,
    /(?<number>\b\d+(?:\.\d+)?(?:ms|s|m|h|d|w|mo|q|y)?\b)/,
    /(?<word>[A-Za-z_][\w.]*)/,
    /(?<pipe>\|)/,
    /(?<space>\s+)/,
    /(?<sign>[^\s])/,
  ]
    .map(part => part.source)
    .join('|'),
  'gy',
);
const REGEX = /\/(?:[^/\\\n]|\\.)*\/?/y;

/**
 * The pieces of a query, `{ kind, text, start }`, for colouring and completion. It never fails: what is no query is pieces too, and what is
 * wrong with it the engine says.
 */
export function tokenize(text) {
  const tokens = [];
  let begins = true;
  let before = null;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const start = TOKEN.lastIndex;
    const expression = takesExpression(before) ? matchAt(REGEX, text, start) : null;
    const token = expression === null ? next(text, begins) : { kind: 'regex', text: expression };
    TOKEN.lastIndex = start + token.text.length;
    tokens.push({ ...token, start });
    if (token.kind !== 'space' && token.kind !== 'comment') {
      begins = token.kind === 'pipe';
      before = token;
    }
  }

  return tokens;
}

function next(text, begins) {
  const match = TOKEN.exec(text);
  const [kind, found] = Object.entries(match.groups).find(([, value]) => value !== undefined);
  return { kind: kind === 'word' ? kindOf(found, begins, text[TOKEN.lastIndex]) : kind, text: found };
}

function kindOf(word, begins, following) {
  const lower = word.toLowerCase();
  if (begins) {
    return COMMAND_NAMES.has(lower) || lower === 'source' ? 'command' : 'word';
  }

  return WORDS.has(lower) ? 'keyword' : following === '(' ? 'function' : 'word';
}

// Elsewhere a slash divides.
function takesExpression(token) {
  return token !== null && (token.text === '~' || token.text.toLowerCase() === 'like');
}

function matchAt(pattern, text, start) {
  pattern.lastIndex = start;
  return pattern.exec(text)?.[0] ?? null;
}

/** The steps of a query: the text between its pipes, and the command each begins with. */
export function steps(text) {
  const found = [];
  let start = 0;
  let command = null;
  for (const token of [...tokenize(text), { kind: 'pipe', text: '', start: text.length }]) {
    if (token.kind === 'pipe') {
      found.push({ text: text.slice(start, token.start), command });
      start = token.start + 1;
      command = null;
    } else if (command === null && (token.kind === 'command' || token.kind === 'word')) {
      command = token.text.toLowerCase();
    }
  }

  return found;
}

const COUNTED = ['fields', 'filter', 'filterindex', 'parse', 'unnest', 'source'];

/** The query that counts the entries over time which another query looks at; null when it looks at them in a way that cannot be counted. */
export function countingQuery(text, seconds) {
  const all = steps(text);
  const end = all.findIndex(step => !COUNTED.includes(step.command));
  const kept = (end < 0 ? all : all.slice(0, end)).filter(step => step.text.trim() !== '');
  return [...kept.map(step => withoutComments(step.text)), `stats count(*) as entries by bin(${seconds}s) as begin`].join(' | ');
}

function withoutComments(text) {
  return tokenize(text)
    .filter(token => token.kind !== 'comment')
    .map(token => token.text)
    .join('')
    .trim();
}
