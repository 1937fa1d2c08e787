import { all, cloudWatchLogs } from '../app/aws.js';
import { toChoice } from './picker.js';

const MOST_GROUPS = 50;
// `SOURCE '…' | SOURCE '…' |`, each with its options.
const SOURCES = /^(?:\s*source\s+(?:'[^']*'|"[^"]*"|[^|'"])*\|)+/i;
const SOURCE = /^\s*source\s+['"]/i;

/** The log groups there are. */
export async function loadGroups(signal) {
  const groups = await all(nextToken => cloudWatchLogs('DescribeLogGroups', { nextToken }, signal), 'logGroups');
  return groups.map(group => group.logGroupName);
}

/** The saved queries there are, as they are chosen. */
export async function loadSaved(signal) {
  return (await all(nextToken => cloudWatchLogs('DescribeQueryDefinitions', { nextToken }, signal), 'queryDefinitions')).map(toChoice);
}

/** Fields that entries of some groups carry, the commonest first. */
export async function loadFields(groups, signal) {
  const answers = await Promise.all(groups.slice(0, 6).map(logGroupName => cloudWatchLogs('GetLogGroupFields', { logGroupName }, signal)));
  const shares = new Map();
  for (const { name, percent } of answers.flatMap(answer => answer.logGroupFields)) {
    shares.set(name, Math.max(percent, shares.get(name) ?? 0));
  }

  return [...shares].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}

/** The query over what one environment logged: right after its sources, before anything can have left the field out. */
export function inEnvironment(query, environment) {
  if (!environment) {
    return query;
  }

  const filter = `filter environment = ${JSON.stringify(environment)}`;
  const sources = SOURCES.exec(query)?.[0];
  return sources ? `${sources} ${filter} |${query.slice(sources.length)}` : `${filter}\n| ${query}`;
}

/** Runs a query to its end: `{ results, statistics, status }`. A query that names its sources is not given any. */
export async function runQuery(queryString, { groups, from, to }, signal) {
  const started = await cloudWatchLogs(
    'StartQuery',
    {
      queryString,
      // The bounds are whole seconds, both included.
      startTime: Math.floor(from / 1_000),
      endTime: Math.ceil(to / 1_000),
      ...(SOURCE.test(queryString) ? {} : { logGroupNames: groups.slice(0, MOST_GROUPS) }),
    },
    signal,
  );
  for (let wait = 20; ; wait = Math.min(100, wait * 2)) {
    const answer = await cloudWatchLogs('GetQueryResults', started, signal);
    if (answer.status !== 'Running' && answer.status !== 'Scheduled') {
      return answer;
    }

    await pause(wait, signal);
  }
}

/** A whole event by the pointer of a row. */
export async function loadRecord(logRecordPointer) {
  return (await cloudWatchLogs('GetLogRecord', { logRecordPointer })).logRecord;
}

function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
