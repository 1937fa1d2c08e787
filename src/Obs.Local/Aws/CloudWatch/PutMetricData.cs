using Obs.Local.Ingest;
using Obs.Local.Metrics;
using Obs.Local.Store;

namespace Obs.Local.Aws.CloudWatch;

/// <summary>Stores metric data: every datum of a request, or none and the reason.</summary>
internal sealed class PutMetricData(IngestAccounts accounts, StoreWriter writer, TimeProvider time)
{
    private const int MaxData = 1_000;
    private const int MaxNamespace = 255;

    public async Task<WireNode> RunAsync(WireNode input, CancellationToken cancellationToken)
    {
        List<WireNode> items =
        [
            .. input.Items("MetricData"),
            .. input.Items("EntityMetricData").SelectMany(static entity => entity.Items("MetricData")),
        ];
        try
        {
            MetricWork work = new(Read(input, items), accounts);
            writer.Enqueue(work);
            string? dropped = await work.Done.WaitAsync(cancellationToken).ConfigureAwait(false);
            return dropped is null ? WireNode.Empty : throw AwsException.Unavailable(dropped);
        }
        catch (AwsException error) when (error.Status < 500)
        {
            accounts.Reject(accounts.Metrics, error.QueryCode, error.Message, traceId: null, Math.Max(1, items.Count));
            throw;
        }
    }

    private List<MetricDatum> Read(WireNode input, List<WireNode> items)
    {
        string space = input.Text("Namespace") ?? throw AwsException.Missing("Namespace");
        if (space.Length is 0 or > MaxNamespace || space[0] == ':' || space.StartsWith("AWS/", StringComparison.Ordinal))
        {
            throw AwsException.InvalidValue(
                $"The value {space} for parameter Namespace is invalid: 1 to {MaxNamespace} characters, not starting with a colon or AWS/.");
        }

        if (items.Count == 0)
        {
            throw AwsException.Missing("MetricData");
        }

        if (items.Count > MaxData)
        {
            throw AwsException.InvalidValue($"The collection MetricData must not have a size greater than {MaxData}; found {items.Count}.");
        }

        DateTimeOffset now = time.GetUtcNow();
        return [.. items.Select((item, index) => new DatumReader(item, $"MetricData.member.{index + 1}").Read(space, now))];
    }
}
