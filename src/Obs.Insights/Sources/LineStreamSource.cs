namespace Obs.Insights.Sources;

internal sealed class LineStreamSource(Stream stream) : LogSource
{
    internal override LogReader Open() => new LineReader(stream, logStream: null);
}
