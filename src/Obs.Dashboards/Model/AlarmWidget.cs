using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>Alarms and their states.</summary>
public sealed class AlarmWidget : Widget
{
    /// <summary>A strip of alarms.</summary>
    /// <param name="alarmArns">The ARNs of 1 to 100 alarms.</param>
    public AlarmWidget(params IReadOnlyList<string> alarmArns)
        : base("alarm")
    {
        ArgumentNullException.ThrowIfNull(alarmArns);
        Alarms = alarmArns;
    }

    internal AlarmWidget(JsonObject json)
        : base(json)
    {
    }

    /// <summary>The ARNs of 1 to 100 alarms.</summary>
    public IReadOnlyList<string> Alarms { get => Properties.Texts("alarms"); set => Properties.SetTexts("alarms", value); }

    /// <summary>The order.</summary>
    public AlarmSort? SortBy { get => Properties.Choice<AlarmSort>("sortBy"); set => Properties.SetChoice("sortBy", value); }

    /// <summary>States to show (<c>ALARM</c>, <c>INSUFFICIENT_DATA</c>, <c>OK</c>); all when empty.</summary>
    public IReadOnlyList<string> States { get => Properties.Texts("states"); set => Properties.SetTexts("states", value); }
}
