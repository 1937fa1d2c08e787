using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Obs.Delivery;
using Obs.Logging.Sinks;
using Obs.TestSupport;

namespace Obs.Logging.Tests.Support;

/// <summary>An application's logging, complete but for the sink, which is memory.</summary>
internal sealed class LogHarness : IDisposable
{
    private readonly ServiceProvider _services;

    public LogHarness(Action<LoggingOptions>? configure = null, params (string Key, string Value)[] settings)
    {
        IConfiguration configuration = LoggingTo.With(settings);
        _services = new ServiceCollection()
            .AddSingleton(configuration)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddConfiguration(configuration.GetSection("Logging")))
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<ILogSink>(Sink)
            .AddObsLogging(options =>
            {
                (options.ServiceName, options.Environment, options.Version) = ("shop", "Test", "1.2.3");
                configure?.Invoke(options);
            })
            .BuildServiceProvider();
        Logger = CreateLogger("Shop.Cart");
    }

    public ManualTimeProvider Time { get; } = new();

    public MemorySink Sink { get; } = new();

    public ILogger Logger { get; }

    public LogBuffer Buffer => _services.GetRequiredService<LogBuffer>();

    public DeliveryAccount Account => _services.GetRequiredService<DeliveryAccounts>().Read().Single();

    public ILogger CreateLogger(string category) => _services.GetRequiredService<ILoggerFactory>().CreateLogger(category);

    /// <summary>Everything logged so far, as it was written.</summary>
    public IReadOnlyList<string> Lines()
    {
        Flush();
        return Sink.Lines;
    }

    /// <summary>Waits until everything logged so far has been written.</summary>
    public void Flush() => _services.GetServices<ILoggerProvider>().OfType<ObsLoggerProvider>().Single().Queue!
        .FlushAsync(CancellationToken.None).WaitAsync(Patience.Limit).GetAwaiter().GetResult();

    /// <summary>The one entry that was logged.</summary>
    public JsonElement Entry() => JsonDocument.Parse(Lines().Should().ContainSingle().Subject).RootElement;

    public void Dispose() => _services.Dispose();
}
