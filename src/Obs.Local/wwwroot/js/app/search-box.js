import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { isTyping } from '../dom/typing.js';
import { loadVocabulary, suggest } from './search.js';

// How long the known operations and services are good for.
const FRESH = 15_000;

/** The one search box: `/` or Ctrl+K from anywhere, arrows and Enter inside. */
export function createSearchBox(app) {
  const state = { text: '', open: false, index: 0, vocabulary: { services: [], operations: [] }, learnt: 0 };

  addEventListener('keydown', event => {
    if (
      (event.key === '/' && !isTyping() && !event.ctrlKey && !event.metaKey) ||
      (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey))
    ) {
      event.preventDefault();
      document.getElementById('search').select();
      document.getElementById('search').focus();
    }
  });

  function open() {
    set({ open: true, index: 0 });
    learn();
  }

  async function learn() {
    if (Date.now() - state.learnt < FRESH) {
      return;
    }

    state.learnt = Date.now();
    try {
      set({ vocabulary: await loadVocabulary(app.surroundings()) });
    } catch {
      // Without a vocabulary the box still finds trace ids and words.
    }
  }

  function type(text) {
    set({ text, open: true, index: 0 });
    learn();
  }

  function set(change) {
    Object.assign(state, change);
    app.redraw();
  }

  function go(place) {
    set({ open: false, text: '' });
    document.getElementById('search').blur();
    app.go(place.view, place.item, place.params);
  }

  function onkeydown(event) {
    const places = suggest(state.text, state.vocabulary);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      set({ open: true, index: places.length === 0 ? 0 : (state.index + step + places.length) % places.length });
    } else if (event.key === 'Enter' && places.length > 0) {
      go(places[Math.min(state.index, places.length - 1)]);
    } else if (event.key === 'Escape') {
      set({ open: false });
      event.target.blur();
    }
  }

  function draw() {
    const places = state.open ? suggest(state.text, state.vocabulary) : [];
    const index = Math.min(state.index, places.length - 1);
    return h(
      'div',
      { class: 'search', key: 'search', role: 'search' },
      icon('search'),
      h('input', {
        id: 'search',
        type: 'text',
        value: state.text,
        placeholder: 'Trace id, operation, service, filter or log word',
        autocomplete: 'off',
        spellcheck: 'false',
        role: 'combobox',
        'aria-label': 'Search',
        'aria-expanded': String(places.length > 0),
        'aria-controls': 'search-places',
        'aria-activedescendant': places.length > 0 ? `search-place-${index}` : null,
        oninput: event => type(event.target.value),
        onfocus: open,
        onblur: () => set({ open: false }),
        onkeydown,
      }),
      h('kbd', { 'aria-hidden': 'true' }, '/'),
      h(
        'ul',
        { id: 'search-places', class: 'search-places', role: 'listbox', 'aria-label': 'Places', hidden: places.length === 0 },
        places.map((place, position) =>
          h(
            'li',
            {
              key: `${place.kind}|${place.title}|${place.note}`,
              id: `search-place-${position}`,
              role: 'option',
              'aria-selected': String(position === index),
              // Before the box loses focus and closes the list.
              onpointerdown: event => {
                event.preventDefault();
                go(place);
              },
            },
            icon(place.kind),
            h('span', { class: 'place-title' }, place.title),
            h('span', { class: 'place-note' }, place.note),
          ),
        ),
      ),
    );
  }

  return { draw };
}
