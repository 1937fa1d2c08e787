namespace Obs.Metrics;

/// <summary>What tells one series from every other. Shared by all windows of a series, so that comparing is mostly one reference.</summary>
/// <remarks>Ordered as reports tell of series: by part, the series of one operation together, then by name and dimensions.</remarks>
internal sealed class SeriesIdentity : IEquatable<SeriesIdentity>, IComparable<SeriesIdentity>
{
    private readonly int _hashCode;
    private OpenMetricsSeries? _openMetrics;

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
        Part = PartOf(meterName, instrumentName);
        if (Part <= SeriesPart.Called)
        {
            Operation = OperationNames.Of(this);
            Outcome = Outcomes.Of(this);
        }
    }

    public string MeterName { get; }

    public string InstrumentName { get; }

    public string? Unit { get; }

    public InstrumentKind Kind { get; }

    /// <summary>Sorted by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Dimensions { get; }

    public SeriesPart Part { get; }

    /// <summary>The operation that the series is a part of; null when a report tells of the series by itself.</summary>
    public OperationName? Operation { get; }

    /// <summary>How the requests of an operation ended.</summary>
    public Outcome Outcome { get; }

    /// <summary>What a scraper knows the series by, from when one asks. Two threads that ask first make the same.</summary>
    public OpenMetricsSeries OpenMetrics => _openMetrics ??= new OpenMetricsSeries(this);

    /// <summary>The value of a dimension, or null when the series has none of that name.</summary>
    public string? Dimension(string name)
    {
        for (int i = 0; i < Dimensions.Count; i++)
        {
            if (Dimensions[i].Key == name)
            {
                return Dimensions[i].Value;
            }
        }

        return null;
    }

    /// <summary>Whether a report tells of both series as one: they are the same, or of the same operation.</summary>
    public bool IsToldWith(SeriesIdentity other) => Operation is { } operation
        ? Part == other.Part && operation.Name == other.Operation!.Name
        : Equals(other);

    public int CompareTo(SeriesIdentity? other)
    {
        if (ReferenceEquals(this, other))
        {
            return 0;
        }

        if (other is null)
        {
            return 1;
        }

        int order = (int)Part - (int)other.Part;
        order = order != 0 ? order : string.CompareOrdinal(Operation?.Name, other.Operation?.Name);
        order = order != 0 ? order : string.CompareOrdinal(InstrumentName, other.InstrumentName);
        order = order != 0 ? order : string.CompareOrdinal(MeterName, other.MeterName);
        order = order != 0 ? order : CompareDimensions(other);
        order = order != 0 ? order : string.CompareOrdinal(Unit, other.Unit);
        return order != 0 ? order : (int)Kind - (int)other.Kind;
    }

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

    private static SeriesPart PartOf(string meterName, string instrumentName) => instrumentName switch
    {
        PlatformNames.ServerDuration => SeriesPart.Served,
        PlatformNames.ClientDuration or PlatformNames.DatabaseDuration => SeriesPart.Called,
        _ => meterName == BusinessMetrics.MeterName ? SeriesPart.Business : SeriesPart.Runtime,
    };

    private int CompareDimensions(SeriesIdentity other)
    {
        for (int i = 0; i < Dimensions.Count && i < other.Dimensions.Count; i++)
        {
            int order = string.CompareOrdinal(Dimensions[i].Key, other.Dimensions[i].Key);
            order = order != 0 ? order : string.CompareOrdinal(Dimensions[i].Value, other.Dimensions[i].Value);
            if (order != 0)
            {
                return order;
            }
        }

        return Dimensions.Count.CompareTo(other.Dimensions.Count);
    }

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
