using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Obs.Insights;

namespace Obs.Cli.Query;

/// <summary>A JSON array with an object per row, one a line: exactly the fields the row has, every value a string.</summary>
internal static class JsonRows
{
    // The output is a file or a terminal, never part of a page: text stays readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(InsightsResult result, TextWriter output)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Options);
        output.Write('[');
        for (int i = 0; i < result.Rows.Count; i++)
        {
            output.Write(i == 0 ? "\n" : ",\n");
            writer.WriteStartObject();
            foreach (ResultField field in result.Rows[i].Fields)
            {
                writer.WriteString(field.Field, field.Value);
            }

            writer.WriteEndObject();
            writer.Flush();
            output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
            buffer.ResetWrittenCount();
            writer.Reset();
        }

        output.WriteLine(result.Rows.Count == 0 ? "]" : "\n]");
    }
}
