import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { copyText } from './clipboard.js';

/** Grey shapes where data is about to be. */
export function drawSkeleton(view) {
  return h(
    'div',
    { class: `view skeleton skeleton-${view}`, key: 'skeleton', role: 'status', 'aria-label': 'Loading' },
    Array.from({ length: 9 }, (_, index) => h('div', { key: index, class: 'bone' })),
  );
}

/** What went wrong and what to do; above old data when there is some. */
export function drawNotice(error, retry, stale) {
  return h(
    'div',
    { class: `notice ${stale ? 'is-stale' : ''}`, key: 'notice', role: 'alert' },
    stale ? h('strong', null, 'Not up to date.') : h('h1', null, 'This could not be shown.'),
    h(
      'span',
      null,
      sentence(error.message),
      error.status === 404 && ' It may still be on its way, not have been sampled, or have been removed to make room.',
    ),
    h('button', { type: 'button', class: 'button', onclick: retry }, 'Try again'),
  );
}

/** One sentence on why there is nothing, and one command to copy. */
export function drawEmpty(why, command) {
  return h('div', { class: 'empty', key: 'empty' }, h('p', null, why), command && drawCommand(command));
}

/** A text to copy, with the button that does it. */
export function drawCommand(command) {
  return h('div', { class: 'command', key: command }, h('code', null, command), drawCopy(command, 'Copy'));
}

/** A button that copies a text and says that it did; with a word on it where more than one thing can be copied. */
export function drawCopy(text, label, word) {
  return h(
    'button',
    {
      type: 'button',
      class: `icon-button copy ${word ? 'has-word' : ''}`,
      'aria-label': label,
      title: label,
      onclick: async event => {
        event.stopPropagation();
        const button = event.currentTarget;
        if (await copyText(text)) {
          button.classList.add('is-done');
          setTimeout(() => button.classList.remove('is-done'), 1_200);
        }
      },
    },
    icon('copy'),
    icon('check'),
    word,
  );
}

function sentence(text) {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!]$/.test(first) ? first : `${first}.`;
}
