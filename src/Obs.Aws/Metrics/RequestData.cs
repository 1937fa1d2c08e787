using Obs.Metrics;

namespace Obs.Aws.Metrics;

/// <summary>Publishes how long requests took and how they ended, for the whole service and for each operation.</summary>
internal static class RequestData
{
    /// <summary>Latency, Error and Fault.</summary>
    private const int SeriesPerOperation = 3;

    private const double MillisecondsPerSecond = 1_000;

    /// <summary>Writes the operations of a window and says how many series had to be published together.</summary>
    public static int Write(DatumWriter writer, DatumHead head, MetricWindow window, SeriesCeiling ceiling)
    {
        IReadOnlyList<OperationSummary> operations = OperationSummaries.Served(window);
        if (operations.Count == 0)
        {
            return 0;
        }

        Write(writer, head, OperationSummaries.Total("", operations));
        List<OperationSummary> overflowing = [];
        foreach (OperationSummary operation in operations)
        {
            DatumHead own = Of(head, operation);
            if (ceiling.TryAdmit(own.Key, SeriesPerOperation, head.Timestamp))
            {
                Write(writer, own, operation);
            }
            else
            {
                overflowing.Add(operation);
            }
        }

        if (overflowing.Count > 0)
        {
            OperationSummary others = OperationSummaries.Total("(other)", overflowing);
            Write(writer, Of(head, others), others);
        }

        return overflowing.Count * SeriesPerOperation;
    }

    private static DatumHead Of(DatumHead head, OperationSummary operation) => head with
    {
        Dimensions = [.. head.Dimensions, new("Operation", CloudWatchText.DimensionValue(operation.Operation))],
    };

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
