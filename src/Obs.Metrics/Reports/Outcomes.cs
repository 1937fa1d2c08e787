using System.Globalization;

namespace Obs.Metrics;

/// <summary>Reads the outcome from the dimensions of a request's series.</summary>
internal static class Outcomes
{
    public static Outcome Of(SeriesIdentity series)
    {
        _ = int.TryParse(series.Dimension(PlatformNames.StatusCode), NumberStyles.None, CultureInfo.InvariantCulture, out int status);
        return status switch
        {
            >= 500 => Outcome.Fault,
            429 => Outcome.Throttle,
            >= 400 => Outcome.Error,

            // An exception after the response had started, or before there was one.
            _ => series.Dimension(PlatformNames.ErrorType) is null ? Outcome.Ok : Outcome.Fault,
        };
    }
}
