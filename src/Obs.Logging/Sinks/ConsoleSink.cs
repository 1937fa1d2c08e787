using Obs.Delivery;
using Obs.Logging.Formatting;

namespace Obs.Logging.Sinks;

/// <summary>Writes entries to standard output as people like to read them.</summary>
internal sealed class ConsoleSink(Stream output, bool isColoured) : ILogSink
{
    private readonly OutputStream _output = new(output);
    private readonly EntryBuffer _text = new();
    private readonly ReadableEntry _entry = new(isColoured);

    /// <summary>In colour at a terminal, unless <see href="https://no-color.org">NO_COLOR</see> asks for none.</summary>
    public ConsoleSink()
        : this(
            Console.OpenStandardOutput(),
            !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")))
    {
    }

    public void Configure(DeliveryOptions options)
    {
        options.MaxBatchCount = 1_000;
        options.MaxBatchBytes = 256 * 1024;
        options.SpoolPath = null; // What people watch is for now.
    }

    public ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
    {
        _text.Reset();
        for (int i = 0; i < batch.Count; i++)
        {
            _entry.Write(_text, batch[i].Span);
        }

        return new ValueTask<SendResult>(_output.Write(_text.Written));
    }
}
