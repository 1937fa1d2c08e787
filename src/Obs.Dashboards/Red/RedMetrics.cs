using System.Globalization;

namespace Obs.Dashboards;

/// <summary>The metrics of requests as <c>Obs.Aws</c> publishes them: requests are the sample count of Latency; Fault and Error are 1 for
/// each request that it happened to and 0 for every other.</summary>
internal sealed class RedMetrics
{
    public const string Namespace = "Obs";
    public const string BusinessNamespace = "Obs/Business";
    public const string Latency = "Latency";
    public const string Error = "Error";
    public const string Fault = "Fault";
    public const string Environment = "Environment";
    public const string Service = "Service";
    public const string Operation = "Operation";
    public const string RemoteService = "RemoteService";

    private static readonly string[] OfService = [Environment, Service];

    public RedMetrics(MetricCatalogue catalogue, string? environment)
    {
        Catalogue = catalogue;
        EnvironmentName = environment
            ?? (catalogue.Environments is [string first, ..] ? first : throw Missing("the dimension Environment"));
        foreach (string name in new[] { Latency, Error, Fault })
        {
            if (catalogue.Find(Namespace, name)?.Find(OfService) is null)
            {
                throw Missing($"{Namespace} {name} by Environment and Service");
            }
        }

        if (environment is not null && !catalogue.Environments.Contains(environment))
        {
            throw new DashboardFormatException("$.metrics",
                $"{catalogue.Service} emits nothing in the environment {environment}; the catalogue knows {string.Join(", ", catalogue.Environments)}.");
        }

        DashboardFormatException Missing(string what) => new("$.metrics", $"the catalogue of {catalogue.Service} lacks {what}.");
    }

    public MetricCatalogue Catalogue { get; }

    public string EnvironmentName { get; }

    public string ServiceName => Catalogue.Service;

    public bool HasOperations => Catalogue.Find(Namespace, Latency)!.Find([.. OfService, Operation]) is not null;

    public bool HasPercentiles => Catalogue.Find(Namespace, Latency)!.Kind == MetricKind.Distribution;

    /// <summary>The smallest set of dimensions that tells calls of other services apart, or null.</summary>
    public DimensionSet? Dependencies =>
        Catalogue.Find(Namespace, Latency)!.DimensionSets.Where(
            static set => set.Names.Contains(RemoteService)).MinBy(static set => set.Names.Count);

    public SeriesId Of(string metric) => new(Namespace, metric, (Environment, EnvironmentName), (Service, ServiceName));

    /// <summary>A search over the series of a metric of this service and environment, whatever its further dimensions are.</summary>
    public MetricSearch Search(string space, string metric, DimensionSet set)
    {
        MetricSearch search = new(space, metric, set.Names);
        search = set.Names.Contains(Environment) ? search.Where(Environment, EnvironmentName) : search;
        return set.Names.Contains(Service) ? search.Where(Service, ServiceName) : search;
    }

    public static string Text(double number) => number.ToString("0.############", CultureInfo.InvariantCulture);
}
