namespace Shop;

/// <summary>What the command line asks for.</summary>
internal sealed class LauncherOptions
{
    public const int DefaultPort = 5080;
    public const int DefaultPagePort = 4580;
    public const double DefaultRate = 20;

    /// <summary>The storefront's port; 0 for a free one, null for the default or, when that is taken, a free one.</summary>
    public int? Port { get; init; }

    /// <summary>The page's port; 0 for a free one, null for the default or, when that is taken, a free one.</summary>
    public int? PagePort { get; init; }

    /// <summary>Requests per second, above 0.</summary>
    public double Rate { get; init; } = DefaultRate;

    /// <summary>How long the traffic lasts; null for until somebody stops it.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The file that keeps what the local backend receives; null for one in the launcher's own folder.</summary>
    public string? Store { get; init; }

    /// <summary>Faults to give the shop, of <see cref="Plants.All"/>.</summary>
    public IReadOnlyCollection<string> Planted { get; init; } = [];

    /// <summary>The file that keeps how long visitors waited, as a histogram log; null for none.</summary>
    public string? HistogramLog { get; init; }

    /// <summary>The folder in which each service keeps its metric snapshots, one folder each, and the launcher its report; null for
    /// none.</summary>
    public string? Snapshots { get; init; }
}
