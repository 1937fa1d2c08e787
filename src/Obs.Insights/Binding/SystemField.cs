using System.Collections.Frozen;
using Obs.Insights.Scanning;

namespace Obs.Insights.Binding;

/// <summary>The fields every event has, at fixed slots.</summary>
internal static class SystemField
{
    public const int Timestamp = 0;
    public const int Message = 1;
    public const int IngestionTime = 2;
    public const int LogStream = 3;
    public const int Log = 4;
    public const int Pointer = 5;

    /// <summary>The member <c>timestamp</c> of a line, from which its time comes where nothing else says it.</summary>
    public const int LineTime = 6;

    public const int Count = 7;

    // What the service knows of the resource that wrote an event; there are many, and logs that are read here have none.
    private const string EntityPrefix = "@entity.";

    public static FrozenDictionary<string, int> Slots { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["@timestamp"] = Timestamp,
        ["@message"] = Message,
        ["@ingestionTime"] = IngestionTime,
        ["@logStream"] = LogStream,
        ["@log"] = Log,
        ["@ptr"] = Pointer,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether the service adds a field of this name to events.</summary>
    public static bool IsAdded(string name) =>
        Slots.ContainsKey(name) || LambdaReport.IsField(name) || name.StartsWith(EntityPrefix, StringComparison.Ordinal);
}
