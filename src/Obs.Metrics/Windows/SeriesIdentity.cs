namespace Obs.Metrics;

/// <summary>What tells one series from every other. Shared by all windows of a series, so that comparing is mostly one reference.</summary>
internal sealed class SeriesIdentity : IEquatable<SeriesIdentity>
{
    private readonly int _hashCode;

    public SeriesIdentity(
        string meterName,
        string instrumentName,
        string? unit,
        InstrumentKind kind,
        IReadOnlyList<KeyValuePair<string, string>> dimensions)
    {
        MeterName = meterName;
        InstrumentName = instrumentName;
        Unit = unit;
        Kind = kind;
        Dimensions = dimensions;
        _hashCode = Hash();
    }

    public string MeterName { get; }

    public string InstrumentName { get; }

    public string? Unit { get; }

    public InstrumentKind Kind { get; }

    /// <summary>Sorted by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Dimensions { get; }

    public bool Equals(SeriesIdentity? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && _hashCode == other._hashCode
            && MeterName == other.MeterName
            && InstrumentName == other.InstrumentName
            && Unit == other.Unit
            && Kind == other.Kind
            && Dimensions.SequenceEqual(other.Dimensions));

    public override bool Equals(object? obj) => Equals(obj as SeriesIdentity);

    public override int GetHashCode() => _hashCode;

    private int Hash()
    {
        var hash = default(HashCode);
        hash.Add(MeterName);
        hash.Add(InstrumentName);
        hash.Add(Unit);
        hash.Add(Kind);
        foreach (KeyValuePair<string, string> dimension in Dimensions)
        {
            hash.Add(dimension.Key);
            hash.Add(dimension.Value);
        }

        return hash.ToHashCode();
    }
}
