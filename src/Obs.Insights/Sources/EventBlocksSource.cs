namespace Obs.Insights.Sources;

internal sealed class EventBlocksSource(IEnumerable<Func<IEnumerable<LogEvent>>> blocks) : LogSource
{
    internal override LogReader Open() => new EventBlocksReader(blocks);
}
