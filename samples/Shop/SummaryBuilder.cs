namespace Shop;

/// <summary>Sets side by side what must be equal.</summary>
internal static class SummaryBuilder
{
    public const string Entrance = "storefront";

    public static Summary Build(RunFacts facts)
    {
        List<Agreement> agreements = [.. Requests(facts), .. facts.Services.SelectMany(Accounts), .. Arrivals(facts), .. Published(facts)];
        return new Summary(agreements);
    }

    /// <summary>Sent by the generator, and by people meanwhile = counted by the metrics = traced, in one sampling decision or the
    /// other.</summary>
    private static IEnumerable<Agreement> Requests(RunFacts facts)
    {
        foreach (ServiceReport service in facts.Services)
        {
            Figure metrics = new("metrics", service.RequestTotal);
            Figure segments = new(
                "segments", service.Sampled + service.Unsampled, $"sampled {service.Sampled}, not sampled {service.Unsampled}");
            yield return service.Service == Entrance
                ? new Agreement(
                    "requests to storefront", Sent(facts.Sent.Values.Sum(), service.MadeByPeople.Values.Sum()), metrics, segments)
                : new Agreement($"requests to {service.Service}", metrics, segments);
        }

        ServiceReport? entrance = facts.Services.FirstOrDefault(static service => service.Service == Entrance);
        foreach ((string operation, long sent) in facts.Sent.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            yield return new Agreement(
                $"  {operation}",
                Sent(sent, entrance?.MadeByPeople.GetValueOrDefault(operation) ?? 0),
                new Figure("metrics", entrance?.Requests?.GetValueOrDefault(operation)));
        }
    }

    /// <summary>Accepted = delivered + dropped, signal by signal; nothing is left in a buffer.</summary>
    private static IEnumerable<Agreement> Accounts(ServiceReport service) => service.Accounts.Select(account => new Agreement(
        $"{account.Signal} of {service.Service}",
        new Figure("accepted", account.Accepted),
        new Figure("delivered + dropped", account.Delivered + account.DroppedTotal, Describe(account))));

    /// <summary>Delivered by the services = received by the backend, whichever way it went.</summary>
    private static IEnumerable<Agreement> Arrivals(RunFacts facts)
    {
        yield return new Agreement("traces to the backend", new Figure("delivered", Delivered(facts, "traces")), Received("traces"));

        // An embedded line holds 100 values at most, so that one datum may become several: there the requests they count are compared.
        long embedded = facts.Logs.Embedded;
        if (embedded == 0)
        {
            yield return new Agreement("metrics to the backend", new Figure("delivered", Delivered(facts, "metrics")), Received("metrics"));
        }

        bool isForwarded = facts.Logs.Read > embedded;
        Figure[] lines = isForwarded
            ? [new Figure("read", facts.Logs.Read - embedded), new Figure("forwarded", facts.Logs.Forwarded - embedded)]
            : [];
        yield return new Agreement(
            "logs to the backend", [new Figure("written", Delivered(facts, "logs")), .. lines, Received("logs", embedded)]);

        Figure Received(string signal, long less = 0) =>
            new("received", facts.Backend.Received.TryGetValue(signal, out long received) ? received - less : null);
    }

    /// <summary>Counted in the service = counted from what it published.</summary>
    private static IEnumerable<Agreement> Published(RunFacts facts) => facts.Services.Select(service => new Agreement(
        $"published by {service.Service}",
        new Figure("metrics", service.RequestTotal),
        new Figure("backend", facts.Backend.Requests.Where(pair => pair.Key.Service == service.Service).Sum(static pair => pair.Value))));

    private static long Delivered(RunFacts facts, string signal) =>
        facts.Services.Sum(service => service.AccountOf(signal)?.Delivered ?? 0);

    private static Figure Sent(long byTraffic, long byPeople) => byPeople == 0
        ? new Figure("sent", byTraffic)
        : new Figure("sent", byTraffic + byPeople, $"by traffic {byTraffic}, by people {byPeople}");

    private static string Describe(SignalAccount account) =>
        string.Join(
            ", ", account.Dropped.Select(static reason => $"{reason.Key} {reason.Value}").Prepend($"delivered {account.Delivered}"));
}
