import { h } from '../dom/h.js';
import { get } from '../app/api.js';
import { all, cloudWatch } from '../app/aws.js';
import { awsCommand } from '../app/commands.js';
import { drawEmpty } from '../app/states.js';
import { bytes } from '../format/numbers.js';
import { moment } from '../format/time.js';
import { readBody } from '../dashboards/body.js';
import { createChanges } from '../dashboards/changes.js';
import { loadDashboard, loadSurroundings } from '../dashboards/load.js';
import { createPaste, PASTED, pastedBody } from '../dashboards/paste.js';
import { createWidgets } from '../dashboards/widget.js';

/** What will my CloudWatch dashboard look like, before I deploy it? */
export const dashboards = {
  title: 'Dashboards',
  create: (app, address) => (address.item ? createOne(app, address.item) : createList(app)),
};

/** The dashboard, or what changed in it; what was loaded for one of them is never drawn by the other. */
function createOne(app, name) {
  const shown = createDashboard(app, name);
  const changes = createChanges(app, name);

  async function load(signal) {
    const by = app.address().params.changes && name !== PASTED ? changes : shown;
    return { by, data: await by.load(signal) };
  }

  return { load, draw: ({ by, data }) => by.draw(data), title: shown.title };
}

function createList(app) {
  const paste = createPaste(app);

  async function load(signal) {
    return { entries: await loadList(signal) };
  }

  function draw({ entries }) {
    return h(
      'div',
      { class: 'view dashboards', key: 'dashboards' },
      h('h1', { class: 'visually-hidden' }, 'Dashboards'),
      entries.length === 0 && !paste.isOpen()
        ? drawEmpty(
            'No dashboard has been put here. The same body that Terraform deploys can be put, or pasted below to be looked at.',
            awsCommand('cloudwatch put-dashboard', '--dashboard-name shop --dashboard-body file://shop.json'),
          )
        : entries.length > 0 && drawTable(entries),
      paste.draw(),
    );
  }

  function drawTable(entries) {
    return h(
      'table',
      { class: 'table', key: 'list', 'aria-label': 'Dashboards' },
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Dashboard'), h('th', { scope: 'col', class: 'number' }, 'Size'), h('th', { scope: 'col', class: 'number' }, 'Changed'))),
      h(
        'tbody',
        null,
        entries.map(({ DashboardName: name, Size, LastModified }) =>
          h(
            'tr',
            { key: name, class: 'opens', onclick: event => !event.target.closest('a') && app.go('dashboards', name) },
            h('th', { scope: 'row' }, h('a', { href: app.link('dashboards', name), 'data-dashboard': name }, name)),
            h('td', { class: 'number' }, bytes(Size)),
            h('td', { class: 'number' }, moment(LastModified * 1_000).replace(/\.\d+$/, '')),
          ),
        ),
      ),
    );
  }

  return { load, draw };
}

function createDashboard(app, name) {
  const onRange = (from, to) => app.change({ from: String(Math.round(from)), to: String(Math.round(to)), range: null });
  const widgets = createWidgets(app, onRange);

  async function load(signal) {
    const [{ text, changed }, surroundings] = await Promise.all([
      name === PASTED ? { text: pastedBody(), changed: false } : loadStored(name, signal),
      loadSurroundings(signal),
    ]);
    if (text === null) {
      return { missing: true };
    }

    const { body, problem } = readBody(text);
    if (problem) {
      return { problem };
    }

    return { changed, ...(await loadDashboard(body, surroundings, app, signal)) };
  }

  function draw(data) {
    const title = name === PASTED ? 'Pasted dashboard' : name;
    return h(
      'div',
      { class: 'view dashboards', key: name },
      h(
        'h1',
        null,
        title,
        h('a', { class: 'more', key: 'all', href: app.link('dashboards') }, 'all dashboards'),
        data.changed && h('a', { class: 'more', key: 'changes', href: app.link('dashboards', name, { changes: '1' }) }, 'what changed'),
      ),
      data.missing
        ? drawEmpty(name === PASTED ? 'Nothing has been pasted in this window.' : `There is no dashboard ${name}; it may have been deleted.`)
        : data.problem
          ? drawEmpty(data.problem)
          : [
              drawVariables(data.variables),
              drawMessages(data),
              h('div', { class: 'grid', key: 'grid' }, data.widgets.map(widget => widgets.draw(widget, data.range))),
            ],
    );
  }

  function drawVariables(variables) {
    const visible = variables.filter(variable => variable.visible);
    return (
      visible.length > 0 &&
      h(
        'div',
        { class: 'filters', key: 'variables', role: 'group', 'aria-label': 'Variables' },
        visible.map(({ id, label, input, values, value }) => {
          const onchange = event => app.change({ [`var.${id}`]: event.target.value });
          return h(
            'label',
            { class: 'variable', key: id },
            label,
            input === 'input'
              ? h('input', { class: 'text-filter', type: 'text', value: value ?? '', onchange })
              : h(
                  'select',
                  { value: value ?? '', onchange },
                  [...(values.some(item => item.value === value) ? [] : [{ value: value ?? '', label: value ?? 'as written' }]), ...values].map(item =>
                    h('option', { key: item.value, value: item.value, selected: item.value === (value ?? '') }, item.label),
                  ),
                ),
          );
        }),
      )
    );
  }

  function drawMessages({ messages, widgets: placed }) {
    return (
      messages.length > 0 &&
      h(
        'details',
        { class: 'lint', key: 'messages' },
        h('summary', null, `${messages.length} ${messages.length === 1 ? 'finding' : 'findings'} to look at before it is deployed`),
        h(
          'ul',
          null,
          messages.map(({ widget, text }) =>
            h(
              'li',
              { key: `${widget}|${text}` },
              widget === null
                ? 'Dashboard'
                : h('button', { type: 'button', class: 'link', onclick: () => show(widget) }, placed.find(item => item.index === widget).name),
              ` ${text}`,
            ),
          ),
        ),
      )
    );
  }

  return { load, draw, title: () => (name === PASTED ? 'Pasted dashboard' : name) };
}

function show(index) {
  const element = document.getElementById(`widget-${index}`);
  element.scrollIntoView({ block: 'center' });
  element.focus();
}

function loadList(signal) {
  return all(NextToken => cloudWatch('ListDashboards', { NextToken }, signal), 'DashboardEntries');
}

// The list is asked first: what is not there is an answer, and no failure.
async function loadStored(name, signal) {
  const entries = await loadList(signal);
  if (!entries.some(entry => entry.DashboardName === name)) {
    return { text: null, changed: false };
  }

  const [{ DashboardBody: text }, { changed }] = await Promise.all([
    cloudWatch('GetDashboard', { DashboardName: name }, signal),
    get('dashboards/changes', { name }, signal),
  ]);
  return { text, changed };
}
