using Obs.Delivery;

namespace Obs.Logging.Sinks;

/// <summary>Writes entries to a stream, one line each, as many as there are in one write.</summary>
internal sealed class StandardOutputSink(Stream output) : ILogSink
{
    private const int MaxWriteBytes = 256 * 1024;

    private readonly OutputStream _output = new(output);
    private readonly LineBatch _lines = new();

    public StandardOutputSink()
        : this(Console.OpenStandardOutput())
    {
    }

    public void Configure(DeliveryOptions options)
    {
        options.MaxBatchCount = 10_000;
        options.MaxBatchBytes = MaxWriteBytes;
        options.RecordOverheadBytes = LineBatch.LineEndBytes;
        options.SpoolPath = null; // What is written to a pipe at once needs no disk before it.
    }

    public ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken) =>
        new(_output.Write(_lines.Join(batch)));
}
