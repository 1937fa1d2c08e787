using System.CommandLine;
using Obs.Cli.Backends;
using Obs.Dashboards;

namespace Obs.Cli.Dashboards;

/// <summary>What a dashboard should know beside the catalogue.</summary>
internal sealed class RenderOptions
{
    private readonly Option<string> _region = new("--region")
    {
        Description = "Region of metrics and logs; AWS_REGION when not given.",
        DefaultValueFactory = static _ => Environment.GetEnvironmentVariable("AWS_REGION") is { Length: > 0 } region
            ? region
            : new RedDashboardOptions().Region,
    };

    private readonly Option<string> _account = new("--account")
    {
        Description = "Account of the alarms, 12 digits; the Terraform module puts its own in place of zeros.",
        DefaultValueFactory = static _ => new RedDashboardOptions().AccountId,
    };

    private readonly Option<string?> _environment = new("--environment")
    {
        Description = "Environment shown at first; the first one of the catalogue when not given.",
    };
    private readonly Option<double> _availability = Percent(
        "--availability", "Percent of requests without a fault that is promised.", static o => o.AvailabilityPercent);
    private readonly Option<double> _latency = Percent(
        "--latency-ms", "Milliseconds within which a request is fast enough.", static o => o.LatencyMilliseconds);
    private readonly Option<double> _fast = Percent(
        "--latency-percent", "Percent of requests that are promised to be fast enough.", static o => o.LatencyPercent);
    private readonly Option<string?> _owner = new("--owner") { Description = "Who to ask." };
    private readonly Option<Uri?> _runbook = new("--runbook")
    {
        Description = "Address of the runbook.",
        CustomParser = AddressArgument.Parse,
    };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _region, _account, _environment, _availability, _latency, _fast, _owner, _runbook })
        {
            command.Options.Add(option);
        }
    }

    public RedDashboardOptions Read(ParseResult arguments) => new()
    {
        Region = arguments.GetValue(_region)!,
        AccountId = arguments.GetValue(_account)!,
        Environment = arguments.GetValue(_environment),
        Owner = arguments.GetValue(_owner),
        Runbook = arguments.GetValue(_runbook),
        Objective = new ServiceObjective
        {
            AvailabilityPercent = arguments.GetValue(_availability),
            LatencyMilliseconds = arguments.GetValue(_latency),
            LatencyPercent = arguments.GetValue(_fast),
        },
    };

    private static Option<double> Percent(string name, string description, Func<ServiceObjective, double> of) =>
        new(name) { Description = description, DefaultValueFactory = _ => of(new ServiceObjective()) };
}
