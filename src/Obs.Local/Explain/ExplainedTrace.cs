namespace Obs.Local.Explain;

/// <summary>One trace, reduced to what it is compared by.</summary>
internal sealed class ExplainedTrace
{
    public required string Id { get; init; }

    /// <summary>From its first start to its last end.</summary>
    public required double Seconds { get; init; }

    public required IReadOnlyDictionary<Step, StepUse> Steps { get; init; }

    public required IReadOnlySet<Trait> Traits { get; init; }

    /// <summary>Annotations that are numbers; one that has many values is compared by ranges.</summary>
    public IReadOnlyDictionary<string, double> Numbers { get; init; } = new Dictionary<string, double>();

    public IReadOnlySet<LogPattern> Logs { get; init; } = new HashSet<LogPattern>();
}
