using Obs.AspNetCore;
using Obs.Aws;
using Obs.Delivery;
using Obs.EntityFrameworkCore;
using Obs.Local;
using Obs.Logging;
using Obs.Metrics;
using Obs.OpenTelemetry;
using Obs.TestSupport;
using Obs.Tracing;

namespace Obs.Architecture.Tests.Docs;

/// <summary>The table of settings is made from the options classes and their XML comments: no key is missing, no default is out of
/// date.</summary>
public sealed class SettingsTests
{
    private const string Head = """
        # Settings

        Every key of the configuration section `Observability`, made from the options classes and their comments. As an environment variable a key
        has two underscores for each colon: `Observability__Metrics__Interval=00:00:05`. The numbers in lists count from 0.

        """;

    // Of the libraries under the packages: not bound to configuration.
    private static readonly string[] GivenInCode = ["DeliveryOptions", "InsightsOptions", "RedDashboardOptions", "ServiceAlarmOptions"];

    private static readonly (string Section, object Options, string Title)[] Sections =
    [
        ("Observability", new ObservabilityOptions(), "Common to all signals"),
        ("Observability:Tracing", new TracingOptions(), "Traces"),
        ("Observability:EntityFrameworkCore", new EntityFrameworkCoreTracingOptions(), "EF Core"),
        ("Observability:Metrics", new MetricsOptions(), "Metrics"),
        ("Observability:Logging", new LoggingOptions(), "Logs"),
        ("Observability:Aws", new AwsOptions(), "CloudWatch"),
        ("Observability:Delivery", new DeliveryServiceOptions(), "Delivery"),
        ("Observability:OpenTelemetry", new OpenTelemetryOptions(), "OTLP"),
        ("Observability:Local", new ObsLocalOptions(), "The local backend"),
    ];

    [Fact]
    public void The_table_says_what_the_options_say()
    {
        IEnumerable<string> tables = Sections.Select(static section =>
            $"\n## {section.Title}\n\n| Key | Default | Meaning |\n| --- | --- | --- |\n"
            + string.Concat(SettingsReader.Read(section.Section, section.Options).Select(
                static setting => $"| `{setting.Key}` | {setting.Default} | {setting.Meaning} |\n")));

        Golden.ShouldMatch(Head + string.Concat(tables), "..", "..", "docs", "guide", "settings.md");
    }

    [Fact]
    public void Every_options_class_has_its_table()
    {
        IEnumerable<Type> known = Sections.SelectMany(static section => SettingsReader.TypesOf(section.Options.GetType())).Distinct();

        Repository.Packages.Select(static package => System.Reflection.Assembly.Load(package))
            .SelectMany(static assembly => assembly.GetExportedTypes())
            .Where(static type => type.Name.EndsWith("Options", StringComparison.Ordinal) && !GivenInCode.Contains(type.Name))
            .Should().BeSubsetOf(known);
    }
}
