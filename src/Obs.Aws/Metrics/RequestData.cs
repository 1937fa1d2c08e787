using Obs.Metrics;

namespace Obs.Aws.Metrics;

/// <summary>Publishes how long requests took and how they ended, for the whole service and for each operation.</summary>
internal static class RequestData
{
    private const double MillisecondsPerSecond = 1_000;

    public static void Write(DatumWriter writer, DatumHead head, MetricWindow window)
    {
        IReadOnlyList<OperationSummary> operations = OperationSummaries.Served(window);
        if (operations.Count == 0)
        {
            return;
        }

        Write(writer, head, OperationSummaries.Total("", operations));
        foreach (OperationSummary operation in operations)
        {
            KeyValuePair<string, string> dimension = new("Operation", CloudWatchText.DimensionValue(operation.Operation));
            Write(writer, head with { Dimensions = [.. head.Dimensions, dimension] }, operation);
        }
    }

    private static void Write(DatumWriter writer, DatumHead head, OperationSummary operation)
    {
        writer.Begin(head with { MetricName = "Latency", Unit = CloudWatchUnit.Milliseconds });
        HistogramData.Write(writer, operation.Latency, MillisecondsPerSecond);
        writer.End();
        WriteShare(writer, head with { MetricName = "Error", Unit = CloudWatchUnit.Count }, operation.Errors, operation.Count);
        WriteShare(writer, head with { MetricName = "Fault", Unit = CloudWatchUnit.Count }, operation.Faults, operation.Count);
    }

    // A one for each request that it happened to and a zero for every other: the sum is how many, the average is the rate.
    private static void WriteShare(DatumWriter writer, DatumHead head, long count, long requests)
    {
        writer.Begin(head);
        if (count < requests)
        {
            writer.Add(0, requests - count);
        }

        if (count > 0)
        {
            writer.Add(1, count);
        }

        writer.End();
    }
}
