using System.Text.Json;
using Obs.Dashboards;
using Obs.Local.Store;

namespace Obs.Local.Api;

/// <summary><c>/dashboards/changes</c>: a dashboard, the version that it replaced, and what differs, widget by widget.</summary>
internal sealed class DashboardChangesView(ResourceStore resources)
{
    public void Write(ApiQuery query, Utf8JsonWriter writer)
    {
        string name = query.Text("name") ?? throw ApiException.Bad("name must be that of a dashboard; found none.");
        string after = resources.Find(ResourceKind.Dashboard, name)?.Body ?? throw ApiException.NotFound($"There is no dashboard {name}.");
        string? before = resources.Find(ResourceKind.DashboardBefore, name)?.Body;
        DashboardDiff? diff = Compare(before, after, out string? problem);
        writer.WriteStartObject();
        writer.WriteBoolean("changed", before is not null);
        writer.WriteString("problem", problem);
        if (diff is not null)
        {
            Write(diff, writer);
        }

        writer.WriteEndObject();
    }

    // A body may be good enough to be put and still not be one that can be compared, with a member twice for one.
    private static DashboardDiff? Compare(string? before, string after, out string? problem)
    {
        problem = null;
        try
        {
            return before is null ? null : DashboardDiff.Compare(Dashboard.Parse(before), Dashboard.Parse(after));
        }
        catch (DashboardFormatException exception)
        {
            problem = exception.Message;
            return null;
        }
    }

    private static void Write(DashboardDiff diff, Utf8JsonWriter writer)
    {
        WriteBody(writer, "before", diff.Before);
        WriteBody(writer, "after", diff.After);
        writer.WriteStartArray("widgets");
        foreach (WidgetChange change in diff.Widgets)
        {
            writer.WriteStartObject();
            writer.WriteString("name", change.Name);
            writer.WriteString("kind", change.Kind.ToString().ToLowerInvariant());
            WriteIndex(writer, "before", diff.Before, change.Before);
            WriteIndex(writer, "after", diff.After, change.After);
            WriteMembers(writer, "members", change.Members);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteMembers(writer, "settings", diff.Settings);
    }

    private static void WriteBody(Utf8JsonWriter writer, string name, Dashboard dashboard)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(dashboard.ToSnapshot());
    }

    /// <summary>Where the widget stands in the body, from 0.</summary>
    private static void WriteIndex(Utf8JsonWriter writer, string name, Dashboard dashboard, Widget? widget)
    {
        if (widget is null)
        {
            writer.WriteNull(name);
        }
        else
        {
            writer.WriteNumber(name, dashboard.Widgets.Index().First(item => item.Item == widget).Index);
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, string name, IReadOnlyList<MemberChange> members)
    {
        writer.WriteStartArray(name);
        foreach (MemberChange member in members)
        {
            writer.WriteStartObject();
            writer.WriteString("path", member.Path);
            writer.WriteString("before", member.Before);
            writer.WriteString("after", member.After);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
