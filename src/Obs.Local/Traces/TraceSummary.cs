namespace Obs.Local.Traces;

/// <summary>One trace of a list; times in seconds since 1970.</summary>
internal sealed class TraceSummary
{
    public required string Id { get; init; }

    public required double Start { get; init; }

    public required double End { get; init; }

    public required string Service { get; init; }

    /// <summary>The segment that introduces the trace.</summary>
    public required string EntryId { get; init; }

    public string? Method { get; init; }

    public string? Url { get; init; }

    /// <summary>The route template of the request, where its service said it.</summary>
    public string? Route { get; init; }

    public int? Status { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>The entry segment's own length in seconds.</summary>
    public double? ResponseTime { get; set; }

    public bool Partial { get; set; }

    /// <summary>Some segment was throttled, whatever the entry says.</summary>
    public bool AnyThrottle { get; set; }

    public int SegmentCount { get; set; }

    public List<string> Services { get; } = [];

    /// <summary>JSON objects, one for each document that has annotations, with the service they come from.</summary>
    public List<(string Service, string Json)> Annotations { get; } = [];
}
