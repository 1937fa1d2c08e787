namespace Obs.Insights.Sources;

internal sealed class EventSequenceSource(IAsyncEnumerable<LogEvent> events, Stream? stream) : LogSource
{
    internal override LogReader Open() => new EventSequenceReader(events, stream);
}
