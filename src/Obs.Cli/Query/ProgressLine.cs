using System.Globalization;
using Obs.Insights;

namespace Obs.Cli.Query;

/// <summary>One line on the terminal that says how far a long query has come: a bar where the input's length is known. Shows nothing
/// during the first second, and leaves nothing behind.</summary>
internal sealed class ProgressLine(Terminal terminal) : IProgress<InsightsStatistics>
{
    private const int BarWidth = 24;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly long _start = terminal.Time.GetTimestamp();
    private TimeSpan _next = Quiet;
    private int _width;

    public void Report(InsightsStatistics value)
    {
        TimeSpan elapsed = terminal.Time.GetElapsedTime(_start);
        if (elapsed >= _next)
        {
            _next = elapsed + Interval;
            Show(string.Create(
                CultureInfo.InvariantCulture,
                $"{Bar(value.FractionRead)}{value.RecordsScanned:N0} events, {value.BytesScanned / 1e6:N0} MB, "
                + $"{elapsed.TotalSeconds:N0} s"));
        }
    }

    /// <summary>Wipes the line, before the rows or an error are printed.</summary>
    public void Clear()
    {
        if (_width > 0)
        {
            Show("");
            terminal.Error.Write('\r');
            _width = 0;
        }
    }

    private static string Bar(double? fraction)
    {
        if (fraction is not { } read)
        {
            return "";
        }

        string bar = new string('#', (int)(read * BarWidth)).PadRight(BarWidth, '.');
        return string.Create(CultureInfo.InvariantCulture, $"[{bar}] {Math.Floor(read * 100):N0} %  ");
    }

    // Blanks cover what is left of a longer line before.
    private void Show(string line)
    {
        terminal.Error.Write('\r');
        terminal.Error.Write(line.PadRight(_width));
        _width = line.Length;
    }
}
