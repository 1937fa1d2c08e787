using System.Buffers;
using System.Text.Json;

namespace Obs.Metrics;

/// <summary>Writes values over time: an array for each number, one entry for each step, null where a step measured nothing.</summary>
/// <remarks>Each operation and each series is gone through once, step after step in the same room, so that an answer costs as much memory
/// for one step as for a hundred. One answer; not safe for use by several threads.</remarks>
internal sealed class TimelineJson : IDisposable
{
    private const int MostColumns = 8;

    private static readonly JsonEncodedText[] OperationColumns =
        Encode("count", "rate", "errorRate", "faultRate", "p50", "p90", "p95", "p99");

    private static readonly JsonEncodedText[] SumColumns = Encode("count", "sum");
    private static readonly JsonEncodedText[] LevelColumns = Encode("count", "sum", "last");
    private static readonly JsonEncodedText[] DistributionColumns = Encode("count", "sum", "p50", "p99");

    private readonly Utf8JsonWriter _json;
    private readonly TimelineContent _content;
    private readonly double[] _values;
    private readonly byte[] _column;

    public TimelineJson(Utf8JsonWriter json, TimelineContent content)
    {
        _json = json;
        _content = content;
        _values = ArrayPool<double>.Shared.Rent(MostColumns * Math.Max(content.Steps, 1));
        _column = ArrayPool<byte>.Shared.Rent(((JsonNumber.MaxBytes + 1) * content.Steps) + 2);
    }

    public void Write()
    {
        _json.WriteStartObject("series");
        _json.WriteStartArray("times");
        for (int step = 0; step < _content.Steps; step++)
        {
            _json.WriteStringValue(_content.EndOf(step).UtcDateTime);
        }

        _json.WriteEndArray();
        WriteOperations("operations", SeriesPart.Served);
        WriteOperations("dependencies", SeriesPart.Called);
        _json.WriteStartArray("metrics");
        WriteMetrics(SeriesPart.Business);
        WriteMetrics(SeriesPart.Runtime);
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    public void Dispose()
    {
        ArrayPool<double>.Shared.Return(_values);
        ArrayPool<byte>.Shared.Return(_column);
    }

    private static JsonEncodedText[] Encode(params string[] names) =>
        Array.ConvertAll(names, static name => JsonEncodedText.Encode(name));

    private void WriteOperations(string name, SeriesPart part)
    {
        _json.WriteStartArray(name);
        _content.MoveTo(part);
        while (_content.NextOperation(part) is { } operation)
        {
            bool hasAny = false;
            for (int step = 0; step < _content.Steps; step++)
            {
                OperationTally tally = _content.OperationAt(step);
                Set(step, tally, _content.SecondsOf(step));
                hasAny |= tally.Count > 0;
            }

            if (hasAny)
            {
                _json.WriteStartObject();
                _json.WriteString("operation", operation.Operation!.Name);
                WriteColumns(OperationColumns);
                _json.WriteEndObject();
            }
        }

        _json.WriteEndArray();
    }

    private void WriteMetrics(SeriesPart part)
    {
        _content.MoveTo(part);
        while (_content.NextSeries(part) is { } series)
        {
            JsonEncodedText[] columns = series.Kind switch
            {
                InstrumentKind.Gauge or InstrumentKind.UpDownCounter => LevelColumns,
                InstrumentKind.Histogram => DistributionColumns,
                _ => SumColumns,
            };
            for (int step = 0; step < _content.Steps; step++)
            {
                Set(step, _content.SeriesAt(step), columns.Length);
            }

            _json.WriteStartObject();
            SeriesJson.WriteIdentity(_json, series);
            WriteColumns(columns);
            _json.WriteEndObject();
        }
    }

    private void Set(int step, OperationTally operation, double seconds)
    {
        Span<double> row = RowOf(step, OperationColumns.Length);
        if (operation.Count == 0)
        {
            row.Fill(double.NaN);
            return;
        }

        row[0] = operation.Count;
        row[1] = operation.Count / seconds;
        row[2] = (double)operation.Errors / operation.Count;
        row[3] = (double)operation.Faults / operation.Count;
        operation.Latency.ValuesAtPercentiles([50, 90, 95, 99], row[4..]);
        foreach (ref double duration in row[4..])
        {
            duration *= OperationJson.MillisecondsPerSecond;
        }
    }

    private void Set(int step, SeriesTally? series, int columns)
    {
        Span<double> row = RowOf(step, columns);
        if (series is null)
        {
            row.Fill(double.NaN);
            return;
        }

        row[0] = series.Count;
        row[1] = series.Sum;
        if (columns == LevelColumns.Length)
        {
            row[2] = series.Last;
        }
        else if (columns == DistributionColumns.Length)
        {
            row[2..].Clear();
            series.Distribution?.ValuesAtPercentiles([50, 99], row[2..]);
        }
    }

    private Span<double> RowOf(int step, int columns) => _values.AsSpan(step * columns, columns);

    private void WriteColumns(JsonEncodedText[] columns)
    {
        for (int column = 0; column < columns.Length; column++)
        {
            // As one text: numbers are most of the answer, and the writer takes as long for the comma between two as they take here.
            _json.WritePropertyName(columns[column]);
            _json.WriteRawValue(_column.AsSpan(0, FormatColumn(column, columns.Length)), skipInputValidation: true);
        }
    }

    private int FormatColumn(int column, int columns)
    {
        Span<byte> text = _column;
        int length = 0;
        for (int step = 0; step < _content.Steps; step++)
        {
            text[length++] = step == 0 ? (byte)'[' : (byte)',';
            double value = _values[(step * columns) + column];
            if (double.IsNaN(value))
            {
                "null"u8.CopyTo(text[length..]);
                length += "null"u8.Length;
            }
            else
            {
                length += JsonNumber.Format(value, text[length..]);
            }
        }

        text[length++] = (byte)']';
        return length;
    }
}
