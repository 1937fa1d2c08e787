import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { outcomeMark, outcomeOf } from '../dom/outcome.js';
import { jsonText, jsonTree } from '../dom/json.js';
import { drawCopy } from '../app/states.js';
import { share } from '../format/numbers.js';
import { duration } from '../format/time.js';
import { formatSql, sqlTokens } from '../format/sql.js';
import { withAnnotation } from '../explain/narrow.js';
import { drawCause } from './cause.js';
import { findDocument } from './documents.js';
import { ownTime } from './time-spent.js';

const KIND_NAMES = { server: 'Segment', http: 'HTTP call', sql: 'SQL', aws: 'AWS call', local: 'Local work' };

/** Everything known about one row. */
export function createDetails(app) {
  function draw({ trace, node }) {
    const { row } = node;
    const { tab = 'details' } = app.address().params;
    const outcome = outcomeOf(row);
    return h(
      'aside',
      { class: 'details', key: 'details', tabindex: '-1', 'aria-label': `${row.name}: details` },
      h(
        'header',
        { key: 'head' },
        h(
          'h2',
          null,
          h('span', { class: `kind kind-${row.kind}` }, icon(row.kind, 15)),
          row.name,
          outcome !== 'ok' && outcomeMark(outcome),
        ),
        h(
          'p',
          { class: 'sub' },
          [KIND_NAMES[row.kind] ?? row.kind, row.inferred && 'seen from the caller only', row.service !== row.name && `in ${row.service}`]
            .filter(Boolean)
            .join(' · '),
        ),
        drawPosition(trace, node),
      ),
      h(
        'div',
        { class: 'tabs', role: 'tablist', key: 'tabs' },
        ['details', 'document'].map(name =>
          h(
            'button',
            {
              key: name,
              type: 'button',
              role: 'tab',
              'aria-selected': String(tab === name),
              onclick: () => app.note({ tab: name === 'details' ? null : name }),
            },
            name,
          ),
        ),
      ),
      tab === 'details' ? drawSections(row) : drawDocument(trace, row),
    );
  }

  function drawSections(row) {
    const request = row.http?.request;
    const response = row.http?.response;
    const sections = [
      drawCause(row.cause),
      request && section('Request', facts(request, { url: value => h('span', { class: 'wrap' }, value) })),
      response && section('Response', facts(response)),
      row.sql && section('SQL', drawSql(row.sql)),
      row.aws && section('AWS', facts(row.aws)),
      notEmpty(row.annotations) && section('Annotations', drawAnnotations(row.annotations)),
      notEmpty(row.metadata) && section('Metadata', jsonTree(row.metadata)),
      section('Ids', facts({ id: row.id, parent: row.parentId ?? 'none' })),
    ];
    return h('div', { class: 'sections', key: `sections-${row.id}`, role: 'tabpanel' }, sections.filter(Boolean));
  }

  function drawAnnotations(annotations) {
    return h(
      'dl',
      { class: 'facts-list' },
      Object.entries(annotations).map(([name, value]) =>
        h(
          'div',
          { key: name },
          h('dt', null, name),
          h('dd', null, drawValue(name, value)),
        ),
      ),
    );
  }

  function drawValue(name, value) {
    const filter = withAnnotation(app.address().params.filter, name, value);
    return filter === null
      ? String(value)
      : h('a', { href: app.link('traces', null, { filter }), title: `Traces that pass ${filter}` }, String(value));
  }

  return { draw };
}

function drawPosition(trace, node) {
  const { start, end, row, children } = node;
  const whole = Math.max(trace.duration, 0.001);
  return h(
    'div',
    { class: 'position' },
    h(
      'div',
      { class: 'position-track', 'aria-hidden': 'true' },
      h('i', {
        class: `kind-${row.kind}`,
        style: { left: `${(start / whole) * 100}%`, width: `${Math.max(0.6, ((end - start) / whole) * 100)}%` },
      }),
    ),
    h(
      'p',
      null,
      h('strong', null, row.inProgress ? 'in progress' : duration(row.duration)),
      ` · ${share((end - start) / whole)} of the trace · begins at +${duration(start)}`,
      children.length > 0 && ` · ${duration(ownTime(node))} with no subsegment`,
    ),
  );
}

function drawSql(sql) {
  const text = formatSql(sql.sanitized_query ?? '');
  const rest = Object.fromEntries(Object.entries(sql).filter(([name]) => name !== 'sanitized_query'));
  return [
    text &&
      h(
        'pre',
        { class: 'code sql', key: 'text' },
        h(
          'code',
          null,
          sqlTokens(text).map(([kind, piece], index) => h('span', { key: index, class: `sql-${kind}` }, piece)),
        ),
        drawCopy(text, 'Copy the statement'),
      ),
    h('div', { key: 'facts' }, facts(rest)),
  ];
}

function drawDocument(trace, row) {
  const found = findDocument(trace.documents, row.id);
  const text = JSON.stringify(found ?? row, null, 2);
  return h(
    'div',
    { class: 'sections', key: `document-${row.id}`, role: 'tabpanel' },
    !found && h('p', { class: 'none' }, 'Inferred: no document of its own was received.'),
    h('pre', { class: 'code' }, jsonText(text), drawCopy(text, 'Copy the document')),
  );
}

function section(title, body) {
  return h('section', { key: title }, h('h3', null, title), body);
}

function facts(values, draw = {}) {
  return h(
    'dl',
    { class: 'facts-list' },
    Object.entries(values)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) =>
        h(
          'div',
          { key: name },
          h('dt', null, name.replaceAll('_', ' ')),
          h('dd', null, draw[name] ? draw[name](value) : typeof value === 'object' ? jsonTree(value) : String(value)),
        ),
      ),
  );
}

function notEmpty(value) {
  return value && Object.keys(value).length > 0;
}
