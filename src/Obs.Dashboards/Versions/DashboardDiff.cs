using System.Text;
using System.Text.Json.Nodes;

namespace Obs.Dashboards;

/// <summary>What differs between two versions of a dashboard, widget by widget: an insertion above leaves those below the same.
/// Immutable.</summary>
public sealed class DashboardDiff
{
    private DashboardDiff(Dashboard before, Dashboard after, IReadOnlyList<WidgetChange> widgets, IReadOnlyList<MemberChange> settings)
    {
        Before = before;
        After = after;
        Widgets = widgets;
        Settings = settings;
    }

    /// <summary>The version before.</summary>
    public Dashboard Before { get; }

    /// <summary>The version after.</summary>
    public Dashboard After { get; }

    /// <summary>The widgets that are not as they were, from top to bottom.</summary>
    public IReadOnlyList<WidgetChange> Widgets { get; }

    /// <summary>What differs outside of widgets: time range, variables.</summary>
    public IReadOnlyList<MemberChange> Settings { get; }

    /// <summary>Whether nothing differs.</summary>
    public bool IsEmpty => Widgets.Count == 0 && Settings.Count == 0;

    /// <summary>Compares two versions. Shorthand, the order of members and the order of widgets make no difference.</summary>
    /// <param name="before">The version before.</param>
    /// <param name="after">The version after.</param>
    public static DashboardDiff Compare(Dashboard before, Dashboard after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        Dashboard one = Canonical(before);
        Dashboard other = Canonical(after);
        return new(one, other,
        [
            .. WidgetMatch.Pair(one.Widgets, other.Widgets).Select(static pair => ChangeOf(pair.Before, pair.After)).OfType<WidgetChange>()
                .OrderBy(static change => (change.After ?? change.Before)!.Y ?? int.MaxValue)
                .ThenBy(static change => (change.After ?? change.Before)!.X ?? int.MaxValue),
        ], [.. JsonDifference.Between(Frame(one), Frame(other), "")]);
    }

    /// <summary>The difference for a terminal: a line for each widget, and below it what differs.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (MemberChange change in Settings)
        {
            text.Append(change).Append('\n');
        }

        foreach (WidgetChange change in Widgets)
        {
            text.Append(change.Kind switch { ChangeKind.Added => "+ ", ChangeKind.Removed => "- ", ChangeKind.Moved => "> ", _ => "~ " })
                .Append(change.Name).Append('\n');
            foreach (MemberChange member in change.Members)
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>The difference as one HTML page that needs no network: both versions beside each other, what differs marked.</summary>
    /// <param name="title">What stands above it.</param>
    public string ToHtml(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        return DiffPage.Write(this, title);
    }

    private static Dashboard Canonical(Dashboard dashboard) => Dashboard.Parse(dashboard.ToSnapshot());

    private static JsonObject Frame(Dashboard dashboard)
    {
        JsonObject json = dashboard.ToNode(expand: false);
        json.Remove("widgets");
        return json;
    }

    private static WidgetChange? ChangeOf(Widget? before, Widget? after)
    {
        if (before is null || after is null)
        {
            return new(before is null ? ChangeKind.Added : ChangeKind.Removed, WidgetName.Of((after ?? before)!), before, after, []);
        }

        MemberChange[] members = [.. JsonDifference.Between(Flat(before), Flat(after), "")];
        bool isMoved = Array.TrueForAll(members, static m => m.Path is "x" or "y" or "width" or "height");
        return members.Length == 0
            ? null
            : new(isMoved ? ChangeKind.Moved : ChangeKind.Changed, WidgetName.Of(after), before, after, members);
    }

    // Properties beside place and size: paths say yAxis.left.max and not properties.yAxis.left.max.
    private static JsonObject Flat(Widget widget)
    {
        var json = (JsonObject)widget.Properties.DeepClone();
        foreach ((string name, JsonNode? value) in widget.Json.Where(static member => member.Key != "properties"))
        {
            json[name] = value?.DeepClone();
        }

        return json;
    }
}
