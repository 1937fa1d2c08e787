using Obs.Delivery;

namespace Obs.Logging.Sinks;

/// <summary>Writes entries to a stream, one line each, as many as there are in one write.</summary>
internal sealed class StandardOutputSink(Stream output) : ILogSink
{
    private const int MaxWriteBytes = 256 * 1024;

    private byte[] _lines = new byte[16 * 1024];

    public StandardOutputSink()
        : this(Console.OpenStandardOutput())
    {
    }

    public void Configure(DeliveryOptions options)
    {
        options.MaxBatchCount = 10_000;
        options.MaxBatchBytes = MaxWriteBytes;
        options.RecordOverheadBytes = 1;
        options.SpoolPath = null; // What is written to a pipe at once needs no disk before it.
    }

    public ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
    {
        int size = (int)batch.SizeBytes + batch.Count;
        if (_lines.Length < size)
        {
            _lines = new byte[Math.Max(size, _lines.Length * 2)];
        }

        int position = 0;
        for (int i = 0; i < batch.Count; i++)
        {
            batch[i].Span.CopyTo(_lines.AsSpan(position));
            position += batch[i].Length;
            _lines[position++] = (byte)'\n';
        }

        try
        {
            // The console's own lock: a line of ours is never torn by what the application writes, nor the other way round.
            lock (Console.Out)
            {
                output.Write(_lines, 0, position);
                output.Flush();
            }

            return new ValueTask<SendResult>(SendResult.Delivered);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // A closed pipe stays closed, and how much of the lines went through is unknown: to write them again would repeat some.
            return new ValueTask<SendResult>(SendResult.Drop("output_closed"));
        }
    }
}
