using System.Globalization;

namespace Obs.Local.Tests;

/// <summary>Segment documents for tests, written as a sender writes them.</summary>
internal static class SegmentText
{
    public const string Trace = "1-5759e988-bd862e3fe1be46a994272793";

    /// <summary>2024-01-02T03:04:05Z, where <see cref="TestSupport.ManualTimeProvider"/> begins.</summary>
    public const double Start = 1_704_164_645;

    public static string Segment(
        string id, string name, double at = 0, double seconds = 0.25, string? parent = null, string more = "", string trace = Trace) =>
        string.Create(CultureInfo.InvariantCulture,
            $$"""{"trace_id":"{{trace}}","id":"{{id}}",{{Parent(parent)}}"start_time":{{Start + at}},"end_time":{{Start + at + seconds}},"name":"{{name}}"{{more}}}""");

    public static string Subsegment(string id, string name, double at = 0, double seconds = 0.05, string more = "") =>
        string.Create(CultureInfo.InvariantCulture,
            $$"""{"id":"{{id}}","start_time":{{Start + at}},"end_time":{{Start + at + seconds}},"name":"{{name}}"{{more}}}""");

    public static string Call(string id, string host, double at = 0, double seconds = 0.05, string more = "") =>
        Subsegment(id, host, at, seconds, ",\"namespace\":\"remote\"" + more);

    public static string Within(params string[] subsegments) => $",\"subsegments\":[{string.Join(',', subsegments)}]";

    private static string Parent(string? parent) => parent is null ? "" : $"\"parent_id\":\"{parent}\",";
}
