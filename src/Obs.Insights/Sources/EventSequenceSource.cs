namespace Obs.Insights.Sources;

internal sealed class EventSequenceSource(IAsyncEnumerable<LogEvent> events) : LogSource
{
    internal override LogReader Open() => new EventSequenceReader(events);
}
