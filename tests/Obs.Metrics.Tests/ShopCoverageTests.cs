using System.Reflection;
using Obs.TestSupport;

namespace Obs.Metrics.Tests;

/// <summary>The sample shop shows every kind of business metric and everything a view can do.</summary>
public sealed class ShopCoverageTests
{
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
