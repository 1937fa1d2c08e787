import { h } from '../dom/h.js';
import { get } from '../app/api.js';
import { drawCopy, drawEmpty } from '../app/states.js';
import { bytes, count } from '../format/numbers.js';
import { createEditor } from '../insights/editor.js';
import { drawBinBars } from '../insights/bin-bars.js';
import { drawPicker } from '../insights/picker.js';
import { createResultChart } from '../insights/result-chart.js';
import { drawResultTable, unfold } from '../insights/result-table.js';
import { binWidth, toBins, toChart, toTable } from '../insights/results.js';
import { loadFields, loadGroups, loadRecord, loadSaved, runQuery } from '../insights/run.js';
import { countingQuery } from '../insights/tokens.js';
import { drawLogTabs } from './log-tabs.js';

const SHOWN = 200;
const FIRST = 'fields @timestamp, level, service, template\n| sort @timestamp desc\n| limit 100';

/** What did it say, and how often? Asked in the language of Logs Insights. */
export function createInsights(app) {
  const onRange = (from, to) => app.change({ from: String(Math.round(from)), to: String(Math.round(to)), range: null });
  const chart = createResultChart(onRange);
  const open = new Map();
  const known = { groups: [], fields: [], recipes: [], saved: [] };
  const editor = createEditor({ redraw: app.redraw, onRun: run, onText: check, vocabulary: () => known });
  let problems = [];
  let checking = 0;
  let shown = SHOWN;
  let running = false;
  let written = null;

  function run(text) {
    const query = text.trim() === '' ? null : text;
    open.clear();
    shown = SHOWN;
    query === (app.address().params.query ?? null) ? app.settle({ query }) : app.change({ query });
  }

  function check(text) {
    clearTimeout(checking);
    checking = setTimeout(async () => {
      try {
        problems = await findProblems(text);
      } catch {
        // The check is a help; running the query says what is wrong as well.
        problems = [];
      }

      app.redraw();
    }, 200);
  }

  async function load(signal) {
    const { query } = app.address().params;
    const { from, to } = app.scope();
    // The address decides what stands in the editor when it changes, and not when only the range does.
    if (written !== (query ?? null)) {
      written = query ?? null;
      if (query !== undefined || editor.text() === '') {
        editor.set(query ?? FIRST);
      }
    }

    await learn(signal);
    problems = query ? await findProblems(query, signal) : [];
    const data = { range: { from, to }, groups: known.groups, result: null };
    if (!query || known.groups.length === 0 || problems.some(problem => !problem.warning)) {
      return data;
    }

    running = true;
    app.redraw();
    try {
      return { ...data, ...(await ask(query, { from, to }, signal)) };
    } finally {
      running = false;
    }
  }

  async function learn(signal) {
    known.groups = await loadGroups(signal);
    known.recipes = known.recipes.length > 0 ? known.recipes : (await get('recipes', {}, signal)).recipes;
    [known.fields, known.saved] = await Promise.all([loadFields(known.groups, signal), loadSaved(signal)]);
  }

  async function ask(query, range, signal) {
    const scope = { ...range, groups: known.groups };
    const width = binWidth(range);
    const [answer, bins] = await Promise.all([
      runQuery(query, scope, signal),
      runQuery(countingQuery(query, width / 1_000), scope, signal),
    ]);
    const table = toTable(answer.results);
    return { result: table, status: answer.status, statistics: answer.statistics, chart: toChart(table), bins: toBins(bins.results, range, width) };
  }

  async function toggle(row) {
    if (open.delete(row.key)) {
      app.redraw();
      return;
    }

    open.set(row.key, row.values);
    app.redraw();
    if (row.pointer) {
      try {
        open.set(row.key, unfold(await loadRecord(row.pointer)));
        app.redraw();
      } catch {
        // The event may have been removed to make room; what the row says stays.
      }
    }
  }

  function draw(data) {
    return h(
      'div',
      { class: 'view insights', key: 'insights' },
      h('h1', { class: 'visually-hidden' }, 'Logs Insights'),
      h('div', { class: 'filters', key: 'tabs' }, drawLogTabs(app, 'insights'), drawPicker(known, choose)),
      editor.draw(problems),
      drawProblems(),
      h(
        'div',
        { class: 'editor-foot', key: 'foot' },
        h('button', { type: 'button', class: 'button is-primary', onclick: () => run(editor.text()) }, running ? 'Running' : 'Run'),
        h('kbd', { 'aria-hidden': 'true' }, 'Ctrl Enter'),
        h('span', { class: 'count', role: 'status' }, drawCount(data)),
        drawCopy(editor.text(), 'Copy the query'),
      ),
      drawResult(data),
    );
  }

  function choose(text) {
    editor.set(text);
    run(text);
  }

  function drawProblems() {
    return h(
      'ul',
      { class: 'editor-problems', id: 'editor-problems', key: 'problems', 'aria-live': 'polite' },
      problems.map(problem =>
        h('li', { key: problem.message, class: problem.warning ? 'is-error' : 'is-fault' }, `${problem.warning ? 'Odd' : 'Wrong'} at ${problem.start + 1}: ${problem.message}`),
      ),
    );
  }

  function drawCount({ result, statistics }) {
    return (
      result &&
      `${count(result.rows.length)} ${result.rows.length === 1 ? 'row' : 'rows'} · ${count(statistics.recordsMatched)} of ${count(statistics.recordsScanned)} entries matched · ${bytes(statistics.bytesScanned)} read`
    );
  }

  function drawResult({ groups, result, chart: lines, bins, range, status }) {
    if (groups.length === 0) {
      return drawEmpty('No log group has been written to, so there is nothing to ask.', `AWS_ENDPOINT_URL=${location.origin} dotnet run`);
    }

    if (!result) {
      return problems.some(problem => !problem.warning) ? null : drawEmpty('Write a query or choose a recipe; Ctrl+Enter runs it over the range above.');
    }

    if (status !== 'Complete') {
      return drawEmpty(`The query ended as ${status}: a shorter range or a narrower filter makes it smaller.`);
    }

    return h(
      'div',
      { key: 'result' },
      drawBinBars(bins, onRange),
      lines && chart.draw(lines, range),
      result.rows.length === 0
        ? drawEmpty('No entry in this range matches; remove a filter or choose a longer range.')
        : drawResultTable({ columns: result.columns, rows: result.rows.slice(0, shown) }, { app, open, onToggle: toggle }),
      result.rows.length > shown &&
        h(
          'button',
          {
            key: 'rest',
            type: 'button',
            class: 'button rest',
            onclick: () => {
              shown += 1_000;
              app.redraw();
            },
          },
          `Show ${count(Math.min(1_000, result.rows.length - shown))} more`,
        ),
    );
  }

  return { load, draw, constant: () => true };
}

async function findProblems(text, signal) {
  if (text.trim() === '') {
    return [];
  }

  const { error, start, end, findings } = await get('check/insights', { q: text }, signal);
  return [...(error ? [{ start, end, message: error }] : []), ...findings.map(finding => ({ ...finding, warning: true }))];
}
