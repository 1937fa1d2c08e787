using Microsoft.Extensions.Logging;

namespace Obs.Aws.Tests.Metrics;

/// <summary>Keeps what is logged, or throws at every entry.</summary>
internal sealed class KeptLog : ILoggerFactory, ILogger
{
    public List<(LogLevel Level, string Text)> Entries { get; } = [];

    public bool Throws { get; init; }

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (Throws)
        {
            throw new InvalidOperationException("A provider that fails.");
        }

        Entries.Add((logLevel, formatter(state, exception)));
    }

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}
