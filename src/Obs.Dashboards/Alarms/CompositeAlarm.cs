using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>An alarm on the states of other alarms, as PutCompositeAlarm takes it. Immutable.</summary>
public sealed class CompositeAlarm
{
    /// <summary>The name, 1 to 255 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What it means and what to do.</summary>
    public string Description { get; init; } = "";

    /// <summary>The rule, up to 10,240 characters: <c>ALARM("a") AND NOT OK("b")</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>ARNs of what is done when it goes off.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    internal JsonObject ToNode() => JsonMembers.Object(
        ("AlarmName", Name),
        ("AlarmDescription", Description),
        ("AlarmRule", Rule),
        ("AlarmActions", Actions.ToArrayNode()));

    internal static CompositeAlarm Read(JsonObject json, string path) => new()
    {
        Name = json.Text("AlarmName") is { Length: > 0 } name
            ? name
            : throw new DashboardFormatException($"{path}.AlarmName", "an alarm has a name."),
        Description = json.Text("AlarmDescription") ?? "",
        Rule = json.Text("AlarmRule") is { Length: > 0 } rule
            ? rule
            : throw new DashboardFormatException($"{path}.AlarmRule", "a composite alarm has a rule."),
        Actions = json.Texts("AlarmActions"),
    };
}
