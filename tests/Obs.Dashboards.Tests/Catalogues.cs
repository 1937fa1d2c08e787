namespace Obs.Dashboards.Tests;

/// <summary>What services emit, as Obs.Aws publishes it and Obs.Logging writes it.</summary>
internal static class Catalogues
{
    private static readonly string[] OfService = ["Environment", "Service"];
    private static readonly string[] OfOperation = ["Environment", "Service", "Operation"];
    private static readonly string[] OfCategory = ["Environment", "Service", "Category"];

    public static MetricCatalogue Storefront => Of("storefront", MetricKind.Distribution);

    /// <summary>A service that publishes statistic sets.</summary>
    public static MetricCatalogue Plain => Of("plain", MetricKind.Statistics);

    /// <summary>A service with dependencies, saturation and nothing in its logs.</summary>
    public static MetricCatalogue WithDependencies => new(
        "orders",
        [
            .. new[] { "Latency", "Fault", "Error" }.Select(static name => new CataloguedMetric(
                "Obs", name, name == "Latency" ? "Milliseconds" : "Count", MetricKind.Distribution,
                new DimensionSet(OfService, [["Test", "orders"]]),
                new DimensionSet([.. OfService, "RemoteService"], [["Test", "orders", "payments"], ["Test", "orders", "orders@db"]]))),
            new CataloguedMetric(
                "Obs/Runtime",
                "dotnet.thread_pool.queue.length",
                "Count",
                MetricKind.Distribution,
                new DimensionSet(OfService, [["Test", "orders"]])),
        ],
        new LogCatalogue([], new Dictionary<string, bool>()));

    private static MetricCatalogue Of(string service, MetricKind kind)
    {
        return new(
            service,
            [
                Request("Latency", "Milliseconds"), Request("Error", "Count"), Request("Fault", "Count"),
                Business("ProductViews", "Count"), Business("Purchases", "Count"), Business("Revenue", "None"),
            ],
            new LogCatalogue([$"/obs/Test/{service}"], new Dictionary<string, bool>
            {
                ["timestamp"] = false,
                ["level"] = false,
                ["message"] = false,
                ["template"] = false,
                ["exceptionType"] = false,
                ["traceId"] = false,
                ["xrayTraceId"] = false,
                ["service"] = false,
                ["environment"] = false,
                ["route"] = false,
                ["status"] = true,
                ["durationMs"] = true,
            }));

        CataloguedMetric Request(string name, string unit) => new(
            "Obs", name, unit, kind, new DimensionSet(OfService, [["Test", service]]),
            new DimensionSet(OfOperation, [["Test", service, "GET /products/{id}"], ["Test", service, "POST /checkout"]]));

        CataloguedMetric Business(string name, string unit) => new(
            "Obs/Business", name, unit, kind, new DimensionSet(OfCategory, [["Test", service, "books"], ["Test", service, "games"]]));
    }
}
