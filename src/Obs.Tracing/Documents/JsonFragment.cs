using System.Text;

namespace Obs.Tracing;

/// <summary>A metadata value that has been serialized when it was added, so that what is written is what it was then.</summary>
internal sealed class JsonFragment(byte[] utf8)
{
    public ReadOnlySpan<byte> Utf8 => utf8;

    public override string ToString() => Encoding.UTF8.GetString(utf8);
}
