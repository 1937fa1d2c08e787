namespace Obs.Aws.Metrics;

/// <summary>What <c>PutMetricData</c> accepts at most.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html"/> and
/// <see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html"/></remarks>
internal static class CloudWatchLimits
{
    public const int DataPerRequest = 1_000;

    public const int RequestBytes = 1_000_000;

    public const int ValuesPerDatum = 150;

    public const int Dimensions = 30;

    public const int NameLength = 255;

    public const int DimensionValueLength = 1_024;

    /// <summary>How old a datum may be.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(14);

    /// <summary>How far in the future a datum may lie.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(2);

    /// <summary>2 to the power of 360, on both sides of zero.</summary>
    public static readonly double Value = Math.ScaleB(1, 360);

    /// <summary>2 to the power of -360: what lies closer to zero than that is refused as too small.</summary>
    public static readonly double LeastValue = Math.ScaleB(1, -360);
}
