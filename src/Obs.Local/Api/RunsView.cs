using System.Text.Json;
using Obs.Local.Runs;
using Obs.Local.Store;

namespace Obs.Local.Api;

/// <summary><c>/runs</c> and <c>/runs/compare</c>: the runs that have a name, and two of them side by side.</summary>
internal sealed class RunsView(RunStore runs, Database database)
{
    public void Write(ApiQuery query, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("runs");
        foreach (Run run in runs.List())
        {
            Write(writer, run);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public void WriteComparison(ApiQuery query, Utf8JsonWriter writer) =>
        RunComparison.Of(database, Find(query.Text("base")), database, Find(query.Text("other"))).Write(writer);

    /// <exception cref="ApiException">There is none of that name.</exception>
    public Run Find(string? name) => name is not null && runs.Find(name) is { } run ? run
        : throw ApiException.NotFound($"There is no run \"{name}\"; GET /api/local/runs lists those there are.");

    public static void Write(Utf8JsonWriter writer, Run run)
    {
        writer.WriteStartObject();
        writer.WriteString("name", run.Name);
        writer.WriteNumber("from", run.From);
        writer.WriteNumber("to", run.To);
        writer.WriteEndObject();
    }
}
