namespace Obs.Local.MetricMath;

/// <summary>The arguments of a function, checked as they are taken.</summary>
internal readonly record struct Arguments(string Name, IReadOnlyList<MathValue> Values)
{
    /// <summary>An argument by its place, of as many as the function takes at most.</summary>
    public MathValue Value(int index, int most) => Values.Count > most || index >= Values.Count
        ? throw new MathException($"{Name} takes {most} argument{(most == 1 ? "" : "s")}, found {Values.Count}")
        : Values[index];

    public MathValue Series(int index, int most) => Value(index, most) is { IsSeries: true } value ? value
        : throw new MathException($"argument {index + 1} of {Name} must be a time series");

    public string Word(int index, params ReadOnlySpan<string> allowed)
    {
        string? text = index < Values.Count ? Values[index].Text : null;
        return text is not null && allowed.Contains(text) ? text
            : throw new MathException($"argument {index + 1} of {Name} must be {string.Join(" or ", allowed!)}");
    }
}
