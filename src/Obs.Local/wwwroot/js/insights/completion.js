import { COMMANDS, FUNCTIONS, KEYWORDS, SYSTEM_FIELDS } from './language.js';
import { tokenize } from './tokens.js';

const MOST = 9;
const PART = /[@\w.-]*$/;

/**
 * What may be meant by the word before the caret: `{ text, kind, note, from, to }`, best first. Where a step begins, commands and recipes;
 * elsewhere functions, fields and words. `asked` is true when the reader asks for the list with nothing typed.
 */
export function complete(text, caret, { fields, recipes }, asked = false) {
  const before = text.slice(0, caret);
  const part = PART.exec(before)[0];
  const inside = tokenize(text).find(token => token.start < caret && caret <= token.start + token.text.length);
  const quoted = inside && ['string', 'comment', 'regex'].includes(inside.kind);
  if (quoted || (part === '' && !asked)) {
    return [];
  }

  const from = caret - part.length;
  const lead = before.slice(0, from);
  const found = /(^|\|)\s*$/.test(withoutComments(lead)) ? beginnings(recipes, lead) : operands(fields);
  const lower = part.toLowerCase();
  return rank(
    found.filter(item => item.name.toLowerCase() !== lower || item.kind === 'recipe'),
    lower,
  )
    .slice(0, MOST)
    .map(({ name, ...item }) => ({ name, ...item, from: item.whole ? 0 : from, to: item.whole ? text.length : caret }));
}

function beginnings(recipes, lead) {
  const commands = Object.entries(COMMANDS).map(([name, note]) => ({ name, insert: `${name} `, kind: 'command', note }));
  const known = recipes.map(recipe => ({ name: recipe.name, insert: recipe.query, kind: 'recipe', note: recipe.purpose, whole: true }));
  return withoutComments(lead).trim() === '' ? [...commands, ...known] : commands;
}

function operands(fields) {
  const names = [...new Set([...fields, ...SYSTEM_FIELDS])];
  return [
    ...names.map(name => ({ name, insert: quoteField(name), kind: 'field', note: SYSTEM_FIELDS.includes(name) ? 'every entry' : 'seen in entries' })),
    ...Object.entries(FUNCTIONS).map(([name, form]) => ({ name, insert: `${name}(`, kind: 'function', note: form })),
    ...KEYWORDS.map(name => ({ name, insert: `${name} `, kind: 'keyword', note: '' })),
  ];
}

/** A field as a query names it. */
export function quoteField(name) {
  return /^@?[A-Za-z_][\w.]*$/.test(name) ? name : `\`${name}\``;
}

// What begins with the text comes before what has it inside.
function rank(items, part) {
  const begins = items.filter(item => item.name.toLowerCase().startsWith(part));
  const holds = part.length < 2 ? [] : items.filter(item => !begins.includes(item) && item.name.toLowerCase().includes(part));
  return [...begins, ...holds];
}

function withoutComments(text) {
  return text.replace(/#[^\n]*/g, '');
}
