using System.Text.Json;

namespace Obs.Cli.Doctor.Checks;

/// <summary>What became of the records of one signal, by the service's account and by the backend's.</summary>
internal static class DeliveryChecks
{
    // Log entries that were kept back to be written only if their request failed, and those a sampling rule leaves out: meant to go.
    private static readonly string[] Meant = ["not_failed", "sampled"];

    public static Verdict Delivered(DoctorFacts facts, string signal)
    {
        if (!facts.Service.IsThere)
        {
            return Verdict.Skip("The service did not answer.");
        }

        JsonElement account = facts.Service.Body.Items("delivery").FirstOrDefault(entry => entry.Text("signal") == signal);
        if (account.ValueKind == JsonValueKind.Undefined)
        {
            return Verdict.Skip($"The service sends no {signal}: {WhyNone(signal)}");
        }

        (long accepted, long delivered, long buffered) = (account.Count("accepted"), account.Count("delivered"), account.Count("buffered"));
        string dropped = account.Reasons("dropped", except: Meant);
        string counts = $"{accepted} accepted, {delivered} delivered, {buffered} waiting";
        return dropped.Length > 0 ? Verdict.Fail($"{counts}, dropped: {dropped}.", WhatToDo(signal))
            : accepted == 0 ? Verdict.Warn($"No {signal} yet.", "Send the service a request, wait for one interval, and look again.")
            : delivered == 0 ? Verdict.Fail($"{counts}.", WhatToDo(signal))
            : Verdict.Pass(counts);
    }

    public static Verdict Received(DoctorFacts facts, string signal)
    {
        if (!facts.Backend.IsThere)
        {
            return Verdict.Skip(facts.Backend.Failure ?? "The local backend did not answer.");
        }

        JsonElement entry = facts.Backend.Body.Items("ingest").FirstOrDefault(item => item.Text("signal") == signal);
        long accepted = entry.Count("accepted");
        string refused = entry.Reasons("rejected");
        string dropped = entry.Reasons("dropped");
        return refused.Length > 0 ? Verdict.Fail(
                $"{accepted} {signal} accepted, rejected: {refused}.",
                "The Ingest view of the page shows the newest of them, with what is wrong in each.")
            : dropped.Length > 0
                ? Verdict.Fail(
                    $"{accepted} {signal} accepted, dropped: {dropped}.",
                    "The backend is too small or too slow: give it a store in a file, or send less.")
            : accepted == 0 ? Verdict.Warn($"The backend has received no {signal}.", WhatToDo(signal))
            : Verdict.Pass($"{accepted} {signal} arrived, and none was rejected or dropped");
    }

    private static string WhyNone(string signal) => signal switch
    {
        "metrics" => "neither a region nor an endpoint is configured.",
        "logs" => "lines go to standard output alone.",
        _ => "it is switched off.",
    };

    private static string WhatToDo(string signal) => signal switch
    {
        "traces" => "Look at daemon-port above. A daemon in another container needs its own name in AWS_XRAY_DAEMON_ADDRESS, and UDP open between the two.",
        "metrics" => "Look at aws-region, aws-endpoint and aws-credentials above; the role needs cloudwatch:PutMetricData.",
        _ => "Lines on standard output need somebody who carries them on: the container platform, an agent, or a sink of Observability:Logging.",
    };
}
