using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Obs.Delivery;
using Obs.Logging.Sinks;

namespace Obs.AspNetCore.Tests.Support;

/// <summary>Keeps every entry.</summary>
internal sealed class MemoryLogSink : ILogSink
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public IEnumerable<JsonElement> Of(string category) => _lines.Select(static line => JsonDocument.Parse(line).RootElement)
        .Where(entry => entry.GetProperty("logger").GetString() == category);

    public ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            _lines.Enqueue(Encoding.UTF8.GetString(batch[i].Span));
        }

        return new ValueTask<SendResult>(SendResult.Delivered);
    }
}
