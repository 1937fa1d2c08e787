using System.Collections.Frozen;
using System.Text;
using Obs.Insights.Values;

namespace Obs.Insights.Scanning;

/// <summary>The fields that the service discovers in the text lines of AWS Lambda: START, END and REPORT.</summary>
internal static class LambdaReport
{
    private const double BytesPerMegabyte = 1_000_000; // The service's own samples divide by 1000 twice.

    private static readonly FrozenDictionary<string, (byte[] Label, double Scale)> Labels =
        new Dictionary<string, (byte[], double)>(StringComparer.Ordinal)
        {
            ["@duration"] = (Encoding.ASCII.GetBytes("Duration: "), 1),
            ["@billedDuration"] = (Encoding.ASCII.GetBytes("Billed Duration: "), 1),
            ["@initDuration"] = (Encoding.ASCII.GetBytes("Init Duration: "), 1),
            ["@memorySize"] = (Encoding.ASCII.GetBytes("Memory Size: "), BytesPerMegabyte),
            ["@maxMemoryUsed"] = (Encoding.ASCII.GetBytes("Max Memory Used: "), BytesPerMegabyte),
            ["@requestId"] = (Encoding.ASCII.GetBytes("RequestId: "), 0),
            ["@xrayTraceId"] = (Encoding.ASCII.GetBytes("XRAY TraceId: "), 0),
            ["@xraySegmentId"] = (Encoding.ASCII.GetBytes("SegmentId: "), 0),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool IsField(string name) => name == "@type" || Labels.ContainsKey(name);

    public static FieldValue Read(string name, ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> type = WordAt(line, 0);
        bool isReport = type.SequenceEqual("REPORT"u8);
        if (!isReport && !type.SequenceEqual("START"u8) && !type.SequenceEqual("END"u8))
        {
            return default;
        }

        if (name == "@type")
        {
            return FieldValue.OfText(type.ToArray());
        }

        (byte[] label, double scale) = Labels[name];
        int start = line.IndexOf(label);
        if (start < 0)
        {
            return default;
        }

        ReadOnlySpan<byte> word = WordAt(line, start + label.Length);
        return scale == 0 ? FieldValue.OfText(word.ToArray())
            : NumberText.TryParse(word, out double number) ? FieldValue.OfNumber(number * scale) : default;
    }

    private static ReadOnlySpan<byte> WordAt(ReadOnlySpan<byte> line, int start)
    {
        int length = line[start..].IndexOfAny(" \t\r\n"u8);
        return length < 0 ? line[start..] : line.Slice(start, length);
    }
}
