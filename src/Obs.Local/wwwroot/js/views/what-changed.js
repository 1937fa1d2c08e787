import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { count, rate, share } from '../format/numbers.js';
import { duration, span } from '../format/time.js';

const LISTED = 6;
// A change has to be one to the eye, and more than chance makes of so few requests.
const LEAST_REQUESTS = 30;
const RATE_FACTOR = 1.5;
const DURATION_FACTOR = 1.5;
const LEAST_DURATION = 2;
const DEVIATIONS = 4;

/**
 * What is not as it was in the time before, of two lists of services: `{ service, what, kind, before, after, text, weight }`, worst first.
 * `kind` is `worse`, `better` or `other`.
 */
export function findChanges(now, before) {
  if (before.length === 0) {
    return [];
  }

  const earlier = new Map(before.map(service => [service.name, service]));
  const gone = before
    .filter(service => service.requests >= LEAST_REQUESTS && !now.some(({ name, requests }) => name === service.name && requests > 0))
    .map(({ name, requests }) => change(name, 'silent', 'worse', `no requests after ${count(requests)}`, 3));
  return [
    ...gone,
    ...now.filter(({ requests }) => requests > 0).flatMap(service => changesOf(service, earlier.get(service.name))),
  ].sort((a, b) => b.weight - a.weight);
}

/** One line below the verdict: what is different from the same length of time before. */
export function drawChanges({ changes, compared, scope }, app) {
  const before = `the ${span(scope.to - scope.from)} before`;
  return h(
    'section',
    { key: 'changes', class: 'changes-line', 'aria-label': `What changed against ${before}` },
    h('h2', null, 'What changed', h('span', { class: 'count' }, `against ${before}`)),
    changes.length === 0
      ? h('p', { class: 'none' }, compared ? 'Rates, faults and durations are what they were.' : 'Nothing was received then, so there is nothing to set it against.')
      : h(
          'ul',
          null,
          changes.slice(0, LISTED).map(({ service, what, kind, text }) =>
            h(
              'li',
              { key: `${service}|${what}`, 'data-change': what, class: `is-${kind}` },
              h('a', { href: app.link('metrics', null, { of: service }) }, h('b', null, service), ' ', text),
              kind === 'other' ? null : h('span', { class: 'change-kind' }, icon(kind === 'worse' ? 'worse' : 'better', 12), kind),
            ),
          ),
        ),
  );
}

function changesOf(now, before) {
  const { name } = now;
  if (!before || before.requests === 0) {
    return [change(name, 'new', 'other', `is new, ${rate(now.rate)}`, 1)];
  }

  return [rateChange(name, now, before), faultChange(name, now, before), durationChange(name, now, before)].filter(Boolean);
}

function rateChange(name, now, before) {
  // By rates: a part of the time before may be before anything was received.
  const varianceOf = ({ rate: perSecond, requests }) => (perSecond * perSecond) / requests;
  const deviations = Math.abs(now.rate - before.rate) / Math.sqrt(varianceOf(now) + varianceOf(before));
  const factor = now.rate / before.rate;
  if (deviations < DEVIATIONS || (factor < RATE_FACTOR && factor > 1 / RATE_FACTOR)) {
    return null;
  }

  return change(name, 'rate', 'other', `rate ${rate(before.rate)} → ${rate(now.rate)}`, Math.abs(Math.log2(factor)) / 2);
}

function faultChange(name, now, before) {
  const both = (now.fault + before.fault) / (now.requests + before.requests);
  const error = Math.sqrt(both * (1 - both) * (1 / now.requests + 1 / before.requests));
  const difference = now.faultRate - before.faultRate;
  return error === 0 || Math.abs(difference) < DEVIATIONS * error
    ? null
    : change(name, 'faults', difference > 0 ? 'worse' : 'better', `faults ${share(before.faultRate)} → ${share(now.faultRate)}`, difference > 0 ? 4 : 1);
}

function durationChange(name, now, before) {
  const factor = now.p95 / before.p95;
  if (
    Math.min(now.requests, before.requests) < LEAST_REQUESTS ||
    Math.abs(now.p95 - before.p95) < LEAST_DURATION ||
    !(factor >= DURATION_FACTOR || factor <= 1 / DURATION_FACTOR)
  ) {
    return null;
  }

  return change(name, 'p95', factor > 1 ? 'worse' : 'better', `p95 ${duration(before.p95)} → ${duration(now.p95)}`, factor > 1 ? 1 + Math.log2(factor) : 0.5);
}

function change(service, what, kind, text, weight) {
  return { service, what, kind, text, weight };
}
