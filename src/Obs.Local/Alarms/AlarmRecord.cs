using Obs.Local.Aws;

namespace Obs.Local.Alarms;

/// <summary>An alarm in the store, with its state.</summary>
/// <param name="Name">Unique among all alarms.</param>
/// <param name="IsComposite">Made of other alarms rather than of metrics.</param>
/// <param name="Body">As it was put.</param>
/// <param name="State">What it says.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Updated">When the state was set last, in milliseconds since 1970.</param>
/// <param name="Before">What it said until then; null when it has said nothing else.</param>
/// <param name="Modified">When the alarm was put last, in milliseconds since 1970.</param>
internal sealed record AlarmRecord(
    string Name, bool IsComposite, WireNode Body, AlarmState State, string Reason, long Updated, AlarmState? Before, long Modified)
{
    public string Arn => AwsArn.Alarm(Name);

    /// <summary>Whether a name or an ARN is its own.</summary>
    public bool IsCalled(string nameOrArn) => nameOrArn == Name || nameOrArn.EndsWith(":alarm:" + Name, StringComparison.Ordinal);

    public string Type => IsComposite ? "CompositeAlarm" : "MetricAlarm";
}
