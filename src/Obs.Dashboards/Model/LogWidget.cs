using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>The result of a Logs Insights query.</summary>
public sealed class LogWidget : Widget
{
    /// <summary>A query over log groups.</summary>
    /// <param name="query">The query, without its sources.</param>
    /// <param name="logGroups">The groups, 1 to 50.</param>
    public LogWidget(string query, params IReadOnlyList<string> logGroups)
        : base("log")
    {
        ArgumentException.ThrowIfNullOrEmpty(query);
        ArgumentNullException.ThrowIfNull(logGroups);
        SourcedQuery = LogQueryText.Join(logGroups, query);
    }

    internal LogWidget(JsonObject json)
        : base(json)
    {
    }

    /// <summary>Sources and query as the body has them: <c>SOURCE '/group' | fields …</c>.</summary>
    public string? SourcedQuery { get => Properties.Text("query"); set => Properties.SetText("query", value); }

    /// <summary>The log groups that the query names.</summary>
    public IReadOnlyList<string> LogGroups => LogQueryText.Split(SourcedQuery ?? "").Groups;

    /// <summary>The query without its sources.</summary>
    public string Query => LogQueryText.Split(SourcedQuery ?? "").Query;

    /// <summary>The region of the log groups.</summary>
    public string? Region { get => Properties.Text("region"); set => Properties.SetText("region", value); }

    /// <summary>The account of the log groups, where it is not one's own.</summary>
    public string? AccountId { get => Properties.Text("accountId"); set => Properties.SetText("accountId", value); }

    /// <summary>How the result is shown; as rows when null.</summary>
    public LogView? View { get => Properties.Choice<LogView>("view"); set => Properties.SetChoice("view", value); }

    /// <summary>Whether lines or bars are stacked.</summary>
    public bool? Stacked { get => Properties.Flag("stacked"); set => Properties.SetFlag("stacked", value); }
}
