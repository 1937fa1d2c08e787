using System.Text.Json;
using Obs.Local.Api;
using Obs.Local.Metrics;
using Obs.Local.Store;

namespace Obs.Local.Runs;

/// <summary>Two runs side by side, every service followed by its operations.</summary>
internal sealed class RunComparison
{
    public static readonly IReadOnlyList<double> Percentiles = [50, 95, 99];

    private RunComparison(Run first, Run second, IReadOnlyList<ComparedRow> rows) => (Base, Other, Rows) = (first, second, rows);

    public Run Base { get; }

    public Run Other { get; }

    public IReadOnlyList<ComparedRow> Rows { get; }

    public static RunComparison Of(Database database, Run first, Database otherDatabase, Run second)
    {
        Dictionary<RedKey, RedRow> before = RunFigures.Read(database, first);
        Dictionary<RedKey, RedRow> after = RunFigures.Read(otherDatabase, second);
        return new RunComparison(first, second, [.. before.Keys.Union(after.Keys)
            .OrderBy(static key => key.Service, StringComparer.Ordinal).ThenBy(static key => key.Operation, StringComparer.Ordinal)
            .Select(key => new ComparedRow(key, before.GetValueOrDefault(key), after.GetValueOrDefault(key)))]);
    }

    public static double Rate(RedRow row, Run run) => row.Count / ((run.To - run.From) / 1_000.0);

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("base", Base.Name);
        writer.WriteString("other", Other.Name);
        writer.WriteStartArray("rows");
        foreach (ComparedRow row in Rows)
        {
            writer.WriteStartObject();
            writer.WriteString("service", row.Key.Service);
            writer.WriteString("operation", row.Key.Operation);
            WriteSide(writer, "base", row.Base, Base);
            WriteSide(writer, "other", row.Other, Other);
            WriteVerdicts(writer, row);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteSide(Utf8JsonWriter writer, string name, RedRow? row, Run run)
    {
        if (row is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteNumber("count", row.Count);
        writer.WriteOptional("rate", Rate(row, run));
        writer.WriteOptional("faultRate", row.FaultRate);
        foreach (double percent in Percentiles)
        {
            writer.WriteOptional($"p{percent}", row.Latency.Percentile(percent));
        }

        writer.WriteEndObject();
    }

    private static void WriteVerdicts(Utf8JsonWriter writer, ComparedRow row)
    {
        writer.WriteStartObject("differs");
        WriteVerdict(writer, "faultRate", row.FaultsDiffer);
        foreach (double percent in Percentiles)
        {
            WriteVerdict(writer, $"p{percent}", row.LatencyDiffers(percent));
        }

        writer.WriteEndObject();
    }

    private static void WriteVerdict(Utf8JsonWriter writer, string name, bool? verdict)
    {
        if (verdict is { } known)
        {
            writer.WriteBoolean(name, known);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
