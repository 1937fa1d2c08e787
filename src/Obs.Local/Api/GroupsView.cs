using System.Text.Json;
using Obs.Local.Aws;
using Obs.Local.Aws.XRay;

namespace Obs.Local.Api;

/// <summary><c>/groups</c>: the groups of traces and their filters.</summary>
internal sealed class GroupsView(TraceGroups groups)
{
    public void Write(ApiQuery query, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("groups");
        foreach (WireNode group in groups.All())
        {
            writer.WriteStartObject();
            writer.WriteString("name", group.Text("GroupName"));
            writer.WriteString("filter", group.Text("FilterExpression"));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
