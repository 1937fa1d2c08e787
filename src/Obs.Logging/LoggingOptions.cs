using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace Obs.Logging;

/// <summary>How log entries are written. Bound to <c>Observability:Logging</c>; the levels themselves follow the standard
/// <c>Logging</c> section, under the provider alias <c>Obs</c>.</summary>
public sealed class LoggingOptions
{
    internal const string StandardOutput = "StandardOutput";
    internal const string Console = "Console";
    internal const string LogFile = "File";

    internal const BindingFlags AnyMethod =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly List<IJsonTypeInfoResolver> _typeInfo = [];
    private readonly List<MethodInfo> _loggerMessages = [];

    /// <summary>Whether entries are written at all. The default is true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The field <c>service</c>. The default is the application's name.</summary>
    public string? ServiceName { get; set; }

    /// <summary>The field <c>environment</c>. The default is the host's environment, else <c>Production</c>.</summary>
    public string? Environment { get; set; }

    /// <summary>The field <c>version</c>. The default is the informational version of the entry assembly.</summary>
    public string? Version { get; set; }

    /// <summary>Where lines go: <c>StandardOutput</c>, <c>Console</c> (text for people), <c>File</c>, or the key of another registered
    /// <see cref="Sinks.ILogSink"/>, such as the <c>CloudWatchLogs</c> of <c>AddObsAws()</c>. The default is <c>Console</c> in the
    /// environment <c>Development</c> at a terminal, else <c>StandardOutput</c>.</summary>
    public string? Sink { get; set; }

    /// <summary>Memory that entries waiting to be written may take, 64 KiB to 1 GiB. The default is 16 MiB. When it is full the newest
    /// entry is dropped and counted.</summary>
    public long BufferBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Bytes an entry may take, 64 KiB to 16 MiB. The default is 64 KiB. A text in it takes an eighth of that at most; what does
    /// not fit is cut with a mark. An entry that is larger than the sink takes at once, 1 MiB, is written as several, each with its number
    /// (<c>entryPart</c> of <c>entryParts</c>) and a key that they share (<c>entryKey</c>).</summary>
    public int MaxEntryBytes { get; set; } = 64 * 1024;

    /// <summary>How long an entry may wait for others to be written with, 0 to 1 minute. The default is 100 milliseconds.</summary>
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Time the last entries have to be written when the application stops, 0 to 1 minute. The default is 5 seconds.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether the framework's console logger, which most hosts add, falls silent, so that standard output carries one line per
    /// entry. A rule for it by category in the <c>Logging:Console</c> section still holds. The default is true.</summary>
    public bool ReplaceConsole { get; set; } = true;

    /// <summary>The file of the sink <c>File</c>.</summary>
    public FileSinkOptions File { get; set; } = new();

    /// <summary>What must not be read in a log.</summary>
    public RedactionOptions Redaction { get; set; } = new();

    /// <summary>Which entries are written where there are too many.</summary>
    public LogSamplingOptions Sampling { get; set; } = new();

    /// <summary>Entries that are written only when their request fails.</summary>
    public LogBufferOptions Buffer { get; set; } = new();

    /// <summary>Has objects of the types that a serializer context describes written as JSON, with their properties, wherever they are
    /// logged.</summary>
    /// <param name="context">A context made by the source generator of <c>System.Text.Json</c>, for example.</param>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    public void DescribeObjects(IJsonTypeInfoResolver context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _typeInfo.Add(context);
    }

    /// <summary>Names a class with <c>[LoggerMessage]</c> methods whose parameters carry <see cref="RedactAttribute"/>. Needed only in an
    /// application published ahead of time; elsewhere such classes are found.</summary>
    /// <param name="type">The class.</param>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    public void RedactParametersOf(
        [DynamicallyAccessedMembers(
            DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods)] Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        _loggerMessages.AddRange(type.GetMethods(AnyMethod));
    }

    // Methods, because the generated binding would ask for the types of properties.
    internal IReadOnlyList<IJsonTypeInfoResolver> DescribedObjects() => _typeInfo;

    internal IReadOnlyList<MethodInfo> NamedLoggerMessages() => _loggerMessages;
}
