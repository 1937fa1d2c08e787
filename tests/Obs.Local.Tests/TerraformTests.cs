using System.Text.Json;
using Obs.TestSupport;

namespace Obs.Local.Tests;

/// <summary>A small configuration applied, planned again without a change, changed and destroyed by the real terraform.</summary>
public sealed class TerraformTests
{
    [RequiresToolFact("terraform")]
    public async Task A_configuration_is_applied_stays_as_it_is_and_is_destroyed()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync();
        string text = await File.ReadAllTextAsync(Repository.PathOf("tests", "Obs.Local.Tests", "terraform", "main.tf"));
        text = text.Replace(
            "http://127.0.0.1:4580", backend.Server.HttpAddress.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        using var terraform = new Terraform();
        await File.WriteAllTextAsync(Path.Combine(terraform.Path, "main.tf"), text);

        await terraform.InitAsync();
        await terraform.RunAsync("", "apply", "-auto-approve", "-input=false", "-no-color");
        (_, JsonElement alarms) = await backend.CallAsync(
            "GraniteServiceVersion20100801.DescribeAlarms", """{"AlarmTypes":["MetricAlarm","CompositeAlarm"]}""");
        (_, JsonElement groups) = await backend.CallXRayAsync("Groups", "{}");
        (_, JsonElement definitions) = await backend.CallAsync("Logs_20140328.DescribeQueryDefinitions", "{}");
        await terraform.RunAsync("", "plan", "-detailed-exitcode", "-input=false", "-no-color");
        await terraform.RunAsync("", "apply", "-auto-approve", "-input=false", "-no-color", "-var", "changed=true");
        await terraform.RunAsync("", "plan", "-detailed-exitcode", "-input=false", "-no-color", "-var", "changed=true");
        await terraform.RunAsync("", "destroy", "-auto-approve", "-input=false", "-no-color");

        alarms.GetProperty("MetricAlarms").GetArrayLength().Should().Be(2);
        alarms.GetProperty("CompositeAlarms").GetArrayLength().Should().Be(1);
        groups.GetProperty("Groups").GetArrayLength().Should().Be(2);
        definitions.GetProperty("queryDefinitions").GetArrayLength().Should().Be(1);
        (_, JsonElement left) = await backend.CallAsync("GraniteServiceVersion20100801.DescribeAlarms", "{}");
        (_, JsonElement dashboards) = await backend.CallAsync("GraniteServiceVersion20100801.ListDashboards", "{}");
        (_, JsonElement logGroups) = await backend.CallAsync("Logs_20140328.DescribeLogGroups", "{}");
        left.GetProperty("MetricAlarms").GetArrayLength().Should().Be(0);
        dashboards.GetProperty("DashboardEntries").GetArrayLength().Should().Be(0);
        logGroups.GetProperty("logGroups").GetArrayLength().Should().Be(0);
    }
}
