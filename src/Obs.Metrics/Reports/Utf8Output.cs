using System.Buffers;
using System.Globalization;
using System.Text;

namespace Obs.Metrics;

/// <summary>Writes text into a buffer of UTF-8.</summary>
internal sealed class Utf8Output(IBufferWriter<byte> output)
{
    public Utf8Output Write(ReadOnlySpan<byte> text)
    {
        output.Write(text);
        return this;
    }

    public Utf8Output Write(ReadOnlySpan<char> text)
    {
        Encoding.UTF8.GetBytes(text, output);
        return this;
    }

    public Utf8Output Write(long value)
    {
        value.TryFormat(output.GetSpan(JsonNumber.MaxBytes), out int written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
        return this;
    }

    public Utf8Output Write(double value)
    {
        value.TryFormat(output.GetSpan(JsonNumber.MaxBytes), out int written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
        return this;
    }
}
