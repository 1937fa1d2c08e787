using System.Globalization;
using System.Net.Http.Headers;

namespace Obs.Aws.Client;

/// <summary>The pause that a refusal asks for.</summary>
internal static class AskedPause
{
    /// <summary>Reads a pause; null where none is asked for that one could read. Never throws.</summary>
    /// <param name="milliseconds">The header <c>x-amz-retry-after</c>, which AWS's own clients believe before the other.</param>
    /// <param name="retryAfter">The header <c>Retry-After</c>: seconds, or a date in any form that HTTP knows.</param>
    /// <param name="time">Tells how far off a date lies.</param>
    public static TimeSpan? Read(string? milliseconds, string? retryAfter, TimeProvider time)
    {
        if (int.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out int pause))
        {
            return TimeSpan.FromMilliseconds(pause);
        }

        return RetryConditionHeaderValue.TryParse(retryAfter, out RetryConditionHeaderValue? asked)
            ? asked.Delta ?? (asked.Date - time.GetUtcNow())
            : null;
    }
}
