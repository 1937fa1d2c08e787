using System.Buffers;
using System.Text.Json;

namespace Obs.Metrics;

/// <summary>Rate, errors and durations by operation, percentiles over time, business metrics, rankings and exemplars of one service over a
/// length of time, to be written in several forms. Immutable.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
public sealed class MetricsReport
{
    private readonly Lazy<IReadOnlyList<ReportContent>> _steps;

    internal MetricsReport(
        ReportSubject subject, IReadOnlyList<MetricWindow> windows, MetricsQuery query, DateTimeOffset now, CountPagePool pool)
    {
        Subject = subject;
        Content = new ReportContent(windows, query, now, pool);
        int lines = Content.Served.Count + Content.Called.Count + Content.Business.Count + Content.Runtime.Count;
        _steps = new(() => [.. Timeline.Steps(windows, lines).Select(step => new ReportContent(step, query, now, pool))]);
    }

    /// <summary>What the page in HTML needs: its own style, and nothing from anywhere. The page says so itself; a server says it once
    /// more.</summary>
    public static string ContentSecurityPolicy => ReportStyle.Policy;

    /// <summary>The service.</summary>
    public string Service => Subject.Service;

    /// <summary>The beginning of the first window told of.</summary>
    public DateTimeOffset Start => Content.Window.Start;

    /// <summary>The end of the last window told of.</summary>
    public DateTimeOffset End => Content.Window.End;

    /// <summary>The time covered by windows, which is less than from start to end where the service was not running.</summary>
    public TimeSpan Duration => Content.Window.Duration;

    internal ReportSubject Subject { get; }

    internal ReportContent Content { get; }

    /// <summary>The same over time, at most 120 steps; computed when it is first asked for.</summary>
    internal IReadOnlyList<ReportContent> Steps => _steps.Value;

    /// <summary>A report over stored snapshots.</summary>
    /// <param name="snapshots">What was read back.</param>
    /// <param name="window">How much of it, back from the newest window; null for everything.</param>
    public static MetricsReport Of(MetricSnapshots snapshots, TimeSpan? window)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        IReadOnlyList<MetricWindow> windows = window is { } last ? WindowSelection.Newest(snapshots.Windows, last) : snapshots.Windows;
        return new MetricsReport(
            snapshots.Subject, windows, new MetricsQuery(TimeSpan.MaxValue), DateTimeOffset.UnixEpoch, new CountPagePool());
    }

    /// <summary>Writes the report as UTF-8 text.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such form.</exception>
    public void Write(IBufferWriter<byte> output, ReportFormat format)
    {
        ArgumentNullException.ThrowIfNull(output);
        switch (format)
        {
            case ReportFormat.Html:
                ReportHtml.Write(new Utf8Output(output), this);
                break;
            case ReportFormat.Markdown:
                ReportMarkdown.Write(new Utf8Output(output), this);
                break;
            case ReportFormat.Csv:
                ReportCsv.Write(output, Content);
                break;
            case ReportFormat.Json:
                WriteJson(output);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "must be a form of report.");
        }
    }

    private void WriteJson(IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        ReportJson.WriteSections(json, this, isOverTime: true);
        json.WriteEndObject();
    }
}
