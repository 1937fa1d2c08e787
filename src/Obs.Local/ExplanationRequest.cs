namespace Obs.Local;

/// <summary>Which traces of a store are to be explained, and what they are set against.</summary>
public sealed class ExplanationRequest
{
    /// <summary>Where the time begins. The default is 1970: everything the store holds.</summary>
    public DateTimeOffset From { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>Where the time ends, not included.</summary>
    public required DateTimeOffset To { get; set; }

    /// <summary>Traces at or above this percentile of duration are the slow ones, 75 to 99.99. The default is 99.</summary>
    public double Percentile { get; set; } = 99;

    /// <summary>Where a span begins whose traces are set against all others instead; null for none. It needs
    /// <see cref="SpanTo"/>.</summary>
    public DateTimeOffset? SpanFrom { get; set; }

    /// <summary>Where the span ends, not included; null for none. It needs <see cref="SpanFrom"/>.</summary>
    public DateTimeOffset? SpanTo { get; set; }

    /// <summary>Only traces that begin with this operation, such as <c>GET /products/{id}</c>; null for all.</summary>
    public string? Operation { get; set; }

    /// <summary>Only traces that this service took part in; null for all.</summary>
    public string? Service { get; set; }

    /// <summary>Only traces that meet this X-Ray filter expression; null for all.</summary>
    public string? Filter { get; set; }
}
