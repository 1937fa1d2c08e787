using System.Collections.Frozen;

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

    public static FrozenDictionary<string, int> Slots { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["@timestamp"] = Timestamp,
        ["@message"] = Message,
        ["@ingestionTime"] = IngestionTime,
        ["@logStream"] = LogStream,
        ["@log"] = Log,
        ["@ptr"] = Pointer,
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
