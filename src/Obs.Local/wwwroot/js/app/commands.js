/** The same question by the aws CLI, to this backend; what asks X-Ray itself has no `--endpoint-url`. */
export function traceSummariesCommand(filter, { from, to }) {
  const seconds = time => Math.round(time / 1_000);
  return [
    `aws xray get-trace-summaries --endpoint-url ${location.origin}`,
    `--start-time ${seconds(from)} --end-time ${seconds(to)}`,
    filter ? `--filter-expression ${quote(filter)}` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

// As every POSIX shell reads it: nothing inside single quotes means anything.
function quote(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
