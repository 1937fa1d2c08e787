/** Starts a service that sends here, with credentials that the SDKs want and nobody checks; with more variables where more is to be said. */
export function serviceCommand(more = '') {
  return `${more}AWS_ENDPOINT_URL=${location.origin} AWS_REGION=eu-west-1 AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local dotnet run`;
}

/** A command of the aws CLI that asks this backend: as it would ask AWS, and without an account. */
export function awsCommand(operation, options) {
  return `aws ${operation} --endpoint-url ${location.origin} --region local --no-sign-request ${options}`;
}

/** The same question as a filter of the page by the aws CLI. */
export function traceSummariesCommand(filter, { from, to }) {
  const seconds = time => Math.round(time / 1_000);
  return awsCommand('xray get-trace-summaries', `--start-time ${seconds(from)} --end-time ${seconds(to)} --filter-expression ${quote(filter)}`);
}

// As every POSIX shell reads it: nothing inside single quotes means anything.
function quote(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
