using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Obs.Metrics;

namespace Obs.Cli.Histograms;

/// <summary>Prints a histogram as one JSON object, its encodings included.</summary>
internal static class HistogramJson
{
    // Base64 has a plus sign, which the default escapes for the sake of web pages.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter output, ScaledHistogram scaled, IReadOnlyList<double> percentiles)
    {
        Histogram histogram = scaled.Histogram;
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("totalCount", histogram.TotalCount);
            json.WriteNumber("min", scaled.ValueOf(histogram.Min));
            json.WriteNumber("max", scaled.ValueOf(histogram.Max));
            json.WriteNumber("mean", histogram.Mean / scaled.Scale);
            json.WriteNumber("stdDev", histogram.StandardDeviation / scaled.Scale);
            json.WriteStartObject("percentiles");
            foreach (double percentile in percentiles)
            {
                json.WriteNumber(
                    percentile.ToString(CultureInfo.InvariantCulture), scaled.ValueOf(histogram.ValueAtPercentile(percentile)));
            }

            json.WriteEndObject();
            json.WriteNumber("rejected", histogram.Rejected);
            if (scaled.Scale != 1)
            {
                // What the numbers inside the payloads are divided by.
                json.WriteNumber("unitScale", scaled.Scale);
            }

            json.WriteString("v2", Convert.ToBase64String(HistogramEncoding.Encode(histogram)));
            json.WriteString("v2Compressed", Convert.ToBase64String(HistogramEncoding.EncodeCompressed(histogram)));
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
    }
}
