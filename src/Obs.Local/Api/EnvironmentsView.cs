using System.Text.Json;
using Obs.Local.Environments;

namespace Obs.Local.Api;

/// <summary><c>/environments</c>: where the telemetry of a time came from.</summary>
internal sealed class EnvironmentsView(EnvironmentQueries environments)
{
    public void Write(ApiQuery query, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        ExplainView.WriteList(writer, "environments", environments.Find(query.From, query.To));
        writer.WriteEndObject();
    }
}
