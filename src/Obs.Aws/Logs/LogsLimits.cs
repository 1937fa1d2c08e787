namespace Obs.Aws.Logs;

/// <summary>What <c>PutLogEvents</c> accepts at most.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html"/></remarks>
internal static class LogsLimits
{
    public const int EventsPerCall = 10_000;

    public const int CallBytes = 1_048_576;

    /// <summary>What the service adds to the length of each message.</summary>
    public const int EventOverheadBytes = 26;

    public const long SpanMilliseconds = 24 * 60 * 60 * 1_000;

    /// <summary>Older events the service refuses.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(14);

    /// <summary>Events further in the future the service refuses.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(2);
}
