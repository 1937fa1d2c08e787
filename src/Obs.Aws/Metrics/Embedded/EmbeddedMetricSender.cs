using Obs.Delivery;

namespace Obs.Aws.Metrics.Embedded;

/// <summary>Writes metric records to a stream as lines of Embedded Metric Format: no network, no credentials.</summary>
internal sealed class EmbeddedMetricSender(Stream output) : IBatchSender, IDisposable
{
    private readonly EmbeddedLines _lines = new();

    /// <inheritdoc/>
    // What is written to a pipe at once needs no disk before it.
    public void Configure(DeliveryOptions options) => options.SpoolPath = null;

    public ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
    {
        List<RecordFailure> failures = [];
        _lines.Clear();
        for (int i = 0; i < batch.Count; i++)
        {
            if (!TryAdd(batch[i]))
            {
                failures.Add(RecordFailure.Drop(i, "invalid_name"));
            }
        }

        try
        {
            // The console's own lock: a line of the application, of its logs or of ours is never torn by another.
            lock (Console.Out)
            {
                output.Write(_lines.Written.Span);
                output.Flush();
            }

            return new ValueTask<SendResult>(failures.Count == 0 ? SendResult.Delivered : SendResult.Partial(failures));
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // A closed pipe stays closed, and how much went through is unknown: to write it again would count some twice.
            return new ValueTask<SendResult>(SendResult.Drop("output_closed"));
        }
    }

    public void Dispose() => _lines.Dispose();

    // Metrics and dimensions share the line's members. One that bears a dimension's name cannot be told from it.
    private bool TryAdd(ReadOnlyMemory<byte> record)
    {
        var datum = MetricDatum.Read(MetricRecord.Datum(record).Span);
        if (datum.MetricName == "_aws" || datum.Dimensions.Any(d => d.Key == datum.MetricName || d.Key == "_aws"))
        {
            AwsEventSource.Log.DatumRejected(datum.MetricName, "name");
            return false;
        }

        _lines.Add(MetricRecord.Namespace(record.Span), datum);
        return true;
    }
}
