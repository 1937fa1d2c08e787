import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { drawScroll } from '../dom/scroll.js';
import { change, get, queryOf } from '../app/api.js';
import { count } from '../format/numbers.js';
import { moment, span } from '../format/time.js';
import { drawRunComparison } from './comparison.js';

const JSON_TYPE = 'application/json';
const FILE_TYPE = 'application/vnd.sqlite3';

/** Spans of time with a name: named, looked at, compared, taken away in a file and brought back from one. */
export function createRuns(app) {
  const state = { name: '', problem: null };

  async function load(signal) {
    const { runs } = await get('runs', {}, signal);
    const { base, other } = app.address().params;
    const known = name => runs.some(run => run.name === name);
    return { runs, comparison: known(base) && known(other) ? await get('runs/compare', { base, other }, signal) : null };
  }

  // What is refused says why in words; the list is asked for again either way.
  async function make(changing) {
    try {
      await changing;
      Object.assign(state, { name: '', problem: null });
    } catch (error) {
      state.problem = error.message;
    }

    app.settle({});
  }

  function keep(event) {
    event.preventDefault();
    const { from, to } = app.range();
    make(change('POST', 'runs', JSON.stringify({ name: state.name.trim(), from: Math.round(from), to: Math.round(to) }), JSON_TYPE));
  }

  function bring(event) {
    const [file] = event.target.files;
    event.target.value = '';
    file && make(change('POST', 'runs/import', file, FILE_TYPE));
  }

  function draw({ runs, comparison }) {
    return h(
      'section',
      { key: 'runs', class: 'runs' },
      h('h2', null, 'Runs', h('span', { class: 'count' }, count(runs.length)), h('span', { class: 'sub' }, 'spans of time with a name, kept while the store has room')),
      drawForm(),
      state.problem && h('p', { class: 'problem', key: 'problem', role: 'alert' }, state.problem),
      runs.length > 0 && drawTable(runs),
      runs.length > 1 && drawChoice(runs),
      comparison && drawRunComparison(comparison),
    );
  }

  function drawForm() {
    return h(
      'form',
      { class: 'filters', key: 'form', onsubmit: keep },
      h('input', {
        class: 'text-filter',
        type: 'text',
        required: true,
        'aria-label': 'Name of the run',
        placeholder: 'Name, such as before-the-index',
        value: state.name,
        oninput: event => {
          state.name = event.target.value;
        },
      }),
      h('button', { type: 'submit', class: 'button' }, 'Keep the range above as a run'),
      h(
        'label',
        { class: 'button file-button', title: 'A file that was taken away from another backend' },
        'Bring one from a file',
        h('input', { type: 'file', accept: '.db', class: 'visually-hidden', 'aria-label': 'File of a run', onchange: bring }),
      ),
    );
  }

  function drawTable(runs) {
    return drawScroll(
      'Runs',
      { key: 'table' },
      h(
        'table',
        { class: 'table' },
        h(
          'thead',
          null,
          h(
            'tr',
            null,
            h('th', { scope: 'col' }, 'Run'),
            h('th', { scope: 'col' }, 'From'),
            h('th', { scope: 'col', class: 'number' }, 'Length'),
            h('th', { scope: 'col' }, h('span', { class: 'visually-hidden' }, 'What can be done')),
          ),
        ),
        h('tbody', null, runs.map(drawRun)),
      ),
    );
  }

  function drawRun({ name, from, to }) {
    return h(
      'tr',
      { key: name, 'data-run': name },
      h('th', { scope: 'row' }, h('a', { href: app.link('overview', null, { from, to, range: null }) }, name)),
      h('td', null, moment(from).slice(0, -4)),
      h('td', { class: 'number' }, span(to - from)),
      h(
        'td',
        { class: 'number' },
        h('a', { class: 'button', key: 'export', href: `api/local/runs/export?${queryOf({ name })}`, download: `${name}.db`, 'aria-label': `Take ${name} away as a file` }, 'As a file'),
        ' ',
        h(
          'button',
          { type: 'button', class: 'icon-button', key: 'remove', 'aria-label': `Forget the name ${name}`, title: 'Forget the name; what was received stays', onclick: () => make(change('DELETE', `runs?${queryOf({ name })}`)) },
          icon('close', 12),
        ),
      ),
    );
  }

  function drawChoice(runs) {
    const params = app.address().params;
    const select = (of, label) =>
      h(
        'label',
        { class: 'variable', key: of },
        label,
        h(
          'select',
          { 'aria-label': `Run to ${label}`, value: params[of] ?? '', onchange: event => app.change({ [of]: event.target.value }) },
          h('option', { key: ' none', value: '' }, 'a run'),
          runs.map(({ name }) => h('option', { key: name, value: name, selected: name === params[of] }, name)),
        ),
      );
    return h('div', { class: 'filters', key: 'choice', role: 'group', 'aria-label': 'Runs to compare' }, select('base', 'compare'), select('other', 'compare with'));
  }

  return { load, draw };
}
