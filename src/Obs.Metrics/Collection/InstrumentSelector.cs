using System.Diagnostics.Metrics;

namespace Obs.Metrics;

/// <summary>Which instruments are recorded, and with which of their tags.</summary>
internal sealed class InstrumentSelector
{
    private static readonly string[] DefaultMeters =
    [
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.Diagnostics",
        "Microsoft.AspNetCore.RateLimiting",
        "System.Net.Http",
        "System.Net.NameResolution",
        "System.Runtime",
        "Npgsql",
        "Obs.*",
    ];

    // What RED needs. Protocol version, scheme and port would only multiply the series of an operation.
    private static readonly Dictionary<string, string[]> DefaultTags = new()
    {
        [PlatformNames.ServerDuration] =
            [PlatformNames.Method, PlatformNames.Route, PlatformNames.StatusCode, PlatformNames.ErrorType],
        [PlatformNames.ClientDuration] =
            [PlatformNames.Method, PlatformNames.ServerAddress, PlatformNames.StatusCode, PlatformNames.ErrorType],
        [PlatformNames.DatabaseDuration] =
        [
            PlatformNames.DatabaseSystem, PlatformNames.DatabaseNamespace, PlatformNames.PoolName, PlatformNames.ServerAddress,
            PlatformNames.DatabaseOperation, PlatformNames.DatabaseStatus, PlatformNames.ErrorType,
        ],

        // A pool is told by whom it leads to; the address of each peer and the port would make it many.
        ["http.client.open_connections"] = [PlatformNames.ServerAddress, "http.connection.state"],
        ["http.client.connection.duration"] = [PlatformNames.ServerAddress],
        ["http.client.request.time_in_queue"] = [PlatformNames.ServerAddress],
    };

    private readonly string[] _meters;
    private readonly string[] _excluded;
    private readonly Dictionary<string, MetricView> _views = [];
    private readonly MetricRules _rules;
    private readonly IMeterFactory _factory;

    public InstrumentSelector(MetricsOptions options, MetricRules rules, IMeterFactory factory)
    {
        _rules = rules;
        _meters = [.. DefaultMeters, .. options.Meters];
        _excluded = [.. options.ExcludedMeters];
        _factory = factory;
        foreach (MetricView view in options.Views)
        {
            _views[view.InstrumentName] = view;
        }
    }

    /// <summary>Whether to record an instrument, the filter for its tags, and the view that changes it.</summary>
    public bool TrySelect(Instrument instrument, out TagFilter? filter, out MetricView? view)
    {
        view = _views.GetValueOrDefault(instrument.Name);
        IEnumerable<string>? tags = view is null ? DefaultTags.GetValueOrDefault(instrument.Name) : view.KeepTags;
        filter = tags is null ? null : new TagFilter(tags);
        return view is not { Drop: true } && IsOurs(instrument.Meter) && (_rules.Decide(instrument) ?? IsWanted(instrument.Meter.Name));
    }

    private bool IsWanted(string meterName) =>
        Array.Exists(_meters, m => Matches(m, meterName)) && !Array.Exists(_excluded, m => Matches(m, meterName));

    // A meter from a factory belongs to one application. Where several run in one process, as in tests, each hears its own.
    private bool IsOurs(Meter meter) => meter.Scope is not IMeterFactory || ReferenceEquals(meter.Scope, _factory);

    private static bool Matches(string pattern, string meterName) =>
        pattern.EndsWith('*')
            ? meterName.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.OrdinalIgnoreCase)
            : string.Equals(pattern, meterName, StringComparison.OrdinalIgnoreCase);
}
