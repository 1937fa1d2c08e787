using System.Globalization;
using Obs.Insights;

namespace Obs.Cli.Query;

/// <summary>One line on the terminal that says how far a long query has come. Shows nothing during the first second.</summary>
internal sealed class ProgressLine(Terminal terminal) : IProgress<InsightsStatistics>
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly long _start = terminal.Time.GetTimestamp();
    private TimeSpan _next = Quiet;

    public void Report(InsightsStatistics value)
    {
        TimeSpan elapsed = terminal.Time.GetElapsedTime(_start);
        if (elapsed >= _next)
        {
            _next = elapsed + Interval;
            terminal.Error.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"\r{value.RecordsScanned:N0} events, {value.BytesScanned / 1e6:N0} MB, {elapsed.TotalSeconds:N0} s \r"));
        }
    }
}
