using System.Buffers;
using System.Globalization;
using System.Text;

namespace Obs.Metrics;

/// <summary>Writes text into a buffer of UTF-8.</summary>
internal sealed class Utf8Output(IBufferWriter<byte> output)
{
    // The longest a double is in its shortest exact form, rounded up.
    private const int MaxNumberBytes = 32;

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
        value.TryFormat(output.GetSpan(MaxNumberBytes), out int written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
        return this;
    }

    public Utf8Output Write(double value)
    {
        value.TryFormat(output.GetSpan(MaxNumberBytes), out int written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
        return this;
    }
}
