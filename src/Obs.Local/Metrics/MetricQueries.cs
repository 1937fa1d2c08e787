using Microsoft.Data.Sqlite;
using Obs.Local.Store;

namespace Obs.Local.Metrics;

/// <summary>Finds series and reads their data.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class MetricQueries(Database database)
{
    private const int MaxSeries = 20_000;

    /// <summary>Series by namespace and name, or all, that had data since a time.</summary>
    public List<SeriesRow> FindSeries(string? space, string? name, long since) => FindSeries(space, name, null, null, since);

    /// <summary>The series of exactly these dimensions, one for each unit it was sent in.</summary>
    public List<SeriesRow> FindSeries(string space, string name, string dimensions, string? unit) =>
        FindSeries(space, name, dimensions, unit, since: 0);

    /// <summary>The data of these series put together by period, by the time the period begins; periods without data are not
    /// there.</summary>
    /// <param name="series">What to read; their data are merged.</param>
    /// <param name="from">Milliseconds, rounded down to a period's begin.</param>
    /// <param name="to">Milliseconds, not included.</param>
    /// <param name="period">Milliseconds.</param>
    /// <param name="origin">A moment at which a period begins, in milliseconds.</param>
    public SortedDictionary<long, MetricBucket> Read(IReadOnlyList<SeriesRow> series, long from, long to, long period, long origin = 0)
    {
        var buckets = new SortedDictionary<long, MetricBucket>();
        Read(series, Begin(from, period, origin), to, (_, time) =>
        {
            long begin = Begin(time, period, origin);
            if (!buckets.TryGetValue(begin, out MetricBucket? bucket))
            {
                buckets.Add(begin, bucket = new MetricBucket());
            }

            return bucket;
        });
        return buckets;
    }

    /// <summary>Puts every datum of these series into the bucket that the caller chooses for it.</summary>
    public void Read(IReadOnlyList<SeriesRow> series, long from, long to, Func<SeriesRow, long, MetricBucket> bucketOf)
    {
        database.Read(connection =>
        {
            using var rows = new SqlStatement(
                connection, "SELECT time, count, sum, min, max, distribution FROM data WHERE series = ? AND time >= ? AND time < ?");
            foreach (SeriesRow item in series)
            {
                rows.Bind(item.Row).Bind(from).Bind(to);
                while (rows.Step())
                {
                    bucketOf(item, rows.Whole(0)).Add(rows.Number(1), rows.Number(2), rows.Number(3), rows.Number(4), rows.Bytes(5));
                }
            }

            return 0;
        });
    }

    /// <summary>When the period of a moment begins.</summary>
    public static long Begin(long time, long period, long origin)
    {
        long into = (time - origin) % period;
        return time - (into < 0 ? into + period : into);
    }

    private List<SeriesRow> FindSeries(string? space, string? name, string? dimensions, string? unit, long since) =>
        database.Read(connection =>
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            SELECT row, namespace, name, dimensions, unit FROM series
            WHERE ($space IS NULL OR namespace = $space) AND ($name IS NULL OR name = $name)
              AND ($dimensions IS NULL OR dimensions = $dimensions) AND ($unit IS NULL OR unit = $unit) AND last >= $since
            ORDER BY namespace, name, dimensions LIMIT $limit
            """;
        command.Parameters.AddWithValue("$space", (object?)space ?? DBNull.Value);
        command.Parameters.AddWithValue("$name", (object?)name ?? DBNull.Value);
        command.Parameters.AddWithValue("$dimensions", (object?)dimensions ?? DBNull.Value);
        command.Parameters.AddWithValue("$unit", (object?)unit ?? DBNull.Value);
        command.Parameters.AddWithValue("$since", since);
        command.Parameters.AddWithValue("$limit", MaxSeries);
        return Read(command);
    });

    private static List<SeriesRow> Read(SqliteCommand command)
    {
        List<SeriesRow> series = [];
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            series.Add(
                new SeriesRow(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4)));
        }

        return series;
    }
}
