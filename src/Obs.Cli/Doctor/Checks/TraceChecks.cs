using System.Text.Json;

namespace Obs.Cli.Doctor.Checks;

/// <summary>Whether requests become traces at all.</summary>
internal static class TraceChecks
{
    public static Verdict Sampled(DoctorFacts facts)
    {
        JsonElement tracing = facts.Service.Body.Member("tracing");
        (long sampled, long unsampled, long skipped) = (tracing.Count("sampled"), tracing.Count("unsampled"), tracing.Count("skipped"));
        return !facts.Service.IsThere ? Verdict.Skip("The service did not answer.")
            : sampled > 0 ? Verdict.Pass($"{sampled} requests were traced, {unsampled} were not, {skipped} were left out")
            : unsampled > 0 ? Verdict.Fail(
                $"None of {unsampled} requests was traced.",
                "Look at Observability:Tracing:Sampling: a rule with a rate of 0 takes them, or callers decide (Trust) and decided against it.")
            : skipped > 0 ? Verdict.Warn(
                $"All {skipped} requests were left out: health checks and the paths in Observability:Tracing:Sampling:SkipPaths never are traced.",
                "Ask the service for something else.")
            : Verdict.Warn("The service has had no request since it started.", "Send it one, and look again.");
    }
}
