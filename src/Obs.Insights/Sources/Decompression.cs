using System.IO.Compression;

namespace Obs.Insights.Sources;

/// <summary>Tells gzip from plain text by its first two bytes, also where the stream cannot be rewound.</summary>
internal static class Decompression
{
    public static async ValueTask<Stream> OpenAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] start = new byte[2];
        int length = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        var whole = new PrefixedStream(start.AsMemory(0, length), stream);
        return start is [0x1F, 0x8B] ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }
}
