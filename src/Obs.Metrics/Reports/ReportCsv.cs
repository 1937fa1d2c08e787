using System.Buffers;
using System.Globalization;

namespace Obs.Metrics;

/// <summary>A report as a table for a spreadsheet: RFC 4180, one row for each operation, dependency and metric.</summary>
internal static class ReportCsv
{
    private static readonly double[] DefaultPercentiles = [50, 90, 95, 99, 99.9];

    public static void Write(IBufferWriter<byte> output, MetricsReport report)
    {
        using ReportContent content = report.Read();
        var text = new Utf8Output(output);
        double[] percentiles = content.Query.AskedPercentiles is { Length: > 0 } asked ? asked : DefaultPercentiles;
        text.Write("section,name,dimensions,unit,count,rate,errors,throttles,faults,sum,last,min,max,mean"u8);
        foreach (double percentile in percentiles)
        {
            text.Write(",p"u8).Write(percentile);
        }

        text.Write("\r\n"u8);
        double seconds = report.Duration.TotalSeconds;
        WriteOperations(text, "operation", content.Served, seconds, percentiles);
        WriteOperations(text, "dependency", content.Called, seconds, percentiles);
        WriteSeries(text, "business", content.Business, seconds, percentiles);
        WriteSeries(text, "runtime", content.Runtime, seconds, percentiles);
    }

    private static void WriteOperations(
        Utf8Output text, string section, IEnumerable<OperationTally> operations, double seconds, double[] percentiles)
    {
        foreach (OperationTally operation in operations)
        {
            WriteStart(text, section, operation.Operation, "", "ms");
            Number(text, operation.Count);
            Number(text, Rate(operation.Count, seconds));
            Number(text, operation.Errors);
            Number(text, operation.Throttles);
            Number(text, operation.Faults);
            Number(text, operation.Latency.Sum * OperationJson.MillisecondsPerSecond);
            Number(text, null);
            Distribution(text, operation.Latency, OperationJson.MillisecondsPerSecond, percentiles);
        }
    }

    private static void WriteSeries(
        Utf8Output text, string section, IEnumerable<SeriesTally> all, double seconds, double[] percentiles)
    {
        foreach (SeriesTally series in all)
        {
            string dimensions = string.Join(';', series.Identity.Dimensions.Select(static d => $"{d.Key}={d.Value}"));
            WriteStart(text, section, series.Identity.InstrumentName, dimensions, series.Identity.Unit ?? "");
            Number(text, series.Count);
            Number(text, Rate(series.Count, seconds));
            Number(text, null);
            Number(text, null);
            Number(text, null);
            Number(text, series.Sum);
            Number(text, series.Identity.Kind is InstrumentKind.Gauge or InstrumentKind.UpDownCounter ? series.Last : null);
            Distribution(text, series.Distribution, factor: 1, percentiles);
        }
    }

    private static void WriteStart(Utf8Output text, string section, string name, string dimensions, string unit)
    {
        text.Write(section);
        Field(text, name);
        Field(text, dimensions);
        Field(text, unit);
    }

    private static void Distribution(Utf8Output text, SnapshotAccumulator? distribution, double factor, double[] percentiles)
    {
        Number(text, distribution?.Min * factor);
        Number(text, distribution?.Max * factor);
        Number(text, distribution?.Mean * factor);
        double[] values = new double[percentiles.Length];
        distribution?.ValuesAtPercentiles(percentiles, values);
        foreach (double value in values)
        {
            Number(text, distribution is null ? null : value * factor);
        }

        text.Write("\r\n"u8);
    }

    private static double Rate(long count, double seconds) => seconds > 0 ? count / seconds : 0;

    private static void Field(Utf8Output text, string value)
    {
        text.Write(","u8).Write(value.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? value
            : string.Create(CultureInfo.InvariantCulture, $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
    }

    private static void Number(Utf8Output text, double? value)
    {
        text.Write(","u8);
        if (value is { } number)
        {
            text.Write(JsonNumber.Short(number));
        }
    }
}
