using Obs.Local.Logs;

namespace Obs.Local.Aws.Logs;

/// <summary>What of the CloudWatch Logs API is served here.</summary>
internal static class LogsOperations
{
    public static Dictionary<string, AwsOperation> Create(LocalServices services)
    {
        var containers = new LogContainers(services.Writer);
        LogQueries queries = services.Logs;
        return new Dictionary<string, AwsOperation>(StringComparer.Ordinal)
        {
            ["CreateLogGroup"] = containers.CreateGroupAsync,
            ["CreateLogStream"] = containers.CreateStreamAsync,
            ["PutLogEvents"] = new PutLogEvents(services.Accounts, services.Writer, services.Time).RunAsync,
            ["DescribeLogGroups"] = new DescribeLogGroups(queries).RunAsync,
            ["DescribeLogStreams"] = new DescribeLogStreams(queries).RunAsync,
            ["FilterLogEvents"] = new FilterLogEvents(queries).RunAsync,
            ["GetLogEvents"] = new GetLogEvents(queries).RunAsync,
        };
    }
}
