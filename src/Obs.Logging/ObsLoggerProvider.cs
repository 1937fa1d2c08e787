using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Obs.Delivery;
using Obs.Logging.Formatting;
using Obs.Logging.Sinks;

namespace Obs.Logging;

/// <summary>Makes the loggers and owns the queue behind them.</summary>
[ProviderAlias("Obs")]
internal sealed class ObsLoggerProvider : ILoggerProvider, ISupportExternalScope, IAsyncDisposable
{
    private const string Signal = "logs";

    private readonly ConcurrentDictionary<string, ObsLogger> _loggers = new(StringComparer.Ordinal);
    private readonly DeliveryQueue? _queue;
    private readonly EntryShape _shape;
    private readonly TimeProvider _time;

    public ObsLoggerProvider(IOptions<LoggingOptions> options, ILogSink sink, DeliveryAccounts accounts, IOptions<DeliveryServiceOptions> service, TimeProvider time)
    {
        LoggingOptions value = options.Value;
        _time = time;
        _shape = new EntryShape(value);
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
            _queue = new DeliveryQueue(Signal, sink, delivery, time, accounts);
        }
    }

    internal DeliveryQueue? Queue => _queue;

    internal IExternalScopeProvider? Scopes { get; private set; }

    public ILogger CreateLogger(string categoryName) =>
        _loggers.GetOrAdd(categoryName, static (name, provider) => new ObsLogger(name, provider._shape, provider, provider._time), this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => Scopes = scopeProvider;

    public void Dispose() => _queue?.Dispose();

    public async ValueTask DisposeAsync()
    {
        if (_queue is not null)
        {
            await _queue.DisposeAsync().ConfigureAwait(false);
        }
    }
}
