namespace Obs.Logging;

/// <summary>How log entries are written. Bound to <c>Observability:Logging</c>; the levels themselves follow the standard
/// <c>Logging</c> section, under the provider alias <c>Obs</c>.</summary>
public sealed class LoggingOptions
{
    internal const string StandardOutput = "StandardOutput";

    /// <summary>Whether entries are written at all. The default is true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The field <c>service</c>. The default is the application's name.</summary>
    public string? ServiceName { get; set; }

    /// <summary>The field <c>environment</c>. The default is the host's environment, else <c>Production</c>.</summary>
    public string? Environment { get; set; }

    /// <summary>The field <c>version</c>. The default is the informational version of the entry assembly.</summary>
    public string? Version { get; set; }

    /// <summary>Where lines go: <c>StandardOutput</c>, or the key of another registered <see cref="Sinks.ILogSink"/>, such as the
    /// <c>CloudWatchLogs</c> of <c>AddObsAws()</c>. The default is <c>StandardOutput</c>.</summary>
    public string Sink { get; set; } = StandardOutput;

    /// <summary>Memory that entries waiting to be written may take, 64 KiB to 1 GiB. The default is 16 MiB. When it is full the newest
    /// entry is dropped and counted.</summary>
    public long BufferBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>How long an entry may wait for others to be written with, 0 to 1 minute. The default is 100 milliseconds.</summary>
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Time the last entries have to be written when the application stops, 0 to 1 minute. The default is 5 seconds.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether the framework's console logger, which most hosts add, falls silent, so that standard output carries one line per
    /// entry. A rule for it by category in the <c>Logging:Console</c> section still holds. The default is true.</summary>
    public bool ReplaceConsole { get; set; } = true;

    /// <summary>Further property names whose values are written as <c>***</c>; a name matches if it ends with one of these, whatever the
    /// case. Passwords, secrets, tokens, authorization headers, keys to APIs and connection strings always are.</summary>
    public IList<string> RedactedNames { get; } = [];
}
