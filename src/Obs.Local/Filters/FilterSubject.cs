using Obs.Local.Traces;

namespace Obs.Local.Filters;

/// <summary>What keywords are asked about: a whole trace, a node, a call, or a part of a root cause.</summary>
internal sealed class FilterSubject
{
    public Outcome Outcome { get; init; }

    public bool Partial { get; init; }

    public bool Inferred { get; init; }

    public bool First { get; init; }

    public bool Last { get; init; }

    public bool Remote { get; init; }

    public bool Root { get; init; }

    /// <summary>In seconds; null while the work goes on.</summary>
    public double? ResponseTime { get; init; }

    /// <summary>In seconds.</summary>
    public double? Duration { get; init; }

    public int? HttpStatus { get; init; }

    public int? Index { get; init; }

    /// <summary>From 0 to 1.</summary>
    public double? Coverage { get; init; }

    public required Func<FilterText, IEnumerable<string>> Texts { get; init; }
}
