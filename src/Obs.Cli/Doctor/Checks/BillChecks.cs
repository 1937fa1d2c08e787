using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Obs.Cli.Doctor.Checks;

/// <summary>What costs money at AWS: series, and traces.</summary>
internal static partial class BillChecks
{
    private const int ManyOperations = 200;
    private const int ManySeries = 300;
    private const int Named = 3;
    private const long ManyRequests = 1_000;

    public static Verdict OperationNames(DoctorFacts facts)
    {
        string[] names = [.. facts.Service.Body.Items("operations").Select(static operation => operation.Text("operation"))];
        string[] raw = [.. names.Where(static name => RawPath().IsMatch(name))];
        return names.Length == 0 ? Verdict.Skip("There are no operations to look at.")
            : raw.Length > 0 ? Verdict.Fail(
                $"{raw.Length} operations carry an id in their name: {string.Join(", ", raw.Take(Named))}. Each becomes series of its own at CloudWatch.",
                "Map them with route templates (/orders/{id}); middleware that answers by itself has no route.")
            : names.Length > ManyOperations
                ? Verdict.Warn($"{names.Length} operations are many.", "Look in /api/metrics for names that should be one.")
            : Verdict.Pass($"{names.Length} operations, none with an id in its name");
    }

    public static Verdict Series(DoctorFacts facts)
    {
        int count = facts.Series.Body.Items("metrics").Count;
        string cost = string.Create(
            CultureInfo.InvariantCulture,
            $"{count} series are published: about {count * Prices.SeriesMonth:0.00} USD a month at CloudWatch");
        return !facts.Series.IsThere ? Verdict.Skip(facts.Series.Failure ?? "The local backend did not answer.")
            : count > ManySeries
                ? Verdict.Warn(
                    $"{cost}.", "Drop dimensions that nobody asks for, and metrics that no dashboard shows (Observability:Metrics:Views).")
            : Verdict.Pass(cost);
    }

    public static Verdict TracedShare(DoctorFacts facts)
    {
        JsonElement tracing = facts.Service.Body.Member("tracing");
        long sampled = tracing.Count("sampled");
        long all = sampled + tracing.Count("unsampled");
        if (all == 0)
        {
            return Verdict.Skip("No request was decided on.");
        }

        string share = string.Create(
            CultureInfo.InvariantCulture, $"{100.0 * sampled / all:0.#} % of {all} requests are traced: about {1e6 * sampled / all * Prices.Trace:0.00} USD for a million requests");
        return sampled == all && all >= ManyRequests
            ? Verdict.Warn($"{share}.", "Lower Observability:Tracing:Sampling:FixedRate, and keep what matters by a rule or Sampling:Tail.")
            : Verdict.Pass(share);
    }

    // A number or a GUID as a whole part of the path.
    [GeneratedRegex(
        @"/(\d+|[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12})(/|$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex RawPath();
}
