using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Obs.Local.Http;

/// <summary>JSON being written into memory.</summary>
internal sealed class JsonText : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public JsonText() => Writer = new Utf8JsonWriter(_buffer);

    public Utf8JsonWriter Writer { get; }

    /// <summary>The bytes written so far.</summary>
    public ReadOnlyMemory<byte> ToMemory()
    {
        Writer.Flush();
        return _buffer.WrittenMemory;
    }

    public override string ToString() => Encoding.UTF8.GetString(ToMemory().Span);

    public void Dispose() => Writer.Dispose();
}
