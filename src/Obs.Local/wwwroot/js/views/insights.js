import { h } from '../dom/h.js';
import { get } from '../app/api.js';
import { serviceCommand } from '../app/commands.js';
import { drawCopy, drawEmpty, drawNotice, drawSkeleton } from '../app/states.js';
import { bytes, count } from '../format/numbers.js';
import { createEditor } from '../insights/editor.js';
import { drawBinBars } from '../insights/bin-bars.js';
import { drawPicker } from '../insights/picker.js';
import { createResultChart } from '../insights/result-chart.js';
import { drawResultTable, unfold } from '../insights/result-table.js';
import { binWidth, toBins, toChart, toTable } from '../insights/results.js';
import { inEnvironment, loadFields, loadGroups, loadRecord, loadSaved, runQuery } from '../insights/run.js';
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
  let running = null;
  let written = null;
  let last = null;

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

    [known.groups, problems] = await Promise.all([loadGroups(signal), query ? findProblems(query, signal) : []]);
    const data = { range: { from, to }, groups: known.groups, result: null };
    if (!query || known.groups.length === 0 || problems.some(problem => !problem.warning)) {
      learnMore(signal);
      return data;
    }

    // The editor is there while the query runs, and so is the last answer until there is the next.
    answerInto(Object.assign(data, last), query, { from, to }, signal);
    return data;
  }

  async function answerInto(data, query, range, signal) {
    running = data;
    try {
      const answer = await ask(query, range, signal);
      last = answer;
      Object.assign(data, answer);
    } catch (error) {
      if (signal.aborted) {
        return;
      }

      data.failure = error;
    }

    // Unless another has been asked since.
    if (running === data) {
      running = null;
      app.redraw();
      learnMore(signal);
    }
  }

  // A help to who writes the next query; this one does not wait for it.
  function learnMore(signal) {
    learn(signal).then(app.redraw, () => null);
  }

  async function learn(signal) {
    const [{ recipes }, fields, saved] = await Promise.all([get('recipes', {}, signal), loadFields(known.groups, signal), loadSaved(signal)]);
    Object.assign(known, { recipes, fields, saved });
  }

  async function ask(query, range, signal) {
    const scope = { ...range, groups: known.groups };
    const { environment } = app.address().params;
    const answer = await runQuery(inEnvironment(query, environment), scope, signal);
    const table = toTable(answer.results);
    const data = { result: table, status: answer.status, statistics: answer.statistics, chart: toChart(table), bins: toBins([], range, binWidth(range)) };
    // The bars stand above an answer that does not wait for them: they take another look at all that is in the range.
    countBins(data, inEnvironment(countingQuery(query, binWidth(range) / 1_000), environment), scope, signal).then(app.redraw, () => null);
    return data;
  }

  async function countBins(data, query, { from, to, groups }, signal) {
    const { results } = await runQuery(query, { from, to, groups }, signal);
    // In its place: what is drawn is the data that was loaded.
    data.bins.splice(0, data.bins.length, ...toBins(results, { from, to }, binWidth({ from, to })));
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
    const { environment } = app.address().params;
    return (
      result &&
      `${count(result.rows.length)} ${result.rows.length === 1 ? 'row' : 'rows'} · ${count(statistics.recordsMatched)} of ${count(statistics.recordsScanned)} entries matched · ${bytes(statistics.bytesScanned)} read${environment ? ` · in ${environment}` : ''}`
    );
  }

  function drawResult({ groups, result, chart: lines, bins, range, status, failure }) {
    if (failure) {
      return drawNotice(failure, () => run(editor.text()), false);
    }

    if (groups.length === 0) {
      return drawEmpty('No log group has been written to, so there is nothing to ask.', serviceCommand());
    }

    if (!result && running) {
      return drawSkeleton('insights');
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
