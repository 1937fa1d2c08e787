namespace Obs.Metrics;

/// <summary>Whether and how closed windows are written to disk, for <c>obs report</c> and for the service itself after a restart.
/// Section <c>Observability:Metrics:Snapshots</c>.</summary>
public sealed class MetricSnapshotOptions
{
    /// <summary>The folder, one for each instance of a service, created where it is missing and readable by its owner only. The default is
    /// none: nothing is written.</summary>
    public string? Folder { get; set; }

    /// <summary>Time between two files, 1 second to 1 hour. The default is 1 minute. A process that is killed loses as much.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long files are kept, 1 hour to 400 days. The default is 7 days.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Bytes of all files together, 1 MiB to 64 GiB; the oldest are deleted beyond it. The default is 256 MiB.</summary>
    public long MaxBytes { get; set; } = 256L << 20;
}
