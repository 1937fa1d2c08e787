using Microsoft.Data.Sqlite;
using Obs.Local.Metrics;

namespace Obs.Local.Store;

/// <summary>Writes metric data and the series they belong to.</summary>
internal sealed class DataTable(SqliteConnection connection) : IDisposable
{
    private const int MaxRemembered = 100_000;

    private readonly SqlStatement _find = new(
        connection, "SELECT row FROM series WHERE namespace = ? AND name = ? AND dimensions = ? AND unit = ?");
    private readonly SqlStatement _add = new(
        connection, "INSERT INTO series(namespace, name, dimensions, unit, last) VALUES(?, ?, ?, ?, 0) RETURNING row");
    private readonly SqlStatement _seen = new(connection, "UPDATE series SET last = max(last, ?) WHERE row = ?");

    private readonly SqlStatement _insert = new(connection,
        "INSERT INTO data(received, series, time, count, sum, min, max, distribution) VALUES(?, ?, ?, ?, ?, ?, ?, ?)");

    private readonly Dictionary<(string, string, string, string), long> _series = [];
    private readonly RowCount _rows = new(connection, "data", hasGaps: false);

    public long Rows => _rows.Value;

    public void Write(MetricDatum datum, long received)
    {
        long series = SeriesOf(datum);
        _insert.Bind(received).Bind(series).Bind(datum.Time).Bind(datum.Count).Bind(datum.Sum).Bind(datum.Min).Bind(datum.Max)
            .BindBlob(datum.Distribution).Execute();
        _seen.Bind(datum.Time).Bind(series).Execute();
        _rows.Add(1);
    }

    public void Removed(long rows) => _rows.Add(-rows);

    public void Commit() => _rows.Commit();

    public void Rollback()
    {
        _rows.Rollback();
        _series.Clear();
    }

    public void Dispose()
    {
        _find.Dispose();
        _add.Dispose();
        _seen.Dispose();
        _insert.Dispose();
    }

    private long SeriesOf(MetricDatum datum)
    {
        (string, string, string, string) key = (datum.Namespace, datum.Name, datum.Dimensions, datum.Unit);
        if (_series.TryGetValue(key, out long known))
        {
            return known;
        }

        if (_series.Count == MaxRemembered)
        {
            _series.Clear();
        }

        long row = _find.Bind(datum.Namespace).Bind(datum.Name).Bind(datum.Dimensions).Bind(datum.Unit).Scalar()
            ?? _add.Bind(datum.Namespace).Bind(datum.Name).Bind(datum.Dimensions).Bind(datum.Unit).Scalar()!.Value;
        _series.Add(key, row);
        return row;
    }
}
