using System.Text.RegularExpressions;
using Obs.Dashboards;

namespace Obs.Cli.Dashboards;

/// <summary>What one service is watched by, made out of its catalogue: two dashboards, its alarms and its saved queries.</summary>
internal sealed partial class ServiceResources
{
    private ServiceResources(MetricCatalogue catalogue, RedDashboardOptions options)
    {
        var alarms = new ServiceAlarmOptions { Environment = options.Environment, Objective = options.Objective };
        string environment = options.Environment ?? (catalogue.Environments is [string first, ..] ? first : "");
        Red = RedDashboard.Create(catalogue, options);
        XRay = XRayDashboard.Create(catalogue, options);
        Alarms = ServiceAlarms.Create(catalogue, alarms);
        Name = $"{catalogue.Service}-{environment}";
    }

    /// <summary>Service and environment: what the names of everything begin with, as the Terraform module has it.</summary>
    public string Name { get; }

    public Dashboard Red { get; }

    public Dashboard XRay { get; }

    public AlarmSet Alarms { get; }

    /// <exception cref="InvalidDataException">The catalogue lacks what it takes, or an option is absurd.</exception>
    public static ServiceResources Create(MetricCatalogue catalogue, RedDashboardOptions options)
    {
        try
        {
            return new ServiceResources(catalogue, options);
        }
        catch (Exception exception) when (exception is DashboardFormatException or ArgumentException)
        {
            throw new InvalidDataException(exception.Message, exception);
        }
    }

    /// <summary>A dashboard's name, which takes fewer characters than that of a service: <c>Shop.Payments</c> is no part of one.</summary>
    public string DashboardName(string kind) => NotInNames().Replace($"{Name}-{kind}", "-");

    /// <summary>The files that <c>infra/terraform</c> reads.</summary>
    public (string Name, string Text)[] Files() =>
    [
        ("red.json", Red.ToSnapshot()),
        ("xray.json", XRay.ToSnapshot()),
        ("alarms.json", Alarms.ToJson()),
        ("queries.json", QueryFile.Write(Red)),
    ];

    /// <summary>What is wrong with them, each under the name of its file.</summary>
    public IEnumerable<string> Lint(MetricCatalogue catalogue) =>
        Under("red.json", DashboardLint.Check(Red, catalogue))
            .Concat(Under("xray.json", DashboardLint.Check(XRay, catalogue)))
            .Concat(Under("alarms.json", DashboardLint.Check(Alarms, catalogue)))
            .Concat(Under("queries.json", QueryFile.Check(QueryFile.Write(Red), catalogue)));

    private static IEnumerable<string> Under(string file, IEnumerable<DashboardFinding> findings) =>
        findings.Select(finding => $"{file}: {finding}");

    [GeneratedRegex("[^A-Za-z0-9_-]")]
    private static partial Regex NotInNames();
}
