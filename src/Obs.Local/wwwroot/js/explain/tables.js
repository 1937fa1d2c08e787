import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { drawScroll } from '../dom/scroll.js';
import { count, share, significant } from '../format/numbers.js';
import { duration } from '../format/time.js';
import { narrowTo } from './narrow.js';

/** Where the extra time goes: each step with its share, its time in the slow and in the typical traces, and why. */
export function drawSteps({ steps, stepsCompared, slow, typical }, app) {
  const longest = Math.max(...steps.map(step => step.slow.time), 1);
  return section(
    'Where the extra time goes',
    `${count(stepsCompared)} steps compared; the shares of all add up to 100 %`,
    steps,
    ['Step', ['Share', 'number'], ['Slow', 'number duration-cell'], ['Typical', 'number duration-cell hide-narrow'], ['How sure', 'hide-narrow'], ['Traces', 'hide-narrow']],
    step =>
      h(
        'tr',
        { key: `${step.path}|${step.service}`, 'data-step': step.name },
        h(
          'th',
          { scope: 'row', class: 'step' },
          h('span', { class: 'step-name', title: step.path }, icon(step.kind, 14), ' ', step.name),
          h('span', { class: 'sub' }, [step.service, step.cause].filter(Boolean).join(' · ')),
        ),
        h('td', { class: 'number strong' }, share(step.share)),
        time(step.slow, longest, slow.read, 'is-slow'),
        time(step.typical, longest, typical.read, 'hide-narrow'),
        h('td', { class: 'certainty hide-narrow' }, certainty(step)),
        h('td', { class: 'hide-narrow' }, examples(step, app)),
      ),
    'No step takes longer in the slow traces.',
  );
}

/** Which annotations, routes, hosts, versions, … are over-represented among the slow traces. */
export function drawTraits({ traits, traitsCompared, slow, typical }, app) {
  const filter = app.address().params.filter;
  return presences(
    'What the slow traces have in common',
    `${count(traitsCompared)} traits compared: annotations, routes, statuses, hosts, versions, dependencies`,
    traits,
    'Trait',
    trait => {
      const change = narrowTo(trait, filter);
      return [
        change ? h('a', { href: app.with(change), title: 'Explain only the traces that have it' }, trait.text) : trait.text,
        trait.together.length > 0 && h('span', { class: 'sub' }, `always with ${trait.together.join(', ')}`),
      ];
    },
    { slow, typical, app, none: 'Nothing is more frequent among the slow traces than among the typical ones.' },
  );
}

/** Log entries, by template, that the slow traces have and the typical ones have not or less often. */
export function drawLogs({ logs, logsCompared, slow, typical }, app) {
  return presences(
    'What the slow traces log',
    `${count(logsCompared)} ${logsCompared === 1 ? 'kind' : 'kinds'} of log entries compared`,
    logs,
    'Log entry',
    log => [
      h('code', null, log.template),
      h('span', { class: 'sub' }, [log.level, log.service, log.typical === 0 ? 'only in slow traces' : ''].filter(Boolean).join(' · ')),
    ],
    { slow, typical, app, none: 'No kind of log entry is more frequent in the slow traces.' },
  );
}

function presences(title, note, items, what, name, { slow, typical, app, none }) {
  return section(
    title,
    note,
    items,
    [what, ['Slow', 'number'], ['Typical', 'number'], ['Times', 'number hide-narrow'], ['How sure', 'hide-narrow'], ['Traces', 'hide-narrow']],
    (item, index) =>
      h(
        'tr',
        { key: index, class: item.sure ? null : 'is-unsure' },
        h('th', { scope: 'row', class: 'step' }, name(item)),
        part(item.slow, slow.read, 'is-slow'),
        part(item.typical, typical.read, ''),
        h('td', { class: 'number hide-narrow' }, item.lift === null ? '–' : `${significant(item.lift)}×`),
        h('td', { class: 'certainty hide-narrow' }, certainty(item)),
        h('td', { class: 'hide-narrow' }, examples(item, app)),
      ),
    none,
  );
}

function section(title, note, items, headings, row, none) {
  return h(
    'section',
    { key: title },
    h('h2', null, title, h('span', { class: 'count' }, note)),
    items.length === 0
      ? h('p', { class: 'none' }, none)
      : drawScroll(
          title,
          null,
          h(
            'table',
            { class: 'table explain-table', 'aria-label': title },
            h(
              'thead',
              null,
              h(
                'tr',
                null,
                headings.map(heading => {
                  const [text, style] = Array.isArray(heading) ? heading : [heading, null];
                  return h('th', { key: text, scope: 'col', class: style }, text);
                }),
              ),
            ),
            h('tbody', null, items.map(row)),
          ),
        ),
  );
}

function time(figures, longest, read, style) {
  return h(
    'td',
    { class: `number duration-cell ${style}`, title: `${significant(figures.calls)} calls per trace, in ${figures.traces} of ${read} traces` },
    figures.time > longest / 100 && h('span', { class: 'duration-bar', style: { '--share': (figures.time / longest).toFixed(3) } }),
    h('span', { class: 'duration-text' }, duration(figures.time)),
  );
}

function part(having, read, style) {
  return h(
    'td',
    { class: `number duration-cell ${style}`, title: `${having} of ${read} traces` },
    having > 0 && h('span', { class: 'duration-bar', style: { '--share': (having / Math.max(1, read)).toFixed(3) } }),
    h('span', { class: 'duration-text' }, `${count(having)}/${count(read)}`),
  );
}

function certainty({ certainty: word, probability }) {
  return [word, h('span', { class: 'sub' }, probability < 0.001 ? 'p < 0.001' : `p = ${significant(probability)}`)];
}

function examples({ examples: ids }, app) {
  return ids.map((id, index) =>
    h('a', { key: id, class: 'example', href: app.link('traces', id), 'aria-label': `${index + 1}: slow trace ${id}` }, `${index + 1}`),
  );
}
