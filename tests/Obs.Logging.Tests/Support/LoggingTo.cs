using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Obs.Logging.Sinks;

namespace Obs.Logging.Tests.Support;

/// <summary>An application's logging in front of a sink of the test's own. Disposed of, it has written everything.</summary>
internal static class LoggingTo
{
    public static ServiceProvider Sink(ILogSink sink, params (string Key, string Value)[] settings) =>
        Sink(sink, With(settings));

    public static ServiceProvider Sink(ILogSink sink, IConfiguration configuration) => new ServiceCollection()
        .AddSingleton(configuration)
        .AddLogging(logging => logging.AddConfiguration(configuration.GetSection("Logging")))
        .AddSingleton(sink)
        .AddObsLogging(static options => options.StopTimeout = TimeSpan.FromMinutes(1)) // All a slow machine may be given.
        .BuildServiceProvider();

    public static IConfigurationRoot With(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(static s => new KeyValuePair<string, string?>(s.Key, s.Value))).Build();
}
