using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace Obs.Aws.Tests.Chaos;

/// <summary>Hears of every call that failed, as <c>dotnet-trace</c> would.</summary>
internal sealed class FailedCalls : EventListener
{
    private readonly ConcurrentQueue<(string Reason, string Message)> _seen = new();
    private readonly SemaphoreSlim _arrived = new(0);

    public IReadOnlyCollection<(string Reason, string Message)> Seen => _seen;

    public async Task WaitForAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            (await _arrived.WaitAsync(TimeSpan.FromSeconds(10))).Should().BeTrue("a failed call was expected within ten seconds");
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _arrived.Dispose();
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Obs-Aws")
        {
            EnableEvents(eventSource, EventLevel.Warning);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName == "CallFailed")
        {
            _seen.Enqueue(((string)eventData.Payload![2]!, (string)eventData.Payload[3]!));
            _arrived.Release();
        }
    }
}
