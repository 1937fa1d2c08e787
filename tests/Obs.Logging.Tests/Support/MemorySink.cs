using System.Text;
using Obs.Delivery;
using Obs.Logging.Sinks;

namespace Obs.Logging.Tests.Support;

/// <summary>Keeps every record as text.</summary>
internal sealed class MemorySink : ILogSink
{
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>How often the writing thread came with something.</summary>
    public int Writes { get; private set; }

    /// <summary>Where Linux tells of the writing thread, once it has come.</summary>
    public string? ThreadFolder { get; private set; }

    /// <summary>Forgets everything kept so far.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _lines.Clear();
        }
    }

    public void Configure(DeliveryOptions options)
    {
    }

    public ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Writes++;
            ThreadFolder ??= OperatingSystem.IsLinux()
                ? Path.Join("/proc", new FileInfo("/proc/thread-self").LinkTarget)
                : null;
            for (int i = 0; i < batch.Count; i++)
            {
                _lines.Add(Encoding.UTF8.GetString(batch[i].Span));
            }
        }

        return new ValueTask<SendResult>(SendResult.Delivered);
    }
}
