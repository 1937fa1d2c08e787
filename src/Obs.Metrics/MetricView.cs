namespace Obs.Metrics;

/// <summary>What to change about an instrument before it is recorded.</summary>
public sealed class MetricView
{
    /// <summary>The instrument, such as <c>http.server.request.duration</c>. Required.</summary>
    public string InstrumentName { get; set; } = "";

    /// <summary>Leaves the instrument out altogether. The default is false.</summary>
    public bool Drop { get; set; }

    /// <summary>The tags that tell series apart; all others are ignored. Null, the default, keeps every tag.</summary>
    public IList<string>? KeepTags { get; set; }

    /// <summary>The name to record it under. Null, the default, keeps the instrument's own.</summary>
    public string? Name { get; set; }

    /// <summary>The unit after <see cref="Factor"/>. Null, the default, keeps the instrument's own.</summary>
    public string? Unit { get; set; }

    /// <summary>What every measurement is multiplied by, above 0: 0.001 makes seconds of milliseconds. The default is 1.</summary>
    public double Factor { get; set; } = 1;

    /// <summary>Decimal digits to which its percentiles are kept, 1 to 5. Null, the default, is as for all instruments.</summary>
    public int? SignificantDigits { get; set; }
}
