using Obs.Local.Metrics;
using Obs.Local.Store;
using Obs.Local.Traces;

namespace Obs.Local.Runs;

/// <summary>Requests, faults and latency of every service and operation of a run: out of its metrics, else out of the traces that began
/// there.</summary>
internal static class RunFigures
{
    private const int MaxTraces = 200_000; // The newest.

    public static Dictionary<RedKey, RedRow> Read(Database database, Run run)
    {
        var red = new RedMetrics(new MetricQueries(database));
        Dictionary<RedKey, RedRow> rows = red.Read(run.From, run.To, operations: false, service: null, environment: null).Rows;
        foreach ((RedKey key, RedRow row) in red.Read(run.From, run.To, operations: true, service: null, environment: null).Rows)
        {
            rows.Add(key, row);
        }

        HashSet<string> measured = [.. rows.Keys.Select(static key => key.Service)];
        foreach ((string service, string? operation, double milliseconds, Outcome outcome) in Traces(database, run))
        {
            if (measured.Contains(service))
            {
                continue;
            }

            Add(rows, new RedKey(service, null), milliseconds, outcome);
            if (operation is not null)
            {
                Add(rows, new RedKey(service, operation), milliseconds, outcome);
            }
        }

        return rows;
    }

    private static void Add(Dictionary<RedKey, RedRow> rows, RedKey key, double milliseconds, Outcome outcome)
    {
        if (!rows.TryGetValue(key, out RedRow? row))
        {
            rows.Add(key, row = new RedRow());
        }

        row.Latency.Add(1, milliseconds, milliseconds, milliseconds, []);
        double error = outcome.HasFlag(Outcome.Error) ? 1 : 0;
        row.Error.Add(1, error, error, error, []);
        double fault = outcome.HasFlag(Outcome.Fault) ? 1 : 0;
        row.Fault.Add(1, fault, fault, fault, []);
    }

    private static List<(string Service, string? Operation, double Milliseconds, Outcome Outcome)> Traces(Database database, Run run) =>
        database.Read(connection =>
    {
        var sql = new SqlQuery("SELECT service, method, route, (end - start) * 1000, outcome FROM traces");
        sql.Where("start >= {0} AND start < {1}", run.From / 1_000.0, run.To / 1_000.0);
        return sql.Read(connection, $"ORDER BY start DESC LIMIT {MaxTraces}", static row => (
            row.GetString(0), row.IsDBNull(1) || row.IsDBNull(2) ? null : $"{row.GetString(1)} {row.GetString(2)}", row.GetDouble(3),
            (Outcome)row.GetInt32(4)));
    });
}
