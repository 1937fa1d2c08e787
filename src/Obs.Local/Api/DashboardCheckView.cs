using System.Text;
using System.Text.Json;
using Obs.Dashboards;
using Obs.Local.Logs;
using Obs.Local.Metrics;

namespace Obs.Local.Api;

/// <summary><c>POST /check/dashboard</c>: what is wrong with a dashboard's body, held against all that was received. Nothing is kept of
/// it.</summary>
internal sealed class DashboardCheckView(MetricQueries metrics, LogQueries logs)
{
    // As many log groups as a query of a widget could name are a small part of it.
    private const int MaxGroups = 10_000;

    // Several times what 500 widgets need; each row of more would be held against each metric.
    private const int MaxBytes = 1 << 20;

    public void Write(ReadOnlyMemory<byte> body, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("findings");
        foreach ((string place, string message) in Check(body))
        {
            writer.WriteStartObject();
            writer.WriteString("place", place);
            writer.WriteString("message", message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // A body that cannot be read is found, not refused: it is being written.
    private IEnumerable<(string Place, string Message)> Check(ReadOnlyMemory<byte> body)
    {
        if (body.Length > MaxBytes)
        {
            return [("$", $"a body of more than {MaxBytes} bytes is not checked; found {body.Length}.")];
        }

        try
        {
            return DashboardLint.Check(Dashboard.Parse(Encoding.UTF8.GetString(body.Span)), ReadCatalogue())
                .Select(static finding => (finding.Place, finding.Message));
        }
        catch (DashboardFormatException exception)
        {
            return [(exception.Place, exception.Message)];
        }
    }

    private MetricCatalogue ReadCatalogue() => MetricCatalogue.OfAll(
        [.. metrics.FindSeries(space: null, name: null, since: 0)
            .GroupBy(static series => (series.Namespace, series.Name))
            .Select(static metric => new CataloguedMetric(
                metric.Key.Namespace, metric.Key.Name, metric.First().Unit, MetricKind.Distribution, SetsOf(metric)))],
        new LogCatalogue(
            [.. logs.Groups(prefix: null, part: null, named: [], after: "", MaxGroups).Select(static group => group.Name)],
            new Dictionary<string, bool>()));

    private static IReadOnlyList<DimensionSet> SetsOf(IEnumerable<SeriesRow> metric) =>
    [
        .. metric.Select(static series => Dimensions.Parse(series.Dimensions))
            .GroupBy(static dimensions => string.Join('\n', dimensions.Keys))
            .Select(static set => new DimensionSet(
                [.. set.First().Keys], [.. set.Select(static dimensions => dimensions.Values.ToArray())])),
    ];
}
