using System.Text.Json;

namespace Obs.Cli.Doctor.Checks;

/// <summary>Whether there are metrics, and whether their percentiles mean what people take them to mean.</summary>
internal static class MetricChecks
{
    // A p99 of fewer is the slowest request, whatever its name.
    private const long FewestForPercentile = 100;
    private const int Named = 3;

    public static Verdict Recorded(DoctorFacts facts) => !facts.Service.IsThere ? Verdict.Skip("The service did not answer.")
        : facts.Service.Body.Items("operations") is { Count: > 0 } operations ? Verdict.Pass(
            $"{operations.Count} operations with {facts.Service.Body.Member("totals").Count("count")} requests in the window")
        : Verdict.Warn(
            "No window with a request has closed.",
            "Send requests and wait for Observability:Metrics:Interval, 10 seconds unless told otherwise.");

    public static Verdict EnoughRequests(DoctorFacts facts)
    {
        IReadOnlyList<JsonElement> operations = facts.Service.Body.Items("operations");
        if (operations.Count == 0)
        {
            return Verdict.Skip("There are no operations to look at.");
        }

        string[] rare =
            [.. operations.Where(static operation => operation.Count("count") < FewestForPercentile).Select(
                static operation => operation.Text("operation"))];
        return rare.Length == 0 ? Verdict.Pass($"Every operation had at least {FewestForPercentile} requests in the window")
            : Verdict.Warn(
                $"{rare.Length} of {operations.Count} operations had fewer than {FewestForPercentile} requests in the window: {string.Join(", ", rare.Take(Named))}"
                + (rare.Length > Named ? ", …" : "") + ". Their p99 is the slowest request.",
                "Ask for a longer window (?window=1h), or look at p50 and the maximum.");
    }

    public static Verdict Overflow(DoctorFacts facts)
    {
        JsonElement collection = facts.Service.Body.Member("collection");
        long overflowed = collection.Count("overflowed");
        long rejected = collection.Count("rejected");
        return !facts.Service.IsThere ? Verdict.Skip("The service did not answer.")
            : overflowed > 0 ? Verdict.Fail(
                $"{overflowed} measurements went into overflow series, because there are more series than Observability:Metrics:MaxSeries.",
                "Find the dimension without bound in /api/metrics: an id, a raw path, a user. Take it out (Observability:Metrics:Views), or raise MaxSeries.")
            : rejected > 0 ? Verdict.Warn(
                $"{rejected} measurements were refused: negative, not a number, or with the wrong number of dimensions.",
                "Look at where they are recorded.")
            : Verdict.Pass($"{collection.Count("series")} series, none of them overflowing, no measurement refused");
    }
}
