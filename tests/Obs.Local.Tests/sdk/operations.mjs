// Calls the local backend with the SDKs as an application would, and prints what came back.
import * as cw from '@aws-sdk/client-cloudwatch';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as xray from '@aws-sdk/client-xray';

const options = {
  endpoint: process.argv[2],
  region: 'eu-west-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  maxAttempts: 1,
};
const metrics = new cw.CloudWatchClient(options);
const log = new logs.CloudWatchLogsClient(options);
const traces = new xray.XRayClient(options);
const now = new Date();
const range = { StartTime: new Date(now.getTime() - 600_000), EndTime: new Date(now.getTime() + 60_000) };
const result = {};

async function refused(call) {
  try {
    await call();
    return 'accepted';
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}

await metrics.send(new cw.PutMetricDataCommand({
  Namespace: 'Shop',
  MetricData: [
    { MetricName: 'Latency', Timestamp: now, Values: [10, 20, 100], Counts: [8, 1, 1], Unit: 'Milliseconds', Dimensions: [{ Name: 'Service', Value: 'shop' }] },
    { MetricName: 'Faults', Timestamp: now, Value: 2, Dimensions: [{ Name: 'Service', Value: 'shop' }] },
  ],
}));
const stat = (id, name, statistic) => ({
  Id: id,
  ReturnData: false,
  MetricStat: { Metric: { Namespace: 'Shop', MetricName: name, Dimensions: [{ Name: 'Service', Value: 'shop' }] }, Period: 60, Stat: statistic },
});
const data = await metrics.send(new cw.GetMetricDataCommand({
  ...range,
  MetricDataQueries: [stat('f', 'Faults', 'Sum'), stat('n', 'Latency', 'SampleCount'), { Id: 'rate', Expression: '100 * f / n' },
    { Id: 'worst', Expression: "SEARCH('{Shop,Service} MetricName=\"Latency\"', 'p99', 60)", Label: "${PROP('Dim.Service')}" }],
}));
result.data = data.MetricDataResults.map((r) => ({ id: r.Id, label: r.Label, values: r.Values, isDate: r.Timestamps[0] instanceof Date }));
result.badMath = await refused(() => metrics.send(new cw.GetMetricDataCommand({ ...range, MetricDataQueries: [{ Id: 'e', Expression: 'm1 +' }] })));

await metrics.send(new cw.PutMetricAlarmCommand({
  AlarmName: 'slow', Namespace: 'Shop', MetricName: 'Latency', ExtendedStatistic: 'p99', Period: 60, EvaluationPeriods: 1, Threshold: 50,
  ComparisonOperator: 'GreaterThanThreshold', Dimensions: [{ Name: 'Service', Value: 'shop' }], Tags: [{ Key: 'team', Value: 'pay' }],
}));
await metrics.send(new cw.PutCompositeAlarmCommand({ AlarmName: 'page', AlarmRule: 'ALARM(slow)' }));
await metrics.send(new cw.SetAlarmStateCommand({ AlarmName: 'slow', StateValue: 'ALARM', StateReason: 'drill' }));
const alarms = await metrics.send(new cw.DescribeAlarmsCommand({ AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] }));
result.alarms = [...alarms.MetricAlarms, ...alarms.CompositeAlarms].map((a) => a.AlarmName);
result.state = alarms.MetricAlarms[0].StateValue;
result.threshold = alarms.MetricAlarms[0].Threshold;
result.alarmTags = (await metrics.send(new cw.ListTagsForResourceCommand({ ResourceARN: alarms.MetricAlarms[0].AlarmArn }))).Tags;
result.history = (await metrics.send(new cw.DescribeAlarmHistoryCommand({ AlarmName: 'slow' }))).AlarmHistoryItems.map((i) => i.HistoryItemType);

const body = JSON.stringify({ widgets: [{ type: 'text', properties: { markdown: '# shop' } }] });
await metrics.send(new cw.PutDashboardCommand({ DashboardName: 'shop', DashboardBody: body }));
result.dashboard = (await metrics.send(new cw.GetDashboardCommand({ DashboardName: 'shop' }))).DashboardBody === body;
result.badDashboard = await refused(() => metrics.send(new cw.PutDashboardCommand({ DashboardName: 'bad', DashboardBody: '{}' })));
result.noDashboard = await refused(() => metrics.send(new cw.GetDashboardCommand({ DashboardName: 'none' })));

