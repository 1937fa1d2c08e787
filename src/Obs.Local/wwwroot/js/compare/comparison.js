import { h } from '../dom/h.js';
import { get } from '../app/api.js';
import { asTraceId } from '../app/search.js';
import { drawEmpty } from '../app/states.js';
import { duration } from '../format/time.js';
import { criticalPath } from '../trace/critical-path.js';
import { buildTree } from '../trace/tree.js';
import { createZoom } from '../trace/zoom.js';
import { CHOICES, findCandidates, titleOf } from './candidates.js';
import { createPair } from './pair.js';
import { differencesOf, factsThatDiffer, onlyLoggedBy } from './difference.js';
import { drawDifferences, drawLogged, drawSides } from './tables.js';

/** Two traces set against each other: where the one is slower, what else differs, and both on one time scale. */
export function createComparison(app, id) {
  const pair = createPair(app);
  const read = new Map();

  async function load(signal) {
    const here = await readTrace(id, signal);
    const candidates = await findCandidates(here.trace, app.scope().environment, signal);
    const wanted = app.address().params.with;
    const other = CHOICES.includes(wanted) ? candidates[wanted] : asTraceId(wanted ?? '');
    if (!other || other === id) {
      return { here, candidates, there: null, wanted };
    }

    // A link names the trace that was found, and will show the same one tomorrow.
    other === wanted || app.note({ with: other });
    const there = await readTrace(other, signal);
    return { here, there, candidates, zoom: createZoom(Math.max(here.trace.duration, there.trace.duration)) };
  }

  // A trace that is set against another is over, so it is read once.
  async function readTrace(traceId, signal) {
    if (!read.has(traceId)) {
      const [trace, logs] = await Promise.all([
        get(`traces/${encodeURIComponent(traceId)}`, {}, signal),
        get(`traces/${encodeURIComponent(traceId)}/logs`, {}, signal),
      ]);
      const tree = buildTree(trace.rows, trace.duration);
      read.set(traceId, { trace, logs: logs.entries, tree, path: criticalPath(tree) });
    }

    return read.get(traceId);
  }

  function draw({ here, there, candidates, zoom }) {
    return h(
      'div',
      { class: 'view comparison', key: `compare-${id}` },
      h('h1', { key: 'title' }, there ? sentenceOf(here.trace, there.trace) : titleOf(here.trace)),
      drawChoices(candidates, here, there),
      there
        ? [
            drawDifferences(differencesOf(here, there), app, { here, there }),
            pair.draw(here, there, zoom),
            drawSides(here, there, factsThatDiffer(here, there), app),
            drawLogged(onlyLoggedBy(here.logs, there.logs), onlyLoggedBy(there.logs, here.logs), app),
          ]
        : drawEmpty(
            candidates.count === 0
              ? `No other trace of ${titleOf(here.trace)} is in the store in the hour around this one; any trace can be set against it by its id.`
              : 'Choose what to set it against: a typical one of the same request, or any trace by its id.',
          ),
    );
  }

  function drawChoices(candidates, here, there) {
    return h(
      'div',
      { class: 'filters', key: 'choices' },
      h('a', { class: 'button', key: 'back', href: app.with({ with: null }) }, 'Back to the trace'),
      h(
        'div',
        { class: 'segmented', key: 'words', role: 'group', 'aria-label': 'Set against' },
        CHOICES.map(word =>
          h(
            'button',
            {
              key: word,
              type: 'button',
              disabled: candidates[word] === null,
              'aria-pressed': String(there !== null && candidates[word] === there.trace.id),
              onclick: () => app.change({ with: candidates[word] }),
            },
            word,
          ),
        ),
      ),
      h('input', {
        key: 'id',
        class: 'text-filter mono',
        type: 'search',
        'aria-label': 'Trace id to set against',
        placeholder: 'or a trace id',
        value: there?.trace.id ?? '',
        onchange: event => asTraceId(event.target.value) && app.change({ with: asTraceId(event.target.value) }),
      }),
      there && h('a', { class: 'button', key: 'swap', href: app.link('traces', there.trace.id, { with: here.trace.id }) }, 'Swap'),
    );
  }

  return { load, draw, title: () => `Compare ${id.slice(-8)}`, constant: () => true };
}

/** The answer in one line. */
export function sentenceOf(here, there) {
  const difference = here.duration - there.duration;
  const [ours, theirs] = [titleOf(here), titleOf(there)];
  const how = Math.abs(difference) < 0.0005 ? 'as long' : `${duration(Math.abs(difference))} ${difference > 0 ? 'longer' : 'less'}`;
  return `${ours} took ${duration(here.duration)}, ${how} ${Math.abs(difference) < 0.0005 ? 'as' : 'than'} ${ours === theirs ? 'the other one' : theirs} (${duration(there.duration)})`;
}
