using Obs.Insights.Values;

namespace Obs.Insights.Syntax;

/// <summary>What the language knows about one function: a row of <see cref="FunctionTable"/>.</summary>
internal sealed record FunctionInfo(string Name, FunctionKind Kind, int MinArguments, int MaxArguments)
{
    public AggregateKind Aggregate { get; init; }

    /// <summary>What a scalar function computes. The array belongs to the caller.</summary>
    public Func<FieldValue[], FieldValue>? Body { get; init; }

    /// <summary>The documented spelling of a function that the service knows by another name only.</summary>
    public string? PreferredForm { get; init; }

    public string Arity => MinArguments == MaxArguments
        ? MinArguments == 1 ? "1 argument" : $"{MinArguments} arguments"
        : MaxArguments == int.MaxValue ? $"at least {MinArguments} arguments" : $"{MinArguments} to {MaxArguments} arguments";
}
