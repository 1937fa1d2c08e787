using System.Text.Json;

namespace Obs.Cli.Doctor.Checks;

/// <summary>Whether the map holds together.</summary>
internal static class MapChecks
{
    public static Verdict Service(DoctorFacts facts)
    {
        string name = facts.Service.Body.Text("service");
        return !facts.Map.IsThere ? Verdict.Skip(facts.Map.Failure ?? "There is no map.")
            : name.Length == 0 ? Verdict.Skip("The service did not answer.")
            : Nodes(facts, "service").Any(node => node.Text("name") == name) ? Verdict.Pass($"{name} stands in the map")
            : Verdict.Fail(
                $"{name} is not among the services of the map: {string.Join(", ", Nodes(facts, "service").Select(static node => node.Text("name")))}.",
                "Give it the same Observability:ServiceName everywhere, and look at traces-sampled and traces-delivered above.");
    }

    /// <summary>Where a service begins traces of its own while somebody calls a host that no trace leads on from, the header is lost
    /// between the two.</summary>
    public static Verdict Entrances(DoctorFacts facts)
    {
        string[] services = [.. Nodes(facts, "service").Select(static node => node.Text("name"))];
        if (services.Length == 0)
        {
            return Verdict.Skip(facts.Map.Failure ?? "There is no service in the map.");
        }

        string[] entrances =
            [.. Nodes(facts, "service").Where(static node => node.Member("root").ValueKind == JsonValueKind.True)
                .Select(static node => node.Text("name"))];
        string[] hosts = [.. Nodes(facts, "remote").Select(static node => node.Text("name"))];
        return entrances.Length > 1 && hosts.Length > 0
            ? Verdict.Warn(
                $"{string.Join(", ", entrances)} all begin traces, and calls of {string.Join(", ", hosts)} end in nothing: one of them may be the other.",
                "Find what drops X-Amzn-Trace-Id or traceparent between them: a proxy, a client other than HttpClient, or a callee that does not trust its caller "
                + "(Observability:Tracing:Sampling:Trust).")
            : Verdict.Pass($"Traces begin at {(entrances.Length == 0 ? "no service" : string.Join(", ", entrances))}, and no call ends in nothing that another begins with");
    }

    private static IEnumerable<JsonElement> Nodes(DoctorFacts facts, string type) =>
        facts.Map.Body.Items("nodes").Where(node => node.Text("type") == type);
}
