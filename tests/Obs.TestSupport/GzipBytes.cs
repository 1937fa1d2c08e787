using System.IO.Compression;

namespace Obs.TestSupport;

/// <summary>Bytes as gzip sends them.</summary>
public static class GzipBytes
{
    public static byte[] Compress(ReadOnlySpan<byte> bytes)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return output.ToArray();
    }
}
