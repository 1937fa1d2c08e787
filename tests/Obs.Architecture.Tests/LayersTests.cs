using System.Xml.Linq;
using Obs.TestSupport;

namespace Obs.Architecture.Tests;

/// <summary>Which package may reference which: the picture in docs/architecture.md, held by reading the project files.</summary>
public sealed class LayersTests
{
    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["Obs.Delivery"] = [],
        ["Obs.Tracing"] = ["Obs.Delivery"],
        ["Obs.Metrics"] = ["Obs.Delivery"],
        ["Obs.Logging"] = ["Obs.Delivery"],
        ["Obs.EntityFrameworkCore"] = ["Obs.Tracing"],
        ["Obs.Aws"] = ["Obs.Tracing", "Obs.Metrics", "Obs.Logging", "Obs.Delivery"],
        ["Obs.OpenTelemetry"] = ["Obs.Aws", "Obs.Tracing", "Obs.Delivery"],
        ["Obs.AspNetCore"] = ["Obs.Aws", "Obs.Tracing", "Obs.Metrics", "Obs.Logging", "Obs.Delivery"],
        ["Obs.Insights"] = [],
        ["Obs.Dashboards"] = ["Obs.Insights"],
        ["Obs.Local"] = ["Obs.Dashboards", "Obs.Insights"],
        ["Obs.Cli"] = ["Obs.AspNetCore", "Obs.Local", "Obs.Dashboards", "Obs.Insights", "Obs.Metrics"],
        ["Obs.Testing"] = ["Obs.Local", "Obs.Delivery"],
    };

    private static readonly Dictionary<string, string[]> MayUsePackage = new()
    {
        ["Obs.Aws"] = ["AWSSDK.Core"],
        ["Obs.OpenTelemetry"] = ["AWSSDK.Core", "OpenTelemetry.Exporter.OpenTelemetryProtocol"],
        ["Obs.Local"] = ["Microsoft.Data.Sqlite", "SQLitePCLRaw.bundle_e_sqlite3"],
        ["Obs.EntityFrameworkCore"] = ["Microsoft.EntityFrameworkCore.Relational"],
        ["Obs.Cli"] = ["System.CommandLine", "Spectre.Console", "MathNet.Numerics"],
    };

    private static readonly string[] MayUseAspNetCore = ["Obs.AspNetCore", "Obs.Local", "Obs.Cli"];

    public static TheoryData<string> Packages => [.. Repository.Packages];

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_references_only_what_lies_below_it(string package)
    {
        MayReference.Should().ContainKey(package, "every room stands in the picture");

        References(package, "ProjectReference").Select(static path => Path.GetFileNameWithoutExtension(path))
            .Should().BeSubsetOf(MayReference[package]);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_depends_only_on_the_platform_and_on_what_was_chosen_for_it(string package)
    {
        References(package, "PackageReference")
            .Where(static name => !name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal))
            .Should().BeSubsetOf(MayUsePackage.GetValueOrDefault(package, []));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_web_framework_stays_in_the_rooms_that_serve_the_web(string package)
    {
        bool usesIt = References(package, "FrameworkReference").Contains("Microsoft.AspNetCore.App")
            || Load(package).Root!.Attribute("Sdk")?.Value == "Microsoft.NET.Sdk.Web";

        usesIt.Should().Be(usesIt && MayUseAspNetCore.Contains(package));
    }

    private static IEnumerable<string> References(string package, string kind) =>
        Load(package).Descendants(kind).Select(static e => e.Attribute("Include")?.Value).OfType<string>();

    private static XDocument Load(string package) => XDocument.Load(Repository.PathOf("src", package, package + ".csproj"));
}
