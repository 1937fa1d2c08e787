import { h } from '../dom/h.js';
import { outcomeMark } from '../dom/outcome.js';
import { count, rate, share } from '../format/numbers.js';
import { clock, span } from '../format/time.js';

/** One sentence on the state of everything, and one line of totals under it. */
export function drawVerdict(data, app) {
  const findings = findProblems(data);
  const worst = findings[0];
  return h('section', { class: `verdict is-${worst?.outcome ?? 'ok'}`, key: 'verdict', 'aria-live': 'polite' },
    h('h1', null, outcomeMark(worst?.outcome ?? 'ok', worst ? worst.outcome : 'ok'),
      worst ? h('a', { href: app.link(worst.view, null, worst.params) }, worst.text) : data.services.length === 0 ? 'Waiting for data' : 'Nothing is wrong right now'),
    findings.slice(1, 4).map(finding => h('p', { key: finding.text, class: 'finding' }, outcomeMark(finding.outcome),
      h('a', { href: app.link(finding.view, null, finding.params) }, finding.text))),
    h('p', { class: 'totals', key: 'totals' }, totals(data)));
}

/** What deserves a word, worst first. */
export function findProblems({ services, status, scope }) {
  const faults = services.filter(service => service.faultRate > 0)
    .sort((a, b) => b.faultRate - a.faultRate)
    .map(service => ({
      outcome: 'fault', view: 'traces', params: { outcome: 'fault', service: service.name },
      text: `${service.name}: ${share(service.faultRate)} of requests end in a fault${since(service.series)}`,
    }));
  const throttles = services.filter(service => service.throttle > 0)
    .map(service => ({
      outcome: 'throttle', view: 'traces', params: { outcome: 'throttle', service: service.name },
      text: `${service.name}: ${count(service.throttle)} throttled`,
    }));
  const rejected = status.rejects.filter(reject => reject.time >= scope.from && reject.time <= scope.to);
  const rejects = rejected.length === 0 ? [] : [{
    outcome: 'error', view: 'ingest', params: {}, text: `${count(rejected.length)} of what arrived was rejected, last for ${rejected[0].reason}`,
  }];
  return [...faults, ...throttles, ...rejects];
}

/** Since when the last unbroken run of bins with faults has lasted; two clean bins break it. */
export function faultsSince(series) {
  let start = null;
  let clean = 0;
  for (let index = series.count.length - 1; index >= 0 && clean < 2; index--) {
    if (series.fault[index] > 0) {
      start = index;
      clean = 0;
    } else if (series.count[index] !== null) {
      clean++;
    }
  }

  return start === null ? null : series.timestamps[start];
}

function since(series) {
  const time = series && faultsSince(series);
  return time ? `, since ${clock(time)}` : '';
}

function totals({ services, scope, status }) {
  const requests = services.reduce((sum, service) => sum + service.requests, 0);
  const perSecond = services.reduce((sum, service) => sum + service.rate, 0);
  const rejected = status.ingest.reduce((sum, signal) => sum + Object.values(signal.rejected).reduce((a, b) => a + b, 0), 0);
  return [
    `${count(services.length)} ${services.length === 1 ? 'service' : 'services'}`, rate(perSecond), `${count(requests)} requests in ${span(scope.to - scope.from)}`,
    `${count(status.store.segments)} segments kept`, rejected === 0 ? 'nothing rejected' : `${count(rejected)} rejected`,
  ].join(' · ');
}
