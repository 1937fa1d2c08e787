import { h } from '../dom/h.js';
import { outcomeMark } from '../dom/outcome.js';
import { count, rate, share } from '../format/numbers.js';
import { clock, span } from '../format/time.js';

/** One sentence on the state of everything, what else deserves a word, and one line of totals. */
export function drawVerdict(data, app) {
  const findings = findProblems(data);
  const worst = findings.find(finding => finding.ongoing);
  const link = finding => h('a', { href: app.link(finding.view, null, finding.params) }, finding.text);
  return h(
    'section',
    { class: `verdict is-${worst?.outcome ?? 'ok'}`, key: 'verdict' },
    h(
      'h1',
      null,
      data.services.length > 0 && outcomeMark(worst?.outcome ?? 'ok'),
      worst ? link(worst) : data.services.length === 0 ? 'Waiting for data' : 'Nothing is wrong right now',
    ),
    h(
      'div',
      { class: 'findings', key: 'findings' },
      findings
        .filter(finding => finding !== worst)
        .slice(0, 4)
        .map(finding =>
          h('p', { key: `${finding.outcome}|${finding.params.service}`, class: 'finding' }, outcomeMark(finding.outcome), link(finding)),
        ),
    ),
    h('p', { class: 'totals', key: 'totals' }, totals(data)),
  );
}

/** What deserves a word, what goes on before what is over, worst first. */
export function findProblems({ services, status, scope }) {
  const faults = services.filter(service => service.faultRate > 0).map(service => describeFaults(service));
  const throttles = services
    .filter(service => service.throttle > 0)
    .map(service => ({
      outcome: 'throttle',
      ongoing: false,
      weight: 0,
      view: 'traces',
      params: { outcome: 'throttle', service: service.name },
      text: `${service.name}: ${count(service.throttle)} throttled`,
    }));
  const rejected = status.rejects.filter(reject => reject.time >= scope.from && reject.time <= scope.to);
  const rejects =
    rejected.length === 0
      ? []
      : [
          {
            outcome: 'error',
            ongoing: false,
            weight: 0,
            view: 'ingest',
            params: {},
            text: `${count(rejected.length)} of what arrived was rejected, the newest for: ${rejected[0].reason}`,
          },
        ];
  return [...faults.sort((a, b) => b.ongoing - a.ongoing || b.weight - a.weight), ...throttles, ...rejects];
}

/**
 * When the newest run of bins with faults began and ended, and whether it goes on; two clean bins end a run.
 * Null when there is no such bin.
 */
export function faultRun({ count: counts, fault, timestamps, period }) {
  const bins = timestamps
    .map((time, index) => ({ time, requests: counts[index], faults: fault[index] ?? 0 }))
    .filter(bin => bin.requests !== null);
  const last = bins.findLastIndex(bin => bin.faults > 0);
  if (last < 0) {
    return null;
  }

  let first = last;
  for (let index = last; index >= 0 && first - index < 3; index--) {
    first = bins[index].faults > 0 ? index : first;
  }

  return { from: bins[first].time, to: bins[last].time + period * 1_000, ongoing: bins.length - 1 - last < 2 };
}

function describeFaults(service) {
  const run = faultRun(service.series);
  const ongoing = run?.ongoing ?? true;
  const when = !run ? '' : ongoing ? `, since ${clock(run.from)}` : `, the last before ${clock(run.to)}`;
  return {
    outcome: 'fault',
    ongoing,
    weight: service.faultRate,
    view: 'traces',
    params: { outcome: 'fault', service: service.name },
    text: `${service.name}: ${share(service.faultRate)} of requests ${ongoing ? 'end' : 'ended'} in a fault${when}`,
  };
}

function totals({ services, scope, status }) {
  const requests = services.reduce((sum, service) => sum + service.requests, 0);
  const perSecond = services.reduce((sum, service) => sum + service.rate, 0);
  const rejected = status.ingest.reduce((sum, signal) => sum + Object.values(signal.rejected).reduce((a, b) => a + b, 0), 0);
  return [
    `${count(services.length)} ${services.length === 1 ? 'service' : 'services'}`,
    rate(perSecond),
    `${count(requests)} ${requests === 1 ? 'request' : 'requests'} in ${span(scope.to - scope.from)}`,
    `${count(status.store.segments)} segments kept`,
    rejected === 0 ? 'nothing rejected' : `${count(rejected)} rejected`,
  ].join(' · ');
}
