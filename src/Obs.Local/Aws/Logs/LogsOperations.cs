namespace Obs.Local.Aws.Logs;

/// <summary>What of the CloudWatch Logs API is served here.</summary>
internal static class LogsOperations
{
    public static Dictionary<string, AwsOperation> Create(LocalServices services)
    {
        MetricFilters filters = services.MetricFilters;
        var containers = new LogContainers(services.Resources, services.Tags, filters, services.Logs);
        var tags = new LogTags(services.Tags, services.Logs);
        var queries = new InsightsQueries(services.Queries, services.Logs);
        QueryDefinitions definitions = services.QueryDefinitions;
        return new Dictionary<string, AwsOperation>(StringComparer.Ordinal)
        {
            ["CreateLogGroup"] = containers.CreateGroupAsync,
            ["DeleteLogGroup"] = containers.DeleteGroupAsync,
            ["DescribeLogGroups"] = new DescribeLogGroups(services.Logs, services.Resources, filters).RunAsync,
            ["PutRetentionPolicy"] = containers.PutRetentionAsync,
            ["DeleteRetentionPolicy"] = containers.DeleteRetentionAsync,
            ["CreateLogStream"] = containers.CreateStreamAsync,
            ["DeleteLogStream"] = containers.DeleteStreamAsync,
            ["DescribeLogStreams"] = new DescribeLogStreams(services.Logs).RunAsync,
            ["PutLogEvents"] = new PutLogEvents(services).RunAsync,
            ["FilterLogEvents"] = new FilterLogEvents(services.Logs).RunAsync,
            ["GetLogEvents"] = new GetLogEvents(services.Logs).RunAsync,
            ["StartQuery"] = queries.StartAsync,
            ["GetQueryResults"] = queries.ResultsAsync,
            ["StopQuery"] = queries.StopAsync,
            ["DescribeQueries"] = PageToken.Logs("none").Guard(queries.DescribeAsync),
            ["GetLogRecord"] = queries.RecordAsync,
            ["GetLogGroupFields"] = queries.FieldsAsync,
            ["PutQueryDefinition"] = definitions.PutAsync,
            ["DescribeQueryDefinitions"] = definitions.DescribeAsync,
            ["DeleteQueryDefinition"] = definitions.DeleteAsync,
            ["PutMetricFilter"] = filters.PutAsync,
            ["DescribeMetricFilters"] = filters.DescribeAsync,
            ["DeleteMetricFilter"] = filters.DeleteAsync,
            ["TestMetricFilter"] = MetricFilters.TestAsync,
            ["ListTagsForResource"] = tags.ListAsync,
            ["TagResource"] = tags.AddAsync,
            ["UntagResource"] = tags.RemoveAsync,
            ["ListTagsLogGroup"] = tags.ListAsync,
            ["TagLogGroup"] = tags.AddAsync,
            ["UntagLogGroup"] = tags.RemoveAsync,
        };
    }
}
