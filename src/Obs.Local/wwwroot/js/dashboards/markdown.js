import { h } from '../dom/h.js';

const INLINE = /`([^`]+)`|\*\*(.+?)\*\*|\*([^*\s][^*]*)\*|__(.+?)__|\[button(?::primary)?:([^\]]+)\]\(([^)\s]+)\)|\[([^\]]+)\]\(([^)\s]+)\)/;

/**
 * The Markdown of text widgets as elements: headings, paragraphs, lists, rules, tables, code, emphasis and links. Nothing of it is ever read as
 * HTML, and a link goes only where a browser shows it as a link: http, https, or a place on this page.
 */
export function markdown(text) {
  const blocks = [];
  const lines = text.replaceAll('\r', '').split('\n');
  for (let at = 0; at < lines.length; ) {
    const [block, next] = readBlock(lines, at);
    block && blocks.push(block);
    at = next;
  }

  return blocks;
}

function readBlock(lines, at) {
  const line = lines[at];
  const heading = /^(#{1,6})\s+(.*)$/.exec(line);
  if (line.trim() === '') {
    return [null, at + 1];
  }

  if (line.startsWith('```')) {
    const end = lines.findIndex((other, index) => index > at && other.startsWith('```'));
    const last = end < 0 ? lines.length : end;
    return [h('pre', { class: 'code' }, h('code', null, lines.slice(at + 1, last).join('\n'))), last + 1];
  }

  if (heading) {
    // The page has its own first heading, and the widget stands below it.
    return [h(`h${Math.min(6, heading[1].length + 1)}`, { class: `md-${heading[1].length}` }, inline(heading[2])), at + 1];
  }

  if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) {
    return [h('hr', null), at + 1];
  }

  const taken = test => {
    let end = at;
    while (end < lines.length && test(lines[end])) {
      end++;
    }

    return end;
  };
  if (isTable(lines, at)) {
    const end = taken(other => other.includes('|'));
    return [table(lines.slice(at, end)), end];
  }

  for (const [tag, pattern] of [
    ['ul', /^\s*[-*+]\s+/],
    ['ol', /^\s*\d+[.)]\s+/],
  ]) {
    if (pattern.test(line)) {
      const end = taken(other => pattern.test(other));
      return [h(tag, null, lines.slice(at, end).map(item => h('li', null, inline(item.replace(pattern, ''))))), end];
    }
  }

  const end = Math.max(at + 1, taken(other => other.trim() !== '' && !/^(#{1,6}\s|```|\s*[-*+]\s|\s*\d+[.)]\s)/.test(other)));
  return [h('p', null, inline(lines.slice(at, end).join('\n'))), end];
}

function isTable(lines, at) {
  return lines[at].includes('|') && /^[\s|:-]+$/.test(lines[at + 1] ?? '') && lines[at + 1].includes('-');
}

function table(lines) {
  const cells = line => line.trim().replace(/^\||\|$/g, '').split('|').map(cell => cell.trim());
  return h(
    'table',
    { class: 'table' },
    h('thead', null, h('tr', null, cells(lines[0]).map(cell => h('th', { scope: 'col' }, inline(cell))))),
    h('tbody', null, lines.slice(2).map(line => h('tr', null, cells(line).map(cell => h('td', null, inline(cell)))))),
  );
}

function inline(text) {
  const match = INLINE.exec(text);
  if (!match) {
    return text === '' ? [] : [text];
  }

  const [all, code, bold, italic, strong, button, buttonTo, label, to] = match;
  const piece =
    code !== undefined
      ? h('code', null, code)
      : (bold ?? strong) !== undefined
        ? h('strong', null, inline(bold ?? strong))
        : italic !== undefined
          ? h('em', null, inline(italic))
          : link(button ?? label, buttonTo ?? to, button !== undefined);
  return [text.slice(0, match.index), piece, ...inline(text.slice(match.index + all.length))].filter(part => part !== '');
}

function link(label, to, isButton) {
  const safe = /^(https?:\/\/|#)/i.test(to);
  return safe
    ? h('a', { href: to, class: isButton ? 'button' : 'link', target: to.startsWith('#') ? null : '_blank', rel: 'noopener noreferrer' }, inline(label))
    : h('span', null, label);
}
