import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { drawHelp, drawHelpButton } from './help.js';
import { createRangePicker } from './range-picker.js';
import { createSearchBox } from './search-box.js';
import { nextTheme, theme } from './theme.js';

/** The rail, the bar, and the place where a view draws itself. */
export function createFrame(app, views) {
  const search = createSearchBox(app);
  const range = createRangePicker(app);

  function drawRail(current) {
    return h(
      'nav',
      { class: 'rail', key: 'rail', 'aria-label': 'Views' },
      h('a', { class: 'brand', href: app.link('overview'), 'aria-label': 'Obs: overview' }, brand()),
      Object.entries(views).map(([name, view]) =>
        h(
          'a',
          {
            key: name,
            href: app.link(name),
            'aria-current': name === current ? 'page' : null,
            'data-view': name,
          },
          icon(name, 18),
          h('span', null, view.title),
        ),
      ),
    );
  }

  function drawBar() {
    const params = app.address().params;
    return h(
      'header',
      { class: 'bar', key: 'bar' },
      h(
        'div',
        { class: 'bar-filter' },
        drawChoice('environment', 'All environments', app.environments(), params, 2),
        drawChoice('service', 'All services', app.services(), params),
        range.draw(),
        drawLive(),
      ),
      search.draw(),
      h('div', { class: 'bar-buttons', key: 'buttons' }, drawHelpButton(), drawTheme()),
    );
  }

  // What there is to choose from, and what is chosen though there is nothing of it now. Less than `least` is no choice.
  function drawChoice(of, every, known, params, least = 0) {
    const names = [...new Set([...known, params[of]].filter(Boolean))].sort();
    return (
      (names.length >= least || params[of]) &&
      h(
        'label',
        { class: `bar-choice is-${of}`, key: of },
        h('span', { class: 'visually-hidden' }, of === 'service' ? 'Service' : 'Environment'),
        h(
          'select',
          { value: params[of] ?? '', onchange: event => app.change({ [of]: event.target.value }) },
          h('option', { key: '', value: '', selected: !params[of] }, every),
          names.map(name => h('option', { key: name, value: name, selected: name === params[of] }, name)),
        ),
      )
    );
  }

  function drawLive() {
    const live = app.isLive();
    const fixed = app.range().fixed;
    return h(
      'button',
      {
        class: 'live',
        key: 'live',
        type: 'button',
        'aria-pressed': String(live),
        disabled: fixed,
        title: fixed ? 'A fixed time range does not change' : live ? 'Stop updating' : 'Update every three seconds',
        onclick: () => app.change({ live: live ? 'off' : null }),
      },
      h('span', { class: 'pulse', 'aria-hidden': 'true' }),
      live ? 'Live' : fixed ? 'Fixed' : 'Paused',
    );
  }

  function drawTheme() {
    const chosen = theme();
    return h(
      'button',
      {
        class: 'icon-button theme',
        key: 'theme',
        type: 'button',
        'aria-label': `Theme: ${chosen}. Change`,
        title: `Theme: ${chosen}`,
        onclick: () => {
          nextTheme();
          app.redraw();
        },
      },
      icon(chosen),
    );
  }

  function draw(current, content) {
    return [
      h(
        'a',
        {
          class: 'skip',
          key: 'skip',
          href: '#content',
          onclick: event => {
            event.preventDefault();
            document.getElementById('content').focus();
          },
        },
        'To the content',
      ),
      drawRail(current),
      drawBar(),
      h('main', { id: 'content', key: 'main', tabindex: '-1', 'data-view': current }, content),
      drawHelp(),
    ];
  }

  return { draw };
}

function brand() {
  return h(
    'svg',
    { viewBox: '0 0 32 32', width: 26, height: 26, 'aria-hidden': 'true' },
    h('path', { class: 'brand-ok', d: 'M16 4.5a11.5 11.5 0 1 1-11.2 14.100' }),
    h('path', { class: 'brand-fault', d: 'M5.300 11.800A11.500 11.500 0 0 1 9.600 6.400' }),
    h('circle', { class: 'brand-core', cx: 16, cy: 16, r: 4 }),
  );
}
