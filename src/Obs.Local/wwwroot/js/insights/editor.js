import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { tokenize } from './tokens.js';
import { complete } from './completion.js';

const KIND_ICONS = { command: 'chevron', function: 'plus', field: 'logs', recipe: 'traces', keyword: 'minus' };

/**
 * A text area with the coloured text drawn behind it: the browser keeps caret, selection, undo and input methods. `problems` are
 * `{ start, end, message, warning }`. Ctrl+Enter runs, Ctrl+Space asks for the list, arrows and Tab or Enter choose from it.
 */
export function createEditor({ redraw, onRun, onText, vocabulary }) {
  const state = { text: '', items: [], index: 0 };
  let area = null;

  function set(text) {
    state.text = text;
    close();
  }

  function close() {
    state.items = [];
    state.index = 0;
    redraw();
  }

  function suggest(asked) {
    state.items = complete(state.text, area.selectionStart, vocabulary(), asked);
    state.index = 0;
    redraw();
    requestAnimationFrame(place);
  }

  // The list stands under the caret, whose place is known where the coloured text has its mark.
  function place() {
    const list = area?.parentElement.querySelector('.editor-list');
    const mark = area?.parentElement.querySelector('.editor-caret');
    if (list && mark) {
      list.style.setProperty('top', `${mark.offsetTop + 22 - area.scrollTop}px`);
      list.style.setProperty('left', `${Math.max(0, Math.min(mark.offsetLeft, area.clientWidth - list.offsetWidth))}px`);
    }
  }

  function take(item) {
    const caret = item.from + item.insert.length;
    state.text = state.text.slice(0, item.from) + item.insert + state.text.slice(item.to);
    area.value = state.text;
    area.setSelectionRange(caret, caret);
    area.focus();
    close();
    onText(state.text);
  }

  function oninput(event) {
    state.text = event.target.value;
    onText(state.text);
    suggest(false);
  }

  function onkeydown(event) {
    const open = state.items.length > 0;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      close();
      onRun(state.text);
    } else if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault();
      suggest(true);
    } else if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      state.index = (state.index + (event.key === 'ArrowDown' ? 1 : -1) + state.items.length) % state.items.length;
      redraw();
    } else if (open && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault();
      take(state.items[state.index]);
    } else if (open && event.key === 'Escape') {
      event.preventDefault();
      close();
    }
  }

  function draw(problems) {
    return h(
      'div',
      { class: 'editor', key: 'editor' },
      h('pre', { class: 'editor-back', key: 'back', 'aria-hidden': 'true' }, drawPieces(state.text, problems, area?.selectionStart ?? 0), '\n'),
      h('textarea', {
        key: 'text',
        class: 'editor-text',
        'aria-label': 'Insights query',
        'aria-autocomplete': 'list',
        'aria-controls': 'editor-list',
        'aria-activedescendant': state.items.length > 0 ? `editor-item-${state.index}` : null,
        'aria-invalid': String(problems.some(problem => !problem.warning)),
        'aria-describedby': 'editor-problems',
        spellcheck: 'false',
        autocomplete: 'off',
        autocapitalize: 'off',
        rows: Math.min(14, Math.max(4, state.text.split('\n').length + 1)),
        value: state.text,
        created: element => {
          area = element;
        },
        oninput,
        onkeydown,
        onblur: close,
        onscroll: event => {
          event.target.previousSibling.scrollTop = event.target.scrollTop;
        },
      }),
      drawList(),
    );
  }

  function drawList() {
    return h(
      'ul',
      { key: 'list', id: 'editor-list', class: 'editor-list', role: 'listbox', 'aria-label': 'Completions', hidden: state.items.length === 0 },
      state.items.map((item, index) =>
        h(
          'li',
          {
            key: `${item.kind}|${item.name}`,
            id: `editor-item-${index}`,
            role: 'option',
            'aria-selected': String(index === state.index),
            // Before the text area loses focus and closes the list.
            onpointerdown: event => {
              event.preventDefault();
              take(item);
            },
          },
          icon(KIND_ICONS[item.kind], 12),
          h('span', { class: 'editor-name' }, item.name),
          h('span', { class: 'place-note' }, item.kind === 'recipe' ? `recipe: ${item.note}` : item.note || item.kind),
        ),
      ),
    );
  }

  return { draw, set, text: () => state.text };
}

/** The text in pieces of one colour, those that something is wrong with underlined, and the place of the caret marked. */
function drawPieces(text, problems, caret) {
  const cuts = new Set([caret, ...problems.flatMap(problem => [problem.start, Math.max(problem.end, problem.start + 1)])]);
  const pieces = tokenize(text).flatMap(token => split(token, cuts));
  const drawn = pieces.map(piece => {
    const problem = problems.find(({ start, end }) => piece.start >= start && piece.start < Math.max(end, start + 1));
    return h('span', { key: piece.start, class: `tok-${piece.kind}${problem ? (problem.warning ? ' is-odd' : ' is-wrong') : ''}` }, piece.text);
  });
  const at = pieces.findIndex(piece => piece.start >= caret);
  drawn.splice(at < 0 ? drawn.length : at, 0, h('span', { key: 'caret', class: 'editor-caret' }));
  // At the end of the text there is no piece to underline.
  return problems.some(({ start, warning }) => !warning && start >= text.length) ? [...drawn, h('span', { key: 'end', class: 'is-wrong' }, ' ')] : drawn;
}

function split(token, cuts) {
  const inside = [...cuts].filter(cut => cut > token.start && cut < token.start + token.text.length).sort((a, b) => a - b);
  const edges = [token.start, ...inside, token.start + token.text.length];
  return edges.slice(0, -1).map((start, index) => ({ ...token, start, text: token.text.slice(start - token.start, edges[index + 1] - token.start) }));
}
