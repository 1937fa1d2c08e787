using System.Globalization;

namespace Obs.Local.Explain;

/// <summary>Makes ranges of annotations that are numbers with many values: their halves, and their highest and lowest quarter.</summary>
internal sealed class NumberRanges
{
    private const int MaxValues = 8; // With as few, each is compared for itself.

    private readonly Dictionary<string, (double Quarter, double Half, double ThreeQuarters)> _bounds = new(StringComparer.Ordinal);

    public NumberRanges(IEnumerable<ExplainedTrace> traces)
    {
        foreach (IGrouping<string, double> values in traces
            .SelectMany(static trace => trace.Numbers).GroupBy(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal))
        {
            double[] sorted = [.. values.Order()];
            if (sorted.Distinct().Count() > MaxValues)
            {
                _bounds.Add(values.Key, (sorted[sorted.Length / 4], sorted[sorted.Length / 2], sorted[sorted.Length * 3 / 4]));
            }
        }
    }

    public IEnumerable<Trait> TraitsOf(ExplainedTrace trace)
    {
        IEnumerable<Trait> plain = trace.Traits.Where(trait => trait.Kind != TraitKind.Annotation || !_bounds.ContainsKey(trait.Name));
        return plain.Concat(trace.Numbers.Where(pair => _bounds.ContainsKey(pair.Key)).SelectMany(pair => Ranges(pair.Key, pair.Value)));
    }

    private IEnumerable<Trait> Ranges(string name, double value)
    {
        (double quarter, double half, double threeQuarters) = _bounds[name];
        return new[] { (value <= quarter, "≤", quarter), (value >= half, "≥", half), (value >= threeQuarters, "≥", threeQuarters) }
            .Where(static range => range.Item1)
            .Select(
                range => new Trait(TraitKind.Annotation, name, string.Create(CultureInfo.InvariantCulture, $"{range.Item2} {range.Item3}")))
            .Distinct();
    }
}
