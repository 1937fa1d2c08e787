using System.Text.Json;
using Obs.Local.Alarms;
using Obs.Local.Aws;
using Obs.Local.MetricMath;
using Obs.Local.Metrics;

namespace Obs.Local.Api;

/// <summary><c>/alarms</c>: alarms with their states; <c>/alarms/replay</c>: what one would have said over a time.</summary>
internal sealed class AlarmsView(AlarmStore alarms, MetricQueries metrics)
{
    public void Write(ApiQuery query, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("alarms");
        foreach (AlarmRecord alarm in alarms.All())
        {
            writer.WriteStartObject();
            writer.WriteString("name", alarm.Name);
            writer.WriteString("type", alarm.IsComposite ? "composite" : "metric");
            writer.WriteString("description", alarm.Body.Text("AlarmDescription"));
            writer.WriteString("state", AlarmStates.Word(alarm.State));
            writer.WriteString("reason", alarm.Reason);
            writer.WriteNumber("updated", alarm.Updated);
            writer.WritePropertyName("definition");
            writer.WriteRawValue(WireJson.Format(alarm.Body), skipInputValidation: true);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public void WriteReplay(ApiQuery query, Utf8JsonWriter writer)
    {
        string name = query.Text("name") ?? throw ApiException.Bad("name is required.");
        AlarmRecord alarm = alarms.Find(name) is { IsComposite: false } found
            ? found
            : throw ApiException.NotFound($"There is no metric alarm {name}.");
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteStartArray("changes");
        foreach ((long time, AlarmState state, double? value) in Run(alarm, query))
        {
            writer.WriteStartObject();
            writer.WriteNumber("time", time);
            writer.WriteString("state", AlarmStates.Word(state));
            writer.WriteOptional("value", value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private List<(long Time, AlarmState State, double? Value)> Run(AlarmRecord alarm, ApiQuery query)
    {
        try
        {
            return AlarmReplay.Run(metrics, MetricAlarmReader.Read(alarm.Body), query.From, query.To);
        }
        catch (Exception exception) when (exception is MathException or AwsException or ArgumentOutOfRangeException)
        {
            throw ApiException.Bad(exception.Message);
        }
    }
}
