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
}
