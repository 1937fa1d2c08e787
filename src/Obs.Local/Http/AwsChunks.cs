using System.Buffers;
using System.Buffers.Text;
using Obs.Local.Aws;

namespace Obs.Local.Http;

/// <summary>Takes a body out of the frames of <c>aws-chunked</c>: a size in hexadecimal, with or without a signature, then as many
/// bytes.</summary>
/// <remarks>Signatures and trailers are passed over, as all signatures are here.</remarks>
internal static class AwsChunks
{
    /// <exception cref="AwsException">The frames are broken.</exception>
    public static ReadOnlyMemory<byte> Read(ReadOnlyMemory<byte> body)
    {
        var content = new ArrayBufferWriter<byte>(body.Length + 1);
        ReadOnlySpan<byte> rest = body.Span;
        while (true)
        {
            int end = rest.IndexOf("\r\n"u8);
            ReadOnlySpan<byte> line = end < 0 ? throw Broken() : rest[..end];
            int extension = line.IndexOf((byte)';');
            ReadOnlySpan<byte> digits = extension < 0 ? line : line[..extension];
            if (!Utf8Parser.TryParse(digits, out int size, out int read, 'X') || read != digits.Length || size < 0)
            {
                throw Broken();
            }

            if (size == 0)
            {
                return content.WrittenMemory;
            }

            rest = rest[(end + 2)..];
            if (size > rest.Length - 2 || !rest[size..].StartsWith("\r\n"u8))
            {
                throw Broken();
            }

            content.Write(rest[..size]);
            rest = rest[(size + 2)..];
        }
    }

    private static AwsException Broken() => AwsException.Validation("The body is not aws-chunked: a frame is broken.");
}
