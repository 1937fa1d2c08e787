using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Obs.TestSupport;

namespace Obs.Metrics.Tests;

/// <summary>The sample shop shows everything that metrics offer: nobody has to guess what it looks like in an application.</summary>
public sealed class ShopCoverageTests
{
    private static readonly string Shop = string.Join('\n', Directory.GetDirectories(Repository.PathOf("samples"), "Shop*")
        .SelectMany(static folder => Directory.GetFiles(folder, "*.*", SearchOption.AllDirectories))
        .Where(static file => !file.Contains("/obj/", StringComparison.Ordinal) && Path.GetExtension(file) is ".cs" or ".json")
        .Select(File.ReadAllText));

    /// <summary>What is met without being named, and by what the shop says that it uses it.</summary>
    private static readonly Dictionary<string, string> Unnamed = new()
    {
        [nameof(ObsMetricsServiceCollectionExtensions)] = "AddObservability",
        [nameof(HistogramSteps)] = "Histogram.Logarithmic",
        [nameof(HistogramBuckets)] = "sizes.Buckets",
        [nameof(HistogramSlot)] = "Histogram.Logarithmic", // Which walks over slots.
        [nameof(MetricsOptions)] = "Observability__Metrics__Interval",
        [nameof(MetricSnapshotOptions)] = "Observability__Metrics__Snapshots__Folder",
        [nameof(MetricView)] = "\"Views\":",
    };

    [Fact]
    public void Every_public_type_is_used_by_the_shop() =>
        typeof(BusinessMetrics).Assembly.GetExportedTypes().Where(static type => !type.IsNested)
            .Select(static type => Unnamed.GetValueOrDefault(type.Name, type.Name))
            .Should().OnlyContain(name => Regex.IsMatch(Shop, $@"(?<!\w){Regex.Escape(name)}(?!\w)"));

    [Fact]
    public void The_shop_makes_every_kind_of_business_metric()
    {
        string shop = File.ReadAllText(Repository.PathOf("samples", "Shop.Storefront", "ShopMetrics.cs"));

        typeof(BusinessMetrics).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(static m => m.Name).Distinct().Should()
            .OnlyContain(made => shop.Contains($"business.{made}(", StringComparison.Ordinal));
    }

    [Fact]
    public void The_shop_uses_every_property_of_a_view()
    {
        string settings = File.ReadAllText(Repository.PathOf("samples", "Shop.Storefront", "appsettings.json"));

        typeof(MetricView).GetProperties().Select(static p => p.Name)
            .Should().OnlyContain(property => settings.Contains($"\"{property}\":", StringComparison.Ordinal));
    }
}
