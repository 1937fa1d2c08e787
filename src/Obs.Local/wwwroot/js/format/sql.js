const CLAUSES = [
  'select',
  'from',
  'where',
  'group by',
  'order by',
  'having',
  'limit',
  'offset',
  'values',
  'set',
  'returning',
  'union all',
  'union',
  'insert into',
  '(?<!do\\s)update',
  'delete from',
  'left join',
  'right join',
  'inner join',
  'full join',
  'cross join',
  'join',
  'on conflict',
];
const CLAUSE = new RegExp(`\\b(${CLAUSES.map(clause => clause.replace(' ', '\\s+')).join('|')})\\b`, 'gi');
const WORDS =
  /\b(select|from|where|group|order|by|having|limit|offset|values|set|returning|union|all|insert|into|update|delete|left|right|inner|full|cross|outer|join|on|conflict|do|as|and|or|not|in|is|null|distinct|case|when|then|else|end|exists|between|like|asc|desc|begin|commit|rollback|with|count|sum|min|max|avg|coalesce)\b|('(?:[^']|'')*'|"[^"]*"|\[[^\]]*\])|([@:$?][\w]*)/gi;

/** Breaks a statement before its clauses that stand outside brackets and quotes. */
export function formatSql(text) {
  const flat = text.replace(/\s+/g, ' ').trim();
  const depths = bracketDepths(flat);
  return flat.replace(CLAUSE, (clause, _, offset) => (offset === 0 || depths[offset] > 0 ? clause : `\n${clause}`)).replace(/ +\n/g, '\n');
}

/** Splits a statement into `[kind, text]` pieces: `word`, `name`, `hole` or `plain`. */
export function sqlTokens(text) {
  const tokens = [];
  let end = 0;
  for (const match of text.matchAll(WORDS)) {
    if (match.index > end) {
      tokens.push(['plain', text.slice(end, match.index)]);
    }

    tokens.push([match[1] ? 'word' : match[2] ? 'name' : 'hole', match[0]]);
    end = match.index + match[0].length;
  }

  if (end < text.length) {
    tokens.push(['plain', text.slice(end)]);
  }

  return tokens;
}

/** `SELECT products`: the verb and the first table, to tell statements apart in one glance. */
export function sqlSummary(text) {
  const flat = text.replace(/\s+/g, ' ').trim();
  const verb = /^\w+/.exec(flat)?.[0]?.toUpperCase() ?? '';
  const table = /\b(?:from|into|update|join)\s+([\w."[\]`]+)/i.exec(flat)?.[1]?.replace(/["[\]`]/g, '');
  return [verb, table].filter(Boolean).join(' ');
}

// -1 at a quoted character, so that a clause word inside quotes is no clause; otherwise how many brackets are open.
function bracketDepths(text) {
  const depths = [];
  let depth = 0;
  let quote = '';
  for (const character of text) {
    if (quote) {
      quote = character === quote ? '' : quote;
      depths.push(1, ...new Array(character.length - 1).fill(1));
      continue;
    }

    if (character === "'" || character === '"') {
      quote = character;
    }

    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    depths.push(Math.max(depth, quote ? 1 : 0), ...new Array(character.length - 1).fill(depth));
  }

  return depths;
}
