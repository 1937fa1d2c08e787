using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using PlatformOptions = Microsoft.Extensions.Diagnostics.Metrics.MetricsOptions;

namespace Obs.Metrics;

/// <summary>Which instruments are recorded, as the configuration says, also when it changes while the service runs.</summary>
/// <remarks>
/// Not an <see cref="IOptionsMonitor{TOptions}"/>: it validates on the thread that noticed the change, and a wrong setting would end the
/// process there. Here a wrong setting is said, and the last right one stays. Thread safety: every member may be called from any thread.
/// </remarks>
internal sealed class SelectionReloader : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<IDisposable> _watches = [];
    private readonly IEnumerable<IOptionsChangeTokenSource<MetricsOptions>> _changes;
    private readonly IEnumerable<IOptionsChangeTokenSource<PlatformOptions>> _platformChanges;
    private readonly IOptionsFactory<MetricsOptions> _options;
    private readonly IOptionsFactory<PlatformOptions> _platform;
    private readonly IMeterFactory _factory;
    private readonly MeterCollector _collector;

    public SelectionReloader(
        IOptionsFactory<MetricsOptions> options,
        IOptionsFactory<PlatformOptions> platform,
        IEnumerable<IOptionsChangeTokenSource<MetricsOptions>> changes,
        IEnumerable<IOptionsChangeTokenSource<PlatformOptions>> platformChanges,
        IMeterFactory factory,
        MeterCollector collector)
    {
        _options = options;
        _platform = platform;
        _factory = factory;
        _changes = changes;
        _platformChanges = platformChanges;
        _collector = collector;
    }

    /// <summary>Begins to watch the configuration. Called once.</summary>
    public void Start()
    {
        _watches.AddRange(_changes.Select(c => ChangeToken.OnChange(c.GetChangeToken, Reload)));
        _watches.AddRange(_platformChanges.Select(c => ChangeToken.OnChange(c.GetChangeToken, Reload)));
    }

    public void Dispose() => _watches.ForEach(static w => w.Dispose());

    private void Reload()
    {
        try
        {
            lock (_lock)
            {
                _collector.Select(new InstrumentSelector(
                    _options.Create(Options.DefaultName), new MetricRules(_platform.Create(Options.DefaultName).Rules), _factory));
            }
        }
        catch (Exception exception)
        {
            MetricsEventSource.Log.ReloadRefused(exception.Message);
        }
    }
}
