namespace Obs.Insights.Sources;

internal sealed class LineFilesSource(IReadOnlyList<string> paths) : LogSource
{
    internal override LogReader Open() => new LineFilesReader(paths);
}
