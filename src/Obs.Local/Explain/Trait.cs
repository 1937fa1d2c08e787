namespace Obs.Local.Explain;

/// <summary>Something a trace has or has not: an annotation, a status, the version of a service.</summary>
/// <param name="Kind">What sort of thing it is.</param>
/// <param name="Name">The key of an annotation, or the service that says so; empty for the trace as a whole.</param>
/// <param name="Value">Its value.</param>
internal sealed record Trait(TraitKind Kind, string Name, string Value)
{
    public override string ToString() => Kind switch
    {
        TraitKind.Annotation => $"{Name} {(Value.StartsWith('≥') || Value.StartsWith('≤') ? "" : "= ")}{Value}",
        _ when Name.Length == 0 => $"{Word} {Value}",
        _ => $"{Word} {Value} of {Name}",
    };

    private string Word => Kind.ToString().ToLowerInvariant();
}
