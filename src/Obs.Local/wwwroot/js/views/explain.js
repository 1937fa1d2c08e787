import { h } from '../dom/h.js';
import { get } from '../app/api.js';
import { drawEmpty } from '../app/states.js';
import { createScatter } from '../charts/scatter.js';
import { clock } from '../format/time.js';
import { createQuestion } from '../explain/question.js';
import { drawLogs, drawSteps, drawTraits } from '../explain/tables.js';

/** Why are the slow ones slow? */
export const explain = { title: 'Explain', create: createExplain };

function createExplain(app) {
  const question = createQuestion(app);
  const scatter = createScatter({
    redraw: app.redraw,
    onOpen: trace => app.go('traces', trace.id),
    onRange: (from, to) => question.chooseSpan(from, to),
  });
  let answered = false;

  async function load(signal) {
    const scope = app.scope();
    const { percentile, spanFrom, spanTo, operation, filter } = app.address().params;
    const [answer, operations] = await Promise.all([
      get('explain', { ...scope, percentile, spanFrom, spanTo, operation, filter }, signal),
      get('operations', scope, signal),
    ]);
    answered = answer.population > 0;
    return { ...answer, scope, operations: [...new Set(operations.operations.map(each => each.operation))].sort() };
  }

  function draw(data) {
    return h(
      'div',
      { class: 'view explain', key: 'explain' },
      question.draw(data),
      data.population === 0 ? drawNone() : [drawAnswer(data), drawDots(data), drawSteps(data, app), drawTraits(data, app), drawLogs(data, app)],
    );
  }

  function drawNone() {
    const { operation, filter, service, environment } = app.address().params;
    return [
      h('h1', { class: 'visually-hidden', key: 'title' }, 'Explain'),
      operation || filter || service || environment
        ? drawEmpty('No trace in this range passes the filter; remove a part of it or choose a longer range.')
        : drawEmpty(
            'No traces in this range, so there is nothing to explain: the service has had no requests, or none of them were sampled.',
            'Observability__Tracing__FixedRate=1 dotnet run',
          ),
    ];
  }

  function drawAnswer({ answer, caution, complete, scope }) {
    const [headline, ...rest] = answer;
    return h(
      'section',
      { class: `answer ${caution ? 'is-weak' : ''}`, key: 'answer' },
      h('h1', null, headline),
      h(
        'ul',
        { 'aria-label': 'Answer' },
        rest.map(sentence => h('li', { key: sentence, class: sentence === caution ? 'caution' : null }, sentence)),
      ),
      h(
        'p',
        { class: 'sub' },
        `As of ${clock(scope.to)}. ${complete ? '' : 'There are more traces than were looked at; these are the newest. '}`,
        h('button', { type: 'button', class: 'button', onclick: () => app.settle({}) }, 'Ask again'),
      ),
    );
  }

  function drawDots({ dots, scope, slow, typical }) {
    return h(
      'section',
      { key: 'dots' },
      h(
        'h2',
        null,
        'Traces over time',
        h('span', { class: 'count' }, `${slow.count} to explain, dark; ${typical.count} to compare with, light; drag to choose a span of time`),
      ),
      scatter.draw(dots, scope),
    );
  }

  // An answer is read, not watched: it stays until it is asked for again.
  return { load, draw, constant: () => answered };
}
