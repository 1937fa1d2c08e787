using Obs.Local.Aws;

namespace Obs.Local.Alarms;

/// <summary>An alarm in the store, with its state.</summary>
/// <param name="Name">Unique among all alarms.</param>
/// <param name="IsComposite">Made of other alarms rather than of metrics.</param>
/// <param name="Body">As it was put.</param>
/// <param name="State">What it says.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Updated">When the state was set last, in milliseconds since 1970.</param>
/// <param name="Modified">When the alarm was put last, in milliseconds since 1970.</param>
internal sealed record AlarmRecord(
    string Name, bool IsComposite, WireNode Body, AlarmState State, string Reason, long Updated, long Modified)
{
    public string Arn => AwsArn.Alarm(Name);

    public string Type => IsComposite ? "CompositeAlarm" : "MetricAlarm";
}
