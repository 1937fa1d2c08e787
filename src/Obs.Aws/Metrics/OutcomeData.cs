using Obs.Metrics;

namespace Obs.Aws.Metrics;

/// <summary>Publishes how long calls took and how they ended, under the names of CloudWatch Application Signals.</summary>
internal static class OutcomeData
{
    /// <summary>Latency, Error and Fault.</summary>
    public const int Series = 3;

    private const double MillisecondsPerSecond = 1_000;

    public static void Write(DatumWriter writer, DatumHead head, OperationSummary operation)
    {
        writer.Begin(head with { MetricName = "Latency", Unit = CloudWatchUnit.Milliseconds });
        HistogramData.Write(writer, operation.Latency, MillisecondsPerSecond);
        writer.End();
        WriteShare(writer, head with { MetricName = "Error", Unit = CloudWatchUnit.Count }, operation.Errors, operation.Count);
        WriteShare(writer, head with { MetricName = "Fault", Unit = CloudWatchUnit.Count }, operation.Faults, operation.Count);
    }

    // A one for each call that it happened to and a zero for every other: the sum is how many, the average is the rate.
    private static void WriteShare(DatumWriter writer, DatumHead head, long count, long calls)
    {
        writer.Begin(head);
        if (count < calls)
        {
            writer.Add(0, calls - count);
        }

        if (count > 0)
        {
            writer.Add(1, count);
        }

        writer.End();
    }
}
