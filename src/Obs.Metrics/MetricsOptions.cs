namespace Obs.Metrics;

/// <summary>What is measured, how finely, and how much of it is kept. Section <c>Observability:Metrics</c>.</summary>
public sealed class MetricsOptions
{
    internal const int DefaultSignificantDigits = 2;

    /// <summary>Whether anything is measured. The default is true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The service's name in reports. The default is the name of the application.</summary>
    public string? ServiceName { get; set; }

    /// <summary>Where the service runs, such as <c>Production</c>. The default is the environment of the host.</summary>
    public string? Environment { get; set; }

    /// <summary>The version of the service. The default is the informational version of the entry assembly.</summary>
    public string? Version { get; set; }

    /// <summary>Length of a window, 1 second to 15 minutes. The default is 10 seconds.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long closed windows are kept, at least one interval, at most 24 hours. The default is one hour.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Memory for closed windows, 1 MiB to 1 GiB. The oldest are dropped beyond it. The default is 64 MiB.</summary>
    public long RetentionBytes { get; set; } = 64L << 20;

    /// <summary>Series at most, 1 to 100000. What comes beyond is added up in one overflow series for each instrument. The default is
    /// 2000.</summary>
    public int MaxSeries { get; set; } = 2_000;

    /// <summary>Memory of live series, 64 KiB to 1 GiB, at which no further series is opened. The default is 16 MiB.</summary>
    public long MaxSeriesBytes { get; set; } = 16L << 20;

    /// <summary>After how long without a measurement a series gives its room back, at least one interval, at most 24 hours. The default is
    /// 15 minutes. Its sums stay exact: a later measurement opens the series again.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long observable instruments, which run the application's code, may hold up a window, 10 milliseconds to 1 minute.
    /// The default is 2 seconds. One that takes longer is left out until it has answered.</summary>
    public TimeSpan ObservationTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the stop of the host waits for sinks to take the last windows, 0 to 1 minute. The default is 5 seconds.</summary>
    public TimeSpan SinkTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Decimal digits to which percentiles are kept, 1 to 5. The default is 2: within half a percent.</summary>
    public int SignificantDigits { get; set; } = DefaultSignificantDigits;

    /// <summary>
    /// Meters to listen to besides <c>Microsoft.AspNetCore.Hosting</c>, <c>.Server.Kestrel</c>, <c>.Diagnostics</c> and
    /// <c>.RateLimiting</c>, <c>System.Net.Http</c>, <c>System.Net.NameResolution</c>, <c>System.Runtime</c>, <c>Npgsql</c> and
    /// <c>Obs.*</c>. A <c>*</c> at the end stands for any rest. May change while the service runs.
    /// </summary>
    public IList<string> Meters { get; } = [];

    /// <summary>Meters not to listen to, whoever names them, such as <c>System.Runtime</c>. A <c>*</c> at the end stands for any rest.
    /// May change while the service runs.</summary>
    public IList<string> ExcludedMeters { get; } = [];

    /// <summary>Whether and how closed windows are written to disk. Off until a folder is named.</summary>
    public MetricSnapshotOptions Snapshots { get; set; } = new();

    /// <summary>What to change about single instruments before they are recorded. The last view that names an instrument wins.
    /// May change while the service runs.</summary>
    public IList<MetricView> Views { get; } = [];
}
