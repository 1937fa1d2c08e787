using Obs.Local.Ingest;
using Obs.Local.Logs;
using Obs.Local.Store;

namespace Obs.Local.Aws.Logs;

/// <summary>What of the CloudWatch Logs API is served here.</summary>
internal static class LogsOperations
{
    public static Dictionary<string, AwsOperation> Create(IngestAccounts accounts, StoreWriter writer, Database database, TimeProvider time)
    {
        var containers = new LogContainers(writer);
        var queries = new LogQueries(database);
        return new Dictionary<string, AwsOperation>(StringComparer.Ordinal)
        {
            ["CreateLogGroup"] = containers.CreateGroupAsync,
            ["CreateLogStream"] = containers.CreateStreamAsync,
            ["PutLogEvents"] = new PutLogEvents(accounts, writer, time).RunAsync,
            ["DescribeLogGroups"] = new DescribeLogGroups(queries).RunAsync,
            ["DescribeLogStreams"] = new DescribeLogStreams(queries).RunAsync,
            ["FilterLogEvents"] = new FilterLogEvents(queries).RunAsync,
            ["GetLogEvents"] = new GetLogEvents(queries).RunAsync,
        };
    }
}
