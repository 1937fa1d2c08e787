using System.Diagnostics.Tracing;
using Obs.Secrets;

namespace Obs.Metrics;

/// <summary>What the package has to say about itself: works without configuration and cannot loop into what it measures.</summary>
[EventSource(Name = "Obs-Metrics")]
internal sealed class MetricsEventSource : EventSource
{
    public static readonly MetricsEventSource Log = new();

    private MetricsEventSource()
    {
    }

    [Event(
        1,
        Level = EventLevel.Warning,
        Message = "{0} measurements were rejected in the last window: negative, NaN, infinite or out of their dimensions.")]
    public void MeasurementsRejected(long count) => WriteEvent(1, count);

    [Event(
        2,
        Level = EventLevel.Warning,
        Message = "{0} measurements went to overflow series in the last window: the cap on series is reached.")]
    public void SeriesOverflowed(long count) => WriteEvent(2, count);

    [Event(3, Level = EventLevel.Error, Message = "A measurement could not be recorded: {0}")]
    public void RecordingFailed(string exception) => WriteEvent(3, SecretText.Masked(exception));

    [Event(4, Level = EventLevel.Error, Message = "An observable instrument failed: {0}")]
    public void ObservableFailed(string exception) => WriteEvent(4, SecretText.Masked(exception));

    [Event(5, Level = EventLevel.Error, Message = "The sink {0} failed and lost a window: {1}")]
    public void SinkFailed(string sink, string exception) => WriteEvent(5, sink, SecretText.Masked(exception));

    [Event(6, Level = EventLevel.Error, Message = "A window could not be closed; its measurements stay for the next: {0}")]
    public void WindowFailed(string exception) => WriteEvent(6, SecretText.Masked(exception));

    [Event(7, Level = EventLevel.Warning, Message = "An observable instrument did not answer within {0} ms; it is left out until it does.")]
    public void ObservableTimedOut(double milliseconds) => WriteEvent(7, milliseconds);

    [Event(8, Level = EventLevel.Error, Message = "The sink {0} is busy with an earlier window and lost {1}.")]
    public void SinkDropped(string sink, long windows) => WriteEvent(8, sink, windows);

    [Event(9, Level = EventLevel.Warning, Message = "A snapshot was left out: {0}.")]
    public void SnapshotRejected(string problem) => WriteEvent(9, SecretText.Masked(problem));

    [Event(10, Level = EventLevel.Error, Message = "A snapshot could not be written; its windows wait for the next: {0}")]
    public void SnapshotFailed(string exception) => WriteEvent(10, SecretText.Masked(exception));

    [Event(11, Level = EventLevel.Error, Message = "A change of the configuration was refused; what held before still holds: {0}")]
    public void ReloadRefused(string reason) => WriteEvent(11, SecretText.Masked(reason));
}