await log.send(new logs.CreateLogGroupCommand({ logGroupName: '/shop', tags: { team: 'pay' } }));
await log.send(new logs.CreateLogStreamCommand({ logGroupName: '/shop', logStreamName: 'one' }));
await log.send(new logs.PutMetricFilterCommand({
  logGroupName: '/shop', filterName: 'errors', filterPattern: '{ $.level = "Error" }',
  metricTransformations: [{ metricName: 'Errors', metricNamespace: 'Shop', metricValue: '1' }],
}));
await log.send(new logs.PutRetentionPolicyCommand({ logGroupName: '/shop', retentionInDays: 7 }));
await log.send(new logs.PutLogEventsCommand({
  logGroupName: '/shop', logStreamName: 'one',
  logEvents: [{ timestamp: now.getTime(), message: '{"level":"Error","ms":12}' }, { timestamp: now.getTime(), message: '{"level":"Info","ms":5}' }],
}));
const { queryId } = await log.send(new logs.StartQueryCommand({
  logGroupName: '/shop', startTime: Math.floor(range.StartTime / 1000), endTime: Math.floor(range.EndTime / 1000), queryString: 'stats sum(ms) as total, count(*) as n',
}));
let rows;
do {
  await new Promise((resolve) => setTimeout(resolve, 50));
  rows = await log.send(new logs.GetQueryResultsCommand({ queryId }));
} while (rows.status === 'Running' || rows.status === 'Scheduled');
result.rows = rows.results[0].map((f) => `${f.field}=${f.value}`);
result.badQuery = await refused(() => log.send(new logs.StartQueryCommand({ logGroupName: '/shop', startTime: 0, endTime: 1, queryString: 'nonsense' })));
const definition = await log.send(new logs.PutQueryDefinitionCommand({ name: 'slow', queryString: 'fields ms', logGroupNames: ['/shop'] }));
result.definitions = (await log.send(new logs.DescribeQueryDefinitionsCommand({}))).queryDefinitions.map((d) => d.name);
result.deleted = (await log.send(new logs.DeleteQueryDefinitionCommand({ queryDefinitionId: definition.queryDefinitionId }))).success;
result.group = (await log.send(new logs.DescribeLogGroupsCommand({}))).logGroups[0].retentionInDays;
result.filtered = (await log.send(new logs.FilterLogEventsCommand({ logGroupName: '/shop', filterPattern: '{ $.ms > 10 }' }))).events.length;

const id = `1-${Math.floor(now / 1000).toString(16)}-000000000000000000000001`;
const start = Math.floor(now / 1000);
await traces.send(new xray.PutTraceSegmentsCommand({
  TraceSegmentDocuments: [JSON.stringify({ trace_id: id, id: '00000000000000a1', name: 'shop', start_time: start, end_time: start + 0.5, fault: true, annotations: { plan: 'gold' } })],
}));
const summaries = await traces.send(new xray.GetTraceSummariesCommand({ ...range, FilterExpression: 'service("shop") { fault } and annotation.plan = "gold"' }));
result.traces = summaries.TraceSummaries.map((t) => t.Id === id && t.HasFault);
result.badFilter = await refused(() => traces.send(new xray.GetTraceSummariesCommand({ ...range, FilterExpression: 'service(' })));
await traces.send(new xray.CreateGroupCommand({ GroupName: 'failing', FilterExpression: 'fault' }));
const graph = await traces.send(new xray.GetServiceGraphCommand({ ...range, GroupName: 'failing' }));
result.graph = graph.Services.map((s) => `${s.Name} ${s.Type ?? ''}`.trim());
const rule = await traces.send(new xray.CreateSamplingRuleCommand({
  SamplingRule: {
    RuleName: 'all', ResourceARN: '*', Priority: 1, FixedRate: 1, ReservoirSize: 1, ServiceName: '*', ServiceType: '*', Host: '*', HTTPMethod: '*', URLPath: '*', Version: 1,
  },
}));
result.rule = rule.SamplingRuleRecord.CreatedAt instanceof Date;
const series = await traces.send(new xray.GetTimeSeriesServiceStatisticsCommand({ ...range, EntitySelectorExpression: 'service("shop")' }));
result.series = series.TimeSeriesServiceStatistics.map((s) => s.ServiceSummaryStatistics.FaultStatistics.TotalCount);
console.log(JSON.stringify(result));
