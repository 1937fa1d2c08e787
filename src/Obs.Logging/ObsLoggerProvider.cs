using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Obs.Delivery;
using Obs.Logging.Buffering;
using Obs.Logging.Sinks;

namespace Obs.Logging;

/// <summary>Makes the loggers and owns the queue behind them.</summary>
[ProviderAlias("Obs")]
internal sealed class ObsLoggerProvider : ILoggerProvider, ISupportExternalScope, IAsyncDisposable
{
    private const string Signal = "logs";

    private readonly ConcurrentDictionary<string, ObsLogger> _loggers = new(StringComparer.Ordinal);
    private readonly EntryQueue? _queue;
    private readonly IOptionsFactory<LoggingOptions> _factory;
    private readonly IDisposable? _reloads;
    private readonly TimeProvider _time;
    private volatile LoggingSettings _settings;

    public ObsLoggerProvider(
        IOptions<LoggingOptions> options,
        IOptionsFactory<LoggingOptions> factory,
        ILogSink sink,
        LogBuffer buffer,
        TimeProvider time,
        DeliveryAccounts accounts,
        IOptions<DeliveryServiceOptions> service,
        IConfiguration? configuration = null)
    {
        LoggingOptions value = options.Value;
        _factory = factory;
        _time = time;
        _settings = new LoggingSettings(value, time);
        Buffer = buffer;
        if (value.Enabled)
        {
            var delivery = new DeliveryOptions
            {
                BufferBytes = value.BufferBytes,
                MaxBatchDelay = value.FlushInterval,
                StopTimeout = value.StopTimeout,
            };
            service.Value.ApplyTo(delivery, value.ServiceName ?? "unknown", Signal);
            sink.Configure(delivery);
            _queue = new EntryQueue(
                new DeliveryQueue(Signal, sink, delivery, time, accounts),
                (int)Math.Min(delivery.MaxBatchBytes - delivery.RecordOverheadBytes, delivery.BufferBytes / 2));
            Buffer.Use(value.Buffer, _queue);
            _reloads = configuration is null ? null : ChangeToken.OnChange(configuration.GetReloadToken, Reload);
        }
    }

    internal EntryQueue? Queue => _queue;

    internal LoggingSettings Settings => _settings;

    internal LogBuffer Buffer { get; }

    internal IExternalScopeProvider? Scopes { get; private set; }

    public ILogger CreateLogger(string categoryName) =>
        _loggers.GetOrAdd(categoryName, static (name, provider) => new ObsLogger(name, provider, provider._time), this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => Scopes = scopeProvider;

    public void Dispose()
    {
        _reloads?.Dispose();
        _queue?.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        _reloads?.Dispose();
        if (_queue is not null)
        {
            await _queue.DisposeAsync().ConfigureAwait(false);
        }
    }

    // Not by IOptionsMonitor: it would throw what is wrong with the new settings at whoever changed the file, which may be a thread of
    // the pool, and end the process.
    private void Reload()
    {
        try
        {
            LoggingOptions value = _factory.Create(Options.DefaultName);
            _settings = new LoggingSettings(value, _time);
            Buffer.Use(value.Buffer, _queue);
        }
        catch (Exception exception)
        {
            // The settings before were right; they stay.
            LoggingEventSource.Log.SettingsRefused(exception);
        }
    }
}
