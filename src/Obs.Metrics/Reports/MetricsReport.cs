using System.Buffers;
using System.Text.Json;

namespace Obs.Metrics;

/// <summary>Rate, errors and durations by operation, percentiles over time, business metrics, rankings and exemplars of one service over a
/// length of time, to be written in several forms, merged anew by each writing. Immutable.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
public sealed class MetricsReport
{
    private readonly IReadOnlyList<MetricWindow> _windows;
    private readonly MetricsQuery _query;
    private readonly CountPagePool _pool;

    internal MetricsReport(
        ReportSubject subject, IReadOnlyList<MetricWindow> windows, MetricsQuery query, DateTimeOffset now, CountPagePool pool)
    {
        Subject = subject;
        _windows = windows;
        _query = query;
        _pool = pool;
        Start = windows.Count > 0 ? windows[0].Start : query.From ?? now;
        End = windows.Count > 0 ? windows[^1].End : Start;
        Duration = WindowMerger.DurationOf(windows);
    }

    /// <summary>What the page in HTML needs: its own style, and nothing from anywhere. The page says so itself; a server says it once
    /// more.</summary>
    public static string ContentSecurityPolicy => ReportStyle.Policy;

    /// <summary>The service.</summary>
    public string Service => Subject.Service;

    /// <summary>The beginning of the first window told of.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>The end of the last window told of.</summary>
    public DateTimeOffset End { get; }

    /// <summary>The time covered by windows, which is less than from start to end where the service was not running.</summary>
    public TimeSpan Duration { get; }

    internal ReportSubject Subject { get; }

    /// <summary>A report over stored snapshots.</summary>
    /// <param name="snapshots">What was read back.</param>
    /// <param name="window">How much of it, back from the newest window; null for everything.</param>
    public static MetricsReport Of(MetricSnapshots snapshots, TimeSpan? window)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        return Over(snapshots, window is { } last ? WindowSelection.Newest(snapshots.Windows, last) : snapshots.Windows);
    }

    /// <summary>A report over some of the windows of stored snapshots.</summary>
    /// <param name="snapshots">What was read back: it says whose windows these are.</param>
    /// <param name="windows">The windows told of, the oldest first.</param>
    public static MetricsReport Over(MetricSnapshots snapshots, IReadOnlyList<MetricWindow> windows)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        ArgumentNullException.ThrowIfNull(windows);
        return new MetricsReport(
            snapshots.Subject, windows, MetricsQuery.Everything, DateTimeOffset.UnixEpoch, new CountPagePool());
    }

    /// <summary>Writes the report as UTF-8 text.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such form.</exception>
    public void Write(IBufferWriter<byte> output, ReportFormat format) => Write(output, format, []);

    /// <summary>Writes the report as UTF-8 text, and after its own tables those of others.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="format">The form; in CSV, which is one table, the sections are left out.</param>
    /// <param name="sections">What to add.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such form.</exception>
    public void Write(IBufferWriter<byte> output, ReportFormat format, IReadOnlyList<ReportSection> sections)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(sections);
        IEnumerable<ReportTable> more = sections.Select(static section => section.ToTable());
        switch (format)
        {
            case ReportFormat.Html:
                ReportHtml.Write(new Utf8Output(output), this, more);
                break;
            case ReportFormat.Markdown:
                ReportMarkdown.Write(new Utf8Output(output), this, more);
                break;
            case ReportFormat.Csv:
                ReportCsv.Write(output, this);
                break;
            case ReportFormat.Json:
                WriteJson(output, sections);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "must be a form of report.");
        }
    }

    /// <summary>What the report tells, to be read once or several times; whoever asks disposes of it.</summary>
    internal ReportContent Read() => new(_windows, _query, _pool);

    /// <summary>The same over time, at most 120 steps, one operation or series after another; whoever asks disposes of it.</summary>
    internal TimelineContent ReadTimeline(ReportContent whole) => new(Timeline.Steps(_windows, whole.CountLines()), _query, _pool);

    /// <summary>The same over time, one step after another; whoever asks disposes of each.</summary>
    internal IEnumerable<ReportContent> ReadSteps(ReportContent whole) =>
        Timeline.Steps(_windows, whole.CountLines()).Select(step => new ReportContent(step, _query, _pool));

    private void WriteJson(IBufferWriter<byte> output, IReadOnlyList<ReportSection> sections)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        ReportJson.WriteSections(json, this, isOverTime: true);
        foreach (ReportSection section in sections)
        {
            section.WriteJson(json);
        }

        json.WriteEndObject();
    }
}
